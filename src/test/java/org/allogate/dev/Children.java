package org.allogate.dev;

import java.util.concurrent.TimeUnit;

/** Ends child processes: asked first, killed when they do not listen. */
final class Children {
  private Children() {}

  /**
   * Waits for the process to end, kills it after the seconds given, and tells whether it ended by
   * itself.
   */
  static boolean await(Process process, int seconds) {
    try {
      if (process.waitFor(seconds, TimeUnit.SECONDS)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return false;
  }
}
