/**
 * Says how much a caller may do in a time, and whether this attempt is still within it.
 *
 * <p>A window of slots, not a token bucket or a fixed window: both admit up to twice the limit in
 * some interval, and the contract promises that none does. An exact log would promise the same and
 * cost memory by the limit; slots cost it by the counter, for refusing at most 1/60 of a window
 * longer. One lock per counter, or one script in Redis: several policies admit together or charge
 * nothing. Where nodes share counters, no node counts ahead in blocks: that would take no round
 * trip and break the promise. A share of the limit for each node while Redis is away is none
 * either, for no node knows how many there are, or where a balancer sends whom.
 *
 * <p>Depends on redis and secrets (hashes). Left out: which policies a caller has, what an address
 * is (grouping of IPv6 prefixes too), and the headers.
 */
package org.allogate.ratelimit;
