package org.allogate.paging;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.allogate.secrets.ServerSecrets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds that sealing and opening a cursor takes. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class CursorBench {
  // As long as the description of a list of products with one filter.
  private final byte[] list = "x".repeat(180).getBytes(StandardCharsets.UTF_8);
  private final CursorSeal seal = new CursorSeal(ServerSecrets.parse(setting()).seal("cursor"));
  private final Cursor cursor = new Cursor(Direction.AFTER, new Edge(null, UUID.randomUUID()));
  private final Cursor ranked = new Cursor(Direction.AFTER, new Edge(5L, UUID.randomUUID()));
  private final String text = seal.write(cursor, list);
  private final String rankedText = seal.write(ranked, list);
  private final String forged = text.substring(0, 45) + (text.charAt(45) == 'A' ? 'B' : 'A');

  private static String setting() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return "1:" + Base64.getEncoder().encodeToString(secret);
  }

  @Benchmark
  public String write() {
    return seal.write(cursor, list);
  }

  @Benchmark
  public Optional<Cursor> read() {
    return seal.read(text, list);
  }

  @Benchmark
  public String writeRanked() {
    return seal.write(ranked, list);
  }

  @Benchmark
  public Optional<Cursor> readRanked() {
    return seal.read(rankedText, list);
  }

  /** Another's cursor, or none. */
  @Benchmark
  public Optional<Cursor> readForged() {
    return seal.read(forged, list);
  }
}
