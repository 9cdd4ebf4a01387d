package org.allogate.keys;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.allogate.secrets.ServerSecrets;
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

/** Nanoseconds that proving a key takes without the database, for each kind of text shown. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class KeyBench {
  private final KeyFormat format =
      new KeyFormat("allo", ServerSecrets.parse(setting()).seal("api-key"));
  private final IssuedKey key = format.issue(Environment.LIVE, UUID.randomUUID());
  private final String valid = key.text();
  private final String forged = valid.substring(0, valid.length() - 2) + other(valid) + "A";
  private final String malformed = valid.substring(0, valid.length() - 3);

  private static String setting() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return "1:" + Base64.getEncoder().encodeToString(secret);
  }

  private static char other(String text) {
    return text.charAt(text.length() - 2) == 'A' ? 'B' : 'A';
  }

  /** Signature, payload and the comparison with the stored hash: all but the record's cache. */
  @Benchmark
  public boolean valid() {
    Optional<ProvenKey> proven = format.prove(valid);
    return proven.isPresent() && MessageDigest.isEqual(key.hash(), proven.get().hash());
  }

  /** Of the right form, signed by somebody else. */
  @Benchmark
  public Optional<ProvenKey> forged() {
    return format.prove(forged);
  }

  /** Too short. */
  @Benchmark
  public Optional<ProvenKey> malformed() {
    return format.prove(malformed);
  }
}
