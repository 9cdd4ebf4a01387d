package org.allogate.apikeys;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.allogate.keys.ApiKey;
import org.allogate.keys.KeyLevel;
import org.allogate.keys.KeyStatus;
import org.allogate.keys.KeyTerms;
import org.allogate.surface.Environment;
import org.allogate.surface.Network;
import org.allogate.tenancy.Actor;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A key as the API shows it: everything but the key.
 *
 * @param organizationId null for a key of the whole tenant
 * @param tier its own tier; null for the tenant's
 * @param ratePolicy its own policies, which override the tier; null for none
 * @param autoRenew whether a use near its end makes a successor
 * @param lastUsedAt null for never; at most five seconds old
 * @param replacedBy the key that took its place, while this one only runs out
 * @param renewed whether it was made by itself, near its predecessor's end
 * @param revealable whether a member can look at it again
 */
@Schema(name = "ApiKey", description = "A key without the key.")
public record ApiKeyView(
    UUID id,
    @Schema(examples = "Production Backend") String name,
    @Schema(examples = "allo_live_***1a2b4w") String preview,
    @Schema(examples = "allo_live_8Kd2") String prefix,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"organization", "tenant"})
        KeyLevel level,
    @Schema(nullable = true) UUID organizationId,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"live", "test"})
        Environment environment,
    @Schema(examples = "[\"store:read\"]") List<String> scopes,
    @Schema(
            description = "Its own tier; null for the tenant's.",
            enumeration = {"free", "standard", "pro", "enterprise"},
            nullable = true)
        String tier,
    @Schema(description = "Its own policies, which override the tier.", nullable = true)
        List<RatePolicy> ratePolicy,
    @Schema(description = "Networks that may use it; none means all.")
        List<String> allowedAddresses,
    @Schema(nullable = true) Instant expiresAt,
    boolean autoRenew,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"active", "revoked", "expired"})
        KeyStatus status,
    Instant createdAt,
    Actor createdBy,
    @Schema(description = "At most five seconds old.", nullable = true) Instant lastUsedAt,
    @Schema(nullable = true) String lastUsedAddress,
    @Schema(nullable = true) Instant revokedAt,
    @Schema(nullable = true) String revocationReason,
    @Schema(description = "The key that took its place.", nullable = true) UUID replacedBy,
    @Schema(description = "Whether it was made near its predecessor's end.") boolean renewed,
    @Schema(description = "Whether a member can look at it again.") boolean revealable) {

  /** A row of the list, at an instant. */
  static ApiKeyView of(KeyRow row, Instant now) {
    return of(row.key(), row.renewWithinDays() != null, now);
  }

  /** A key of an owner, at an instant. */
  static ApiKeyView of(ApiKey key, KeyOwner owner, Instant now) {
    return of(key, owner.renewWithinDays() != null, now);
  }

  static ApiKeyView of(ApiKey key, boolean renews, Instant now) {
    KeyTerms terms = key.terms();
    KeyStatus status = key.status(now);
    boolean runsOut = terms.expiresAt() != null && key.replacedBy() == null;
    return new ApiKeyView(
        key.id(),
        terms.name(),
        key.preview(),
        key.prefix(),
        key.level(),
        key.organizationId(),
        key.environment(),
        terms.scopes().names(),
        terms.tier() == null ? null : terms.tier().tierName(),
        terms.ratePolicy().isEmpty() ? null : RatePolicy.of(terms.ratePolicy()),
        terms.allowedAddresses().stream().map(Network::toString).toList(),
        terms.expiresAt(),
        renews && runsOut && status == KeyStatus.ACTIVE,
        status,
        key.createdAt(),
        key.createdBy(),
        key.lastUsedAt(),
        key.lastUsedAddress(),
        key.revokedAt(),
        key.revocationReason(),
        key.replacedBy(),
        key.renewed(),
        key.sealed().isPresent());
  }
}
