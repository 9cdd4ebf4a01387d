package org.allogate.tokens;

import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.allogate.keys.KeyLevel;
import org.allogate.keys.KeyRecord;
import org.allogate.ratelimit.Policy;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many access tokens one thread verifies and makes in a second. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class TokenBench {
  private static final String KID = "0190b2ce-0000-7000-8000-000000000001";

  private final KnownKey signer = signer();
  private final AccessTokens remembering = tokens(1000);
  private final KeyRecord key = key();
  private final String token = remembering.issue(key, Scopes.ALL).text();

  private static KnownKey signer() {
    KeyPair pair = KnownKey.generate();
    Instant now = Clock.systemUTC().instant();
    Instant end = now.plus(Duration.ofDays(1));
    return new KnownKey(
        KID,
        (ECPublicKey) pair.getPublic(),
        (ECPrivateKey) pair.getPrivate(),
        new SigningKey.Life(now.minusSeconds(1), end, end));
  }

  private AccessTokens tokens(long remembered) {
    TokenSettings settings =
        new TokenSettings(
            "https://api.example.com",
            Duration.ofMinutes(15),
            Duration.ofDays(30),
            Duration.ofDays(1),
            remembered);
    return new AccessTokens(settings, () -> signer, kid -> Optional.of(signer), Clock.systemUTC());
  }

  private static KeyRecord key() {
    List<Policy> policies = List.of(new Policy(60, 60));
    return new KeyRecord(
        new UUID(7, 1),
        new byte[32],
        new UUID(7, 2),
        new UUID(7, 3),
        new UUID(7, 4),
        new UUID(7, 5),
        "alex@example.com",
        KeyLevel.ORGANIZATION,
        Environment.LIVE,
        "A key",
        "allo_live_AB7K",
        Scopes.ALL,
        "standard",
        policies,
        Policy.header(policies),
        List.of(),
        null,
        null,
        null,
        false,
        true,
        true);
  }

  /** One that was verified before. */
  @Benchmark
  public Optional<AccessToken> known() {
    return remembering.verify(token);
  }

  /**
   * One that is shown to a node for the first time; a new memory each time costs next to nothing.
   */
  @Benchmark
  public Optional<AccessToken> unknown() {
    return tokens(1).verify(token);
  }

  /** A new one. */
  @Benchmark
  public IssuedToken issued() {
    return remembering.issue(key, Scopes.ALL);
  }
}
