package org.allogate.load;

import java.time.Duration;

/** The processor time that a process has had, user and system. */
final class Cpu {
  private final ProcessHandle process;
  private long last;

  Cpu(ProcessHandle process) {
    this.process = process;
    this.last = now();
  }

  /** Nanoseconds since the last call; the system counts in steps of 10 ms. */
  long nanos() {
    long now = now();
    long spent = now - last;
    last = now;
    return spent;
  }

  private long now() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }
}
