package org.allogate.webhooks;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allogate.access.Caller;
import org.allogate.egress.Target;
import org.allogate.input.Members;
import org.allogate.outbox.EventType;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.surface.Environment;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A new endpoint as a client describes it.
 *
 * @param description null for none
 * @param environment null for the caller's
 */
@Schema(name = "WebhookEndpointBody", description = "A new endpoint.")
record EndpointBody(
    @Schema(
            maxLength = EndpointBody.MAX_URL,
            description = "`https`, without credentials, and not of a private network.",
            examples = "https://example.com/webhooks",
            required = true)
        String url,
    @Schema(maxLength = EndpointBody.MAX_DESCRIPTION, nullable = true) String description,
    @Schema(
            minItems = 1,
            description = "Names of `GET /v1/webhook-event-types`, or `*` alone for all.",
            examples = "[\"product.created\", \"product.updated\"]",
            required = true)
        List<String> eventTypes,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"live", "test"},
            description = "The caller's unless said; a key has no other.",
            nullable = true)
        Environment environment) {
  static final int MAX_URL = 2000;
  static final int MAX_DESCRIPTION = 500;

  /** Copies the types. */
  EndpointBody {
    eventTypes = List.copyOf(eventTypes);
  }

  static EndpointBody from(Members body) {
    EndpointBody endpoint =
        new EndpointBody(
            url(body),
            description(body),
            eventTypes(body),
            body.value("environment", "must be live or test", Environment::byName).orElse(null));
    body.check();
    return endpoint;
  }

  static String url(Members body) {
    String url = body.text("url", 1, MAX_URL);
    if (!body.isWrong("url")) {
      try {
        Target.parse(url);
      } catch (IllegalArgumentException e) {
        body.refuse("url", e.getMessage());
      }
    }
    return url;
  }

  static String description(Members body) {
    return body.optionalText("description", MAX_DESCRIPTION).orElse(null);
  }

  static List<String> eventTypes(Members body) {
    Set<String> seen = new HashSet<>();
    List<String> names =
        body.values(
            "eventTypes",
            1,
            EventType.values().length,
            "must name an event type that the list does not name yet",
            name -> Optional.of(name).filter(it -> isKnown(it) && seen.add(it)));
    if (names.size() > 1 && names.contains(EventTypes.ALL)) {
      body.refuse("eventTypes", "must not name others beside *");
    }
    return names;
  }

  private static boolean isKnown(String name) {
    return name.equals(EventTypes.ALL)
        || EventType.byName(name).filter(EventType::subscribable).isPresent();
  }

  EndpointTerms terms() {
    return new EndpointTerms(url, description, EventTypes.of(eventTypes), true);
  }

  /**
   * The environment that a caller means: a member has both, a key has its own.
   *
   * @throws ProblemException {@code permission_denied}
   */
  static Environment meant(Optional<Environment> named, Caller caller) {
    Environment environment = named.orElse(caller.environment());
    if (caller.session().isEmpty() && environment != caller.environment()) {
      throw new ProblemException(
          ProblemType.PERMISSION_DENIED,
          "A key's endpoints are those of its own environment, %s."
              .formatted(caller.environment().wireName()));
    }
    return environment;
  }
}
