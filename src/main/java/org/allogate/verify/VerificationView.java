package org.allogate.verify;

import java.util.List;
import java.util.UUID;
import org.allogate.access.Shown;
import org.allogate.keys.KeyRecord;
import org.allogate.ratelimit.Decision;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whether a credential may pass, and whose it is. Of one that is not in force, or not in reach of
 * who asks, nothing is told but the code.
 */
@Schema(name = "Verification", description = "Whether a credential may pass, and whose it is.")
public record VerificationView(
    @Schema(description = "Whether it may pass. Nothing else says so.") boolean valid,
    @Schema(
            description = "`valid`, or the code of the problem that the guard would answer.",
            examples = "valid")
        String code,
    @Schema(nullable = true) UUID keyId,
    @Schema(nullable = true) UUID tenantId,
    @Schema(description = "Null for a key of the whole tenant.", nullable = true)
        UUID organizationId,
    @Schema(
            enumeration = {"live", "test"},
            description = "A service for live traffic refuses `test`.",
            nullable = true)
        String environment,
    @Schema(description = "What it may do.", nullable = true) List<String> scopes,
    @Schema(
            enumeration = {"free", "standard", "pro", "enterprise"},
            nullable = true)
        String tier,
    @Schema(nullable = true) RateLimitView rateLimit,
    @Schema(description = "What its tenant has left.", nullable = true) Long creditsRemaining) {
  private static final String VALID = "valid";

  static VerificationView refused(String code) {
    return new VerificationView(false, code, null, null, null, null, null, null, null, null);
  }

  /**
   * What was decided about a credential in force.
   *
   * @param code why not; null for an admission
   */
  static VerificationView of(Shown shown, String code, Decision decision, long credits) {
    KeyRecord key = shown.key();
    return new VerificationView(
        code == null,
        code == null ? VALID : code,
        key.id(),
        key.tenantId(),
        key.organizationId(),
        key.environment().wireName(),
        shown.scopes().names(),
        key.tier(),
        decision.known() ? RateLimitView.of(decision) : null,
        credits);
  }

  /**
   * The policy nearest to refusing.
   *
   * @param limit units
   * @param remaining units left after this
   */
  @Schema(name = "RateLimit", description = "The policy nearest to refusing.")
  public record RateLimitView(
      @Schema(examples = "60") int limit,
      @Schema(examples = "59") int remaining,
      @Schema(examples = "60") int windowSeconds) {
    private static RateLimitView of(Decision decision) {
      return new RateLimitView(
          decision.policy().limit(), decision.remaining(), decision.policy().windowSeconds());
    }
  }
}
