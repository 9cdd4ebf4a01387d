package org.allogate.access;

import org.allogate.keys.KeyRecord;
import org.allogate.ratelimit.Decision;

/**
 * What the guard found out about a request, left for the answer's headers and the access log.
 *
 * @param decision what the key's rate limit said
 */
record Access(KeyRecord key, Capability capability, Decision decision) {
  /** The request property that holds it. */
  static final String PROPERTY = "org.allogate.access";
}
