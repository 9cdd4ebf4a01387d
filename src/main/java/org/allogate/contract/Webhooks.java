package org.allogate.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allogate.Events;
import org.allogate.json.Json;
import org.allogate.outbox.EventExamples;
import org.allogate.outbox.EventType;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** What is sent to endpoints: a webhook for each type of event, with the record of its data. */
final class Webhooks {
  private static final String SCHEMAS = "#/components/schemas/";
  private static final String PARAMETERS = "#/components/parameters/";
  private static final String ID = "019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a99";
  private static final String DESCRIPTION =
      """

      ## Webhooks

      Events are sent to webhook endpoints as Standard Webhooks 1.0 says; `webhooks` has what each
      tells. Who may write webhook endpoints learns what events tell, whatever else they may not
      read.

      To verify one, take the raw body, before it is parsed: join `webhook-id`,
      `webhook-timestamp` and the body with dots, compute the HMAC-SHA256 under the bytes that
      follow `whsec_` in Base64, and compare its Base64 in constant time with each `v1,` signature.
      Refuse a timestamp more than five minutes away.

      Answer 2xx within 15 seconds. After anything else it is sent again in 5 s, 5 min, 30 min,
      2 h, 5 h, 10 h and 10 h, or later where `Retry-After` says so. Every event arrives at least
      once, and always with the same `webhook-id`: handle each id once. Order is not promised: an
      object is as it was right after its event, so read it where the latest counts.
      """;
  private static final String TIME = "2026-04-02T10:12:40Z";

  private Webhooks() {}

  static void addTo(OpenAPI document) {
    document.getInfo().setDescription(document.getInfo().getDescription() + "\n" + DESCRIPTION);
    Components components = document.getComponents();
    components.addParameter(
        "WebhookId",
        header("webhook-id", "The event's id, the same at every try: handle each once."));
    components.addParameter(
        "WebhookTimestamp",
        header("webhook-timestamp", "When it was sent this time, in seconds since 1970."));
    components.addParameter(
        "WebhookSignature",
        header(
            "webhook-signature",
            "`v1,` and the Base64 of the HMAC-SHA256 of id, timestamp and body, joined by dots;"
                + " two of them, with a space between, while the secret is rotated."));
    for (EventType type : EventType.values()) {
      Schema data = components.getSchemas().get(schemaOf(type));
      data.getProperties().get("version").setConstValue(1);
      document.addWebhook(type.wireName(), OASFactory.createPathItem().POST(operation(type)));
    }
  }

  static String schemaOf(EventType type) {
    return Events.dataOf(type)
        .getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class)
        .name();
  }

  private static Parameter header(String name, String description) {
    return OASFactory.createParameter()
        .name(name)
        .in(Parameter.In.HEADER)
        .required(true)
        .description(description)
        .schema(OASFactory.createSchema().addType(SchemaType.STRING));
  }

  private static Operation operation(EventType type) {
    return OASFactory.createOperation()
        .operationId("webhook." + type.wireName())
        .summary(type.wireName())
        .description(type.description())
        .parameters(
            List.of("WebhookId", "WebhookTimestamp", "WebhookSignature").stream()
                .map(name -> OASFactory.createParameter().ref(PARAMETERS + name))
                .toList())
        .requestBody(body(type))
        .responses(responses());
  }

  private static RequestBody body(EventType type) {
    MediaType media =
        OASFactory.createMediaType()
            .schema(event(type))
            .addExample("event", OASFactory.createExample().value(example(type)));
    return OASFactory.createRequestBody()
        .required(true)
        .content(OASFactory.createContent().addMediaType("application/json", media));
  }

  private static Schema event(EventType type) {
    return OASFactory.createSchema()
        .addType(SchemaType.OBJECT)
        .description("An event, at most 20,000 bytes.")
        .addProperty("id", text("The `webhook-id`.").format("uuid"))
        .addProperty("type", text(type.description()).constValue(type.wireName()))
        .addProperty("timestamp", text("When it happened.").format("date-time"))
        .addProperty("data", OASFactory.createSchema().ref(SCHEMAS + schemaOf(type)))
        .required(List.of("id", "type", "timestamp", "data"));
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
  }

  private static Map<String, Object> example(EventType type) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("id", ID);
    event.put("type", type.wireName());
    event.put("timestamp", TIME);
    event.put("data", Json.mapper().convertValue(EventExamples.data(type), Object.class));
    return event;
  }

  private static APIResponses responses() {
    return OASFactory.createAPIResponses()
        .addAPIResponse(
            "2XX", OASFactory.createAPIResponse().description("It was received; no body is read."))
        .addAPIResponse(
            "410",
            OASFactory.createAPIResponse()
                .description("Nothing more is to be sent: the endpoint is disabled."))
        .addAPIResponse(
            "default",
            OASFactory.createAPIResponse()
                .description(
                    "It was not received, and is sent again; redirects are not followed."));
  }
}
