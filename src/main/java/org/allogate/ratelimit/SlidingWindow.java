package org.allogate.ratelimit;

import java.util.Arrays;

/**
 * Counts the units of one policy over the running slot and the 60 before it, a slot being 1/60 of
 * the window.
 *
 * <p>Those 61 slots cover the window wherever it starts, so no interval of the window's length ever
 * holds more than the limit; what is counted too long is counted for one slot more at most. Not
 * safe for threads: {@link Counter} locks.
 */
final class SlidingWindow {
  private static final int SLOTS = 60;

  /**
   * Three lanes of 21 bits to a long: a lane holds {@link Policy#MAX_LIMIT}, 63 lanes hold 61
   * slots.
   */
  private static final int LANES = 63;

  private static final int LANES_PER_LONG = 3;
  private static final int LANE_BITS = 21;
  private static final long LANE_MASK = (1L << LANE_BITS) - 1;

  private final long[] lanes = new long[LANES / LANES_PER_LONG];
  private final int windowMillis;
  private int used;
  private long latestSlot;
  private long lastChargedSlot;

  /** An empty window of 1 to 86,400 seconds. */
  SlidingWindow(int windowSeconds) {
    windowMillis = windowSeconds * 1000;
  }

  /** A window that has counted what {@code other} has. */
  SlidingWindow(SlidingWindow other) {
    System.arraycopy(other.lanes, 0, lanes, 0, lanes.length);
    windowMillis = other.windowMillis;
    used = other.used;
    latestSlot = other.latestSlot;
    lastChargedSlot = other.lastChargedSlot;
  }

  /**
   * Forgets what has left the window. A time before the latest one seen, or before 1970, changes
   * nothing.
   */
  void moveTo(long nowMillis) {
    long slot = Math.floorDiv(nowMillis * SLOTS, (long) windowMillis);
    if (slot > latestSlot) {
      forgetUntil(slot - SLOTS);
      latestSlot = slot;
    }
  }

  private void forgetUntil(long oldestKept) {
    if (lastChargedSlot < oldestKept) {
      forgetAll();
      return;
    }
    for (long slot = latestSlot - SLOTS; slot < oldestKept; slot++) {
      forget(Math.floorMod(slot, LANES));
    }
  }

  private void forgetAll() {
    if (used > 0) {
      Arrays.fill(lanes, 0);
      used = 0;
    }
  }

  private void forget(int lane) {
    long units = lanes[lane / LANES_PER_LONG] >>> shift(lane) & LANE_MASK;
    lanes[lane / LANES_PER_LONG] -= units << shift(lane);
    used -= (int) units;
  }

  /**
   * Whether {@code cost} more units stay within the limit; 0 always do. The limit is an argument so
   * that an edited one needs no new window.
   */
  boolean fits(int limit, int cost) {
    if (cost < 0) {
      throw new IllegalArgumentException("cost must not be negative: " + cost);
    }
    return cost <= remaining(limit);
  }

  /** Counts units that {@link #fits fit}, in the latest slot. */
  void charge(int cost) {
    if (cost > 0) {
      int lane = Math.floorMod(latestSlot, LANES);
      lanes[lane / LANES_PER_LONG] += (long) cost << shift(lane);
      used += cost;
      lastChargedSlot = latestSlot;
    }
  }

  /** Units left, 0 to {@code limit}; 0 also when the limit was lowered below what is counted. */
  int remaining(int limit) {
    return Math.max(0, limit - used);
  }

  boolean isEmpty() {
    return used == 0;
  }

  /**
   * The first millisecond at which nothing is counted any more; in the past when nothing is now.
   */
  long emptyAtMillis() {
    return Math.floorDiv((lastChargedSlot + SLOTS + 1) * windowMillis + SLOTS - 1, (long) SLOTS);
  }

  boolean isOf(Policy policy) {
    return windowMillis == policy.windowSeconds() * 1000;
  }

  private static int shift(int lane) {
    return lane % LANES_PER_LONG * LANE_BITS;
  }
}
