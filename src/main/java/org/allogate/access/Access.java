package org.allogate.access;

import java.util.UUID;
import org.allogate.ratelimit.Decision;

/**
 * What the guard found out about a request, left for the answer's headers and the access log.
 *
 * @param kind what was shown: {@code key} or {@code member}
 * @param id of the key or the member
 * @param policyHeader all policies that limit it, as a header value
 * @param decision what the rate limit said
 */
record Access(String kind, UUID id, String policyHeader, Capability capability, Decision decision) {
  /** The request property that holds it. */
  static final String PROPERTY = "org.allogate.access";
}
