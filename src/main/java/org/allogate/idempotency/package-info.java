/**
 * Writes that happen once: a request with an {@code Idempotency-Key} runs once and is answered with
 * the same answer for 24 hours.
 *
 * <p>A filter claims the request in a short transaction; an interceptor inside the resource's own
 * transaction keeps the answer, so that change and answer are there together or not at all. An
 * extension binds it to every writing method: an annotation to be typed would be forgotten once.
 * The response alone could not do it, for it is made after the commit. Answers are sealed under the
 * caller's credential; a key of the server would make them readable to who has server and database.
 *
 * <p>Depends on access, input, json, problem, retry and secrets. Left out: operations without a
 * credential and on a member's own session, which ignore the header; other headers than Location.
 */
package org.allogate.idempotency;
