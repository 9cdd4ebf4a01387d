package org.allogate.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.allogate.surface.Environment;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An endpoint as the API shows it.
 *
 * @param eventTypes names in the order of the catalogue, or one star for all
 */
@Schema(name = "WebhookEndpoint", description = "Where events are sent.")
public record EndpointView(
    UUID id,
    @Schema(description = "Null for all organizations of the tenant.", nullable = true)
        UUID organizationId,
    @Schema(examples = "https://example.com/webhooks") String url,
    @Schema(nullable = true) String description,
    @Schema(examples = "[\"product.created\", \"product.updated\"]") List<String> eventTypes,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"live", "test"})
        Environment environment,
    @Schema(description = "Whether it is sent anything.") boolean enabled,
    @Schema(
            description = "Why it was disabled by itself; null where somebody did it, or nobody.",
            nullable = true)
        String disabledReason,
    Instant createdAt) {
  /** Copies the types. */
  public EndpointView {
    eventTypes = List.copyOf(eventTypes);
  }

  static EndpointView of(WebhookEndpoint endpoint) {
    EndpointTerms terms = endpoint.terms();
    return new EndpointView(
        endpoint.id(),
        endpoint.organizationId(),
        terms.url(),
        terms.description(),
        terms.eventTypes().names(),
        endpoint.environment(),
        terms.enabled(),
        endpoint.disabledReason(),
        endpoint.createdAt());
  }
}
