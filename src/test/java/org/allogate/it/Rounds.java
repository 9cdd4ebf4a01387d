package org.allogate.it;

/**
 * How often a race is run: as often as it says, or the share that {@code it.rounds-share} asks for
 * where the same was run in full before, as on the second JDK of the gate.
 */
final class Rounds {
  private static final int SHARE = Integer.getInteger("it.rounds-share", 1);

  private Rounds() {}

  static int of(int whole) {
    return Math.max(1, whole / SHARE);
  }
}
