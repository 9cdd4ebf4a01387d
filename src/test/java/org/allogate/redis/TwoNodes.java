package org.allogate.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Two nodes that share a real server and hear one another. */
public final class TwoNodes implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RealRedis server = RealRedis.started();
  private final Redis first = new Redis(server.settings());
  private final Redis second = new Redis(server.settings());
  private final Messages one = new Messages(first);
  private final Messages other = new Messages(second);

  /** Returns when both can speak and hear. */
  public TwoNodes() {
    awaitBoth();
  }

  private void awaitBoth() {
    eventually(
        "both nodes speak and hear",
        () -> first.isUp() && second.isUp() && one.isListening() && other.isListening());
  }

  /** Messages of the one. */
  public Messages one() {
    return one;
  }

  /** Messages of the other. */
  public Messages other() {
    return other;
  }

  /** Ends the server, and returns when both know. */
  public void cut() {
    server.kill();
    eventually(
        "both nodes know that they are alone",
        () -> !first.isUp() && !second.isUp() && !one.isListening() && !other.isListening());
  }

  /** Starts it again, and returns when both can speak and hear. */
  public void mend() {
    server.start();
    awaitBoth();
  }

  /** Waits until something holds. */
  public static void eventually(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not in " + PATIENCE.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  @Override
  public void close() {
    one.close();
    other.close();
    first.close();
    second.close();
    server.close();
  }
}
