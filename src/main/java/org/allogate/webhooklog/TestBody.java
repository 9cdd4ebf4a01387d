package org.allogate.webhooklog;

import org.allogate.input.Members;
import org.allogate.outbox.EventType;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What to try an endpoint out with. */
@Schema(name = "WebhookTestBody", description = "What to try an endpoint out with.")
record TestBody(
    @Schema(
            type = SchemaType.STRING,
            description = "Of which type the event is; the endpoint need not ask for it.",
            defaultValue = "webhook_endpoint.test",
            examples = "product.created")
        EventType eventType) {
  static TestBody from(Members body) {
    TestBody test =
        new TestBody(
            body.value("eventType", "must be the name of an event type", EventType::byName)
                .orElse(EventType.WEBHOOK_ENDPOINT_TEST));
    body.check();
    return test;
  }
}
