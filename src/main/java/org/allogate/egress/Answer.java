package org.allogate.egress;

import java.time.Duration;

/**
 * How a call ended.
 *
 * @param status the HTTP status; 0 when there was no answer
 * @param failure why there was no answer; null when there was one
 * @param retryAfter the header {@code Retry-After} as it came; null when there was none
 * @param body the beginning of the answer's body, at most {@value Egress#MAX_BODY} bytes; not to be
 *     changed
 * @param took from the call to its end
 */
public record Answer(int status, Failure failure, String retryAfter, byte[] body, Duration took) {
  private static final byte[] NOTHING = {};

  static Answer failed(Failure failure, Duration took) {
    return new Answer(0, failure, null, NOTHING, took);
  }
}
