package org.allogate.credits;

import java.util.UUID;

/**
 * Fired in the transaction that finds a tenant's balance at or below a mark, once for each time it
 * gets there.
 *
 * @param percent the mark, of all that was granted: 20, 5 or 0
 * @param balance what is left, in credits
 */
public record CreditsLow(UUID tenant, int percent, long balance) {
  /** Above every mark. */
  public static final int NONE = 100;

  private static final int[] MARKS = {20, 5, 0};

  /** The lowest mark that a balance is at or below, or {@link #NONE}. */
  public static int mark(long granted, long balance) {
    int lowest = NONE;
    for (int mark : MARKS) {
      if (balance * 100 <= granted * mark) {
        lowest = mark;
      }
    }
    return lowest;
  }

  static int[] marks() {
    return MARKS.clone();
  }
}
