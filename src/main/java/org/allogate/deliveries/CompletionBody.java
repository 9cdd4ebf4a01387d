package org.allogate.deliveries;

import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a delivery ended.
 *
 * @param status not pending
 * @param reason why it failed, 1 to 500 characters without the blanks around them, or null
 */
@Schema(description = "How a delivery ended.")
public record CompletionBody(
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"delivered", "failed"},
            required = true)
        DeliveryStatus status,
    @Schema(
            description = "Why it failed; with `failed` only.",
            nullable = true,
            minLength = 1,
            maxLength = MAX_REASON,
            examples = "The recipient does not take inventory.")
        String reason) {
  /** Most characters of a reason. */
  static final int MAX_REASON = 500;

  private static final String REASON = "reason";

  static CompletionBody from(Members body) {
    DeliveryStatus status =
        body.value(
            "status",
            "must be delivered or failed",
            DeliveryStatus::endByName,
            DeliveryStatus.FAILED);
    String reason = body.trimmed(REASON, 1, MAX_REASON, null);
    if (reason != null && status != DeliveryStatus.FAILED) {
      body.refuse(REASON, "is for a failed delivery alone");
    }
    body.check();
    return new CompletionBody(status, reason);
  }
}
