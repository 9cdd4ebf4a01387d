package org.allogate.dispatch;

import java.time.Duration;
import java.time.Instant;
import org.allogate.egress.Answer;

/**
 * What came of a try.
 *
 * @param at when it began
 * @param ended when it was over
 * @param status of the answer; 0 for none
 * @param error why there was none; null when there was one
 * @param retryAfter as it came, or null
 * @param body the beginning of the answer's
 */
record Outcome(
    Claimed claimed,
    Instant at,
    Instant ended,
    Duration took,
    int status,
    String error,
    String retryAfter,
    byte[] body) {
  private static final int GONE = 410;

  static Outcome answered(Claimed claimed, Instant at, Instant ended, Answer answer) {
    return new Outcome(
        claimed,
        at,
        ended,
        answer.took(),
        answer.status(),
        answer.failure() == null ? null : answer.failure().wireName(),
        answer.retryAfter(),
        answer.body());
  }

  /** Of a try that was none. */
  static Outcome failed(Claimed claimed, Instant at, String error) {
    return new Outcome(claimed, at, at, Duration.ZERO, 0, error, null, new byte[0]);
  }

  boolean delivered() {
    return error == null && status / 100 == 2;
  }

  /** Whether the endpoint wants nothing any more. */
  boolean gone() {
    return status == GONE;
  }

  boolean exhausted() {
    return !delivered() && (gone() || claimed.triesLeft() == 0);
  }
}
