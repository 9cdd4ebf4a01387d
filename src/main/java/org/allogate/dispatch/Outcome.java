package org.allogate.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
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
  /** The error where the secret that signs cannot be opened. */
  static final String NO_SECRET = "secret_unavailable";

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

  /** Whether it never came to a call, for something was wrong here. */
  boolean ours() {
    return NO_SECRET.equals(error);
  }

  /** Whether it was sent to the URL that its endpoint has among some. */
  boolean isAt(Map<UUID, String> urls) {
    return claimed.endpoint().url().equals(urls.get(claimed.endpoint().id()));
  }
}
