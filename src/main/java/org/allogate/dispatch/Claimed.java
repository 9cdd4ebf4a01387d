package org.allogate.dispatch;

import java.util.UUID;
import org.allogate.trace.Trace;

/**
 * A delivery that this node is to send.
 *
 * @param number of the try, counted from 1
 * @param triesLeft how many there are after it
 * @param trace the place of this try in the trace of what caused the event
 */
record Claimed(
    UUID id, UUID event, int number, int triesLeft, Receiving endpoint, byte[] body, Trace trace) {
  /**
   * Who receives it.
   *
   * @param secret sealed
   * @param secretBefore sealed; null where it signs no more
   */
  record Receiving(UUID id, UUID tenant, String url, byte[] secret, byte[] secretBefore) {}
}
