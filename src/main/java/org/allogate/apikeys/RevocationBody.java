package org.allogate.apikeys;

import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a key is revoked.
 *
 * @param reason null for no reason
 */
@Schema(description = "Why a key is revoked, if anybody wants to say.")
public record RevocationBody(
    @Schema(maxLength = 500, nullable = true, examples = "The service was shut down.")
        String reason) {
  private static final int MAX_REASON = 500;

  static RevocationBody from(Members body) {
    String reason = body.mentions("reason") ? body.text("reason", MAX_REASON, "").strip() : "";
    body.check();
    return new RevocationBody(reason.isEmpty() ? null : reason);
  }
}
