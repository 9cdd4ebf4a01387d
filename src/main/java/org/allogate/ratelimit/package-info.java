/**
 * Says how much a caller may do in a time, and whether this attempt is still within it.
 *
 * <p>A window of slots, not a token bucket or a fixed window: both admit up to twice the limit in
 * some interval, and the contract promises that none does. An exact log would promise the same and
 * cost memory by the limit; slots cost it by the counter, for refusing at most 1/60 of a window
 * longer. One lock per counter, not compare-and-set: several policies must admit together or charge
 * nothing. The system clock is read once, at the start, because it can be set.
 *
 * <p>Depends on nothing of Allogate. Left out: which policies a caller has, what an address is
 * (grouping of IPv6 prefixes too), the headers, and counters shared by several nodes.
 */
package org.allogate.ratelimit;
