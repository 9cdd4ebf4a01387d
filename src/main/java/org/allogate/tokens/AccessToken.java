package org.allogate.tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.allogate.scopes.Scopes;

/**
 * What a token says whose signature is ours.
 *
 * @param id its {@code jti}
 * @param keyId the key it stands for, {@code client_id}
 * @param subject the service account behind the key, {@code sub}
 * @param scopes what it was given; the key may have lost some of it since
 * @param issuedAt to the second
 * @param notBefore {@code nbf}, else {@code issuedAt}
 * @param expiresAt to the second
 */
public record AccessToken(
    UUID id,
    UUID keyId,
    UUID subject,
    Scopes scopes,
    Instant issuedAt,
    Instant notBefore,
    Instant expiresAt) {
  // How far the clocks of two nodes may be apart.
  private static final Duration LEEWAY = Duration.ofSeconds(5);

  /** Whether its time has come and is not over. */
  boolean inTime(Instant now) {
    Instant latest = now.plus(LEEWAY);
    return now.isBefore(expiresAt) && !issuedAt.isAfter(latest) && !notBefore.isAfter(latest);
  }
}
