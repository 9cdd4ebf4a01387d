/**
 * What was sent to endpoints and what they answered; sending something again, or to try one out.
 *
 * <p>One delivery is one statement with all its attempts, so that what came of a try is never shown
 * without what that did; a page is one for its deliveries and one for the last attempts of them,
 * which may be a moment younger. How often one can be sent again by hand is bounded: each look at
 * it shows all its attempts, and their numbers end. An answer is the bytes of a stranger: it is
 * shown as text in which what is no UTF-8 is replaced, and never as what its sender says it is. A
 * test is an event of its own that nobody else is told, so that it takes the same way as all
 * others.
 *
 * <p>Depends on webhooks, outbox and the concerns. Left out: sending (dispatch), which writes what
 * is read here, and its sweeping.
 */
package org.allogate.webhooklog;
