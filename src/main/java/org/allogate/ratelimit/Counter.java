package org.allogate.ratelimit;

import java.util.List;
import java.util.Optional;

/** One subject's windows, a window for each of its policies, under one lock: its own monitor. */
final class Counter {
  private SlidingWindow[] windows;
  private boolean retired;

  /** Counts nothing yet. */
  Counter(List<Policy> policies) {
    windows = windowsOf(policies, new SlidingWindow[0]);
  }

  /** Has counted what {@code other} has. */
  Counter(Counter other) {
    synchronized (other) {
      windows = other.windows.clone();
      for (int i = 0; i < windows.length; i++) {
        windows[i] = new SlidingWindow(windows[i]);
      }
    }
  }

  /**
   * Admits {@code cost} units under all policies or charges none. Policies other than those of the
   * last call are followed from this call on: a window of the same length keeps its count, another
   * starts empty.
   *
   * @return empty when this counter is retired and the caller has to find its successor
   */
  synchronized Optional<Decision> decide(List<Policy> policies, int cost, long nowMillis) {
    if (retired) {
      return Optional.empty();
    }
    follow(policies);
    moveTo(nowMillis);
    boolean admitted = fits(policies, cost);
    if (admitted) {
      charge(cost);
    }
    int nearest = admitted ? fewestRemaining(policies) : longestRefusing(policies, cost);
    return Optional.of(decision(admitted, policies, nearest, nowMillis));
  }

  /**
   * Retires this counter when it counts nothing any more; a retired one stays so and decides
   * nothing.
   */
  synchronized boolean retireIfEmpty(long nowMillis) {
    moveTo(nowMillis);
    retired = retired || isEmpty();
    return retired;
  }

  private void follow(List<Policy> policies) {
    if (!isOf(policies)) {
      windows = windowsOf(policies, windows);
    }
  }

  private boolean isOf(List<Policy> policies) {
    if (policies.size() != windows.length) {
      return false;
    }
    for (int i = 0; i < windows.length; i++) {
      if (!windows[i].isOf(policies.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static SlidingWindow[] windowsOf(List<Policy> policies, SlidingWindow[] earlier) {
    Policy.requireCount(policies);
    SlidingWindow[] left = earlier.clone();
    SlidingWindow[] windows = new SlidingWindow[policies.size()];
    for (int i = 0; i < windows.length; i++) {
      windows[i] = windowOf(policies.get(i), left);
    }
    return windows;
  }

  /** Takes the window out of {@code left}: two policies of one length never share a window. */
  private static SlidingWindow windowOf(Policy policy, SlidingWindow[] left) {
    for (int i = 0; i < left.length; i++) {
      SlidingWindow window = left[i];
      if (window != null && window.isOf(policy)) {
        left[i] = null;
        return window;
      }
    }
    return new SlidingWindow(policy.windowSeconds());
  }

  private void moveTo(long nowMillis) {
    for (SlidingWindow window : windows) {
      window.moveTo(nowMillis);
    }
  }

  private boolean fits(List<Policy> policies, int cost) {
    for (int i = 0; i < windows.length; i++) {
      if (!windows[i].fits(policies.get(i).limit(), cost)) {
        return false;
      }
    }
    return true;
  }

  private void charge(int cost) {
    for (SlidingWindow window : windows) {
      window.charge(cost);
    }
  }

  private boolean isEmpty() {
    for (SlidingWindow window : windows) {
      if (!window.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private int fewestRemaining(List<Policy> policies) {
    int nearest = 0;
    for (int i = 1; i < windows.length; i++) {
      int difference = remaining(policies, i) - remaining(policies, nearest);
      if (difference < 0 || difference == 0 && isLonger(policies, i, nearest)) {
        nearest = i;
      }
    }
    return nearest;
  }

  private int longestRefusing(List<Policy> policies, int cost) {
    int longest = -1;
    for (int i = 0; i < windows.length; i++) {
      boolean refuses = !windows[i].fits(policies.get(i).limit(), cost);
      if (refuses && (longest < 0 || isLonger(policies, i, longest))) {
        longest = i;
      }
    }
    return longest;
  }

  private int remaining(List<Policy> policies, int i) {
    return windows[i].remaining(policies.get(i).limit());
  }

  private static boolean isLonger(List<Policy> policies, int i, int than) {
    return policies.get(i).windowSeconds() > policies.get(than).windowSeconds();
  }

  private Decision decision(boolean admitted, List<Policy> policies, int i, long nowMillis) {
    long emptyAtMillis = Math.max(nowMillis, windows[i].emptyAtMillis());
    return new Decision(admitted, policies, policies.get(i), remaining(policies, i), emptyAtMillis);
  }
}
