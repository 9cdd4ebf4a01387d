package org.allogate.apikeys;

import java.time.Instant;
import java.util.UUID;
import org.allogate.keys.ApiKey;
import org.allogate.keys.KeyStatus;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who still uses a key that has a successor.
 *
 * @param validUntil when it ends; null for a key that ended before
 * @param fullExpiresAt the end it had before, which no extension passes
 * @param requestsSince how often it was used since it was replaced
 */
@Schema(name = "Rotation", description = "Who still uses a key that has a successor.")
public record RotationView(
    UUID keyId,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"active", "revoked", "expired"})
        KeyStatus status,
    UUID replacedBy,
    Instant replacedAt,
    Instant validUntil,
    @Schema(nullable = true) Instant fullExpiresAt,
    @Schema(description = "How often the old key was used since; at most five seconds old.")
        long requestsSince,
    @Schema(nullable = true) Instant lastUsedAt,
    @Schema(nullable = true) String lastUsedAddress) {

  static RotationView of(ApiKey key, Instant now) {
    return new RotationView(
        key.id(),
        key.status(now),
        key.replacedBy(),
        key.replacedAt(),
        key.revokedAt() == null ? key.expiresAt() : key.revokedAt(),
        key.fullExpiresAt(),
        key.usesSinceReplaced(),
        key.lastUsedAt(),
        key.lastUsedAddress());
  }
}
