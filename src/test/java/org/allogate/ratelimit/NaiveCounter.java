package org.allogate.ratelimit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The naive twin of {@link Counter} and of what Redis counts: every charge of every window with its
 * slot, nothing forgotten, all of it looked through each time.
 */
final class NaiveCounter {
  private static final int SLOTS = 60;

  private List<Window> windows = new ArrayList<>();

  private record Charge(long slot, int units) {}

  private record Window(int seconds, List<Charge> charges) {
    long slot(long millis) {
      return millis * SLOTS / (seconds * 1000L);
    }

    int used(long millis) {
      return charges.stream()
          .filter(charge -> charge.slot >= slot(millis) - SLOTS)
          .mapToInt(Charge::units)
          .sum();
    }

    long emptyAt(long millis) {
      long latest = charges.stream().mapToLong(Charge::slot).max().orElse(0);
      // The first millisecond that lies in the slot after the last one that still counts it.
      return Math.max(millis, ((latest + SLOTS + 1) * seconds * 1000L + SLOTS - 1) / SLOTS);
    }
  }

  /** {@code millis} never less than that of the last call. */
  Decision decide(List<Policy> policies, int cost, long millis) {
    follow(policies);
    List<Integer> refusing =
        IntStream.range(0, policies.size())
            .filter(i -> left(policies, i, millis) < cost)
            .boxed()
            .toList();
    if (refusing.isEmpty() && cost > 0) {
      windows.forEach(window -> window.charges.add(new Charge(window.slot(millis), cost)));
    }
    Comparator<Integer> longest = Comparator.comparingInt(i -> -policies.get(i).windowSeconds());
    Comparator<Integer> fewest = Comparator.comparingInt(i -> left(policies, i, millis));
    int nearest =
        refusing.isEmpty()
            ? IntStream.range(0, policies.size())
                .boxed()
                .min(fewest.thenComparing(longest))
                .orElseThrow()
            : refusing.stream().min(longest).orElseThrow();
    return new Decision(
        refusing.isEmpty(),
        policies,
        policies.get(nearest),
        left(policies, nearest, millis),
        windows.get(nearest).emptyAt(millis));
  }

  private void follow(List<Policy> policies) {
    List<Window> earlier = new ArrayList<>(windows);
    windows = new ArrayList<>();
    for (Policy policy : policies) {
      Window kept =
          earlier.stream()
              .filter(window -> window.seconds == policy.windowSeconds())
              .findFirst()
              .orElse(new Window(policy.windowSeconds(), new ArrayList<>()));
      earlier.removeIf(window -> window == kept);
      windows.add(kept);
    }
  }

  private int left(List<Policy> policies, int i, long millis) {
    return Math.max(0, policies.get(i).limit() - windows.get(i).used(millis));
  }
}
