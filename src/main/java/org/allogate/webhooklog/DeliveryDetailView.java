package org.allogate.webhooklog;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/**
 * A delivery with what was sent and all its tries.
 *
 * @param payload the beginning of the body; null when the event is no longer kept
 * @param attemptLog oldest first
 */
public record DeliveryDetailView(
    @JsonUnwrapped DeliveryView view,
    String payload,
    boolean payloadTruncated,
    List<AttemptView> attemptLog) {
  /** Copies the tries. */
  public DeliveryDetailView {
    attemptLog = List.copyOf(attemptLog);
  }

  /**
   * Of what one statement found.
   *
   * @param whole a row an attempt, in any order; at least one
   */
  static DeliveryDetailView of(List<Logged> whole, byte[] payload) {
    List<AttemptView> log =
        whole.stream()
            .map(Logged::attempt)
            .filter(Objects::nonNull)
            .map(WebhookAttempt::view)
            .sorted(Comparator.comparing(AttemptView::number))
            .toList();
    return new DeliveryDetailView(
        DeliveryView.of(whole.get(0).delivery(), log.isEmpty() ? null : log.get(log.size() - 1)),
        payload == null ? null : StrangeText.of(payload, StrangeText.KEPT),
        payload != null && payload.length > StrangeText.KEPT,
        log);
  }

  /** The same for the contract document, where the scanner would unwrap in no order. */
  @Schema(
      name = "WebhookDeliveryDetail",
      description = "A delivery with what was sent and all its tries.",
      allOf = DeliveryView.class,
      properties = {
        @SchemaProperty(
            name = "payload",
            type = SchemaType.STRING,
            nullable = true,
            description =
                "The first 4096 bytes of the body; null when the event is kept no longer."),
        @SchemaProperty(
            name = "payloadTruncated",
            type = SchemaType.BOOLEAN,
            description = "Whether the body goes on."),
        @SchemaProperty(
            name = "attemptLog",
            type = SchemaType.ARRAY,
            implementation = AttemptView.class,
            description = "Every try that ended, oldest first.")
      })
  static final class Described {
    private Described() {}
  }
}
