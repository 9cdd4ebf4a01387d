package org.allogate.tokens;

import java.time.Duration;
import org.allogate.surface.PublicAddress;
import org.eclipse.microprofile.config.Config;

/**
 * What tokens say and how long things last.
 *
 * @param issuer who makes the tokens and whom they are for: {@link PublicAddress#fixed}
 * @param lifetime of a token, setting {@code allogate.tokens.lifetime-seconds}, 60 to 86,400
 * @param signingKeyLife how long a key signs, setting {@code allogate.tokens.signing-key-days}, 1
 *     to 365
 * @param publishedAhead how long before it signs a key is published, setting {@code
 *     allogate.tokens.published-ahead-hours}, at least 1; less than a key's life
 * @param cacheSize most verified tokens kept in memory, setting {@code allogate.tokens.cache-size}
 */
public record TokenSettings(
    String issuer,
    Duration lifetime,
    Duration signingKeyLife,
    Duration publishedAhead,
    long cacheSize) {
  private static final String LIFETIME = "allogate.tokens.lifetime-seconds";
  private static final String DAYS = "allogate.tokens.signing-key-days";
  private static final String AHEAD = "allogate.tokens.published-ahead-hours";

  static TokenSettings from(Config config) {
    long days = number(config, DAYS, 30, 1, 365);
    return new TokenSettings(
        PublicAddress.fixed(config),
        Duration.ofSeconds(number(config, LIFETIME, 900, 60, 86_400)),
        Duration.ofDays(days),
        Duration.ofHours(number(config, AHEAD, Math.min(24, 12 * days), 1, 24 * days - 1)),
        number(config, "allogate.tokens.cache-size", 10_000, 1, 10_000_000));
  }

  private static long number(Config config, String name, long otherwise, long least, long most) {
    long value = config.getOptionalValue(name, Long.class).orElse(otherwise);
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + " must be " + least + " to " + most);
    }
    return value;
  }
}
