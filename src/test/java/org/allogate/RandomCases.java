package org.allogate;

import java.util.Random;
import java.util.function.Consumer;

/** Runs a check on many random sources, always the same ones, and names the one that fails. */
public final class RandomCases {
  private static final long FIRST_SEED = 20_260_501;
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private RandomCases() {}

  /** Runs {@code check} on {@code count} sources; the message of a failure holds its seed. */
  public static void each(int count, Consumer<Random> check) {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + count; seed++) {
      try {
        check.accept(new Random(seed * SPREAD));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("random case of seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  /** Random bytes. */
  public static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
