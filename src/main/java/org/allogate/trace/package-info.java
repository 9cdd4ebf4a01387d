/**
 * Which trace a request belongs to (W3C Trace Context, level 1), so that one id is found in the
 * client's own tracing, in our logs and at whoever is told by webhook.
 *
 * <p>We hand traces on and record none: a request that comes without one begins one that says it is
 * not sampled, and the flag of others is passed on as it came. Parsed by hand and strictly, as what
 * comes in is written to logs and sent to third parties: a header that is not to the letter counts
 * as none. MicroProfile Telemetry would parse it, too, and does not reach the rows of the outbox,
 * where a trace waits for hours until its event is sent. No answer carries a trace: the header for
 * it is no Recommendation.
 *
 * <p>Depends on nothing of Allogate. Left out: spans, their export, and members of our own in
 * {@code tracestate}.
 */
package org.allogate.trace;
