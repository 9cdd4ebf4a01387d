/**
 * What several nodes share besides the database: a Redis or Valkey, where a setting names one.
 *
 * <p>A call has a time-out of milliseconds, and once a few in a row have failed none is tried any
 * more until a new connection has proved itself by a write: a dead server costs nobody's request
 * its time-out. We connect anew ourselves instead of the client's own reconnecting, which waits
 * longer and longer and trusts a connection that hangs. Nothing here is the only copy of anything:
 * what is lost with it was bounded anyway. Changes are told by messages that may be lost: whoever
 * listens forgets everything after each gap, and what is remembered has a short life besides.
 *
 * <p>What it takes to grow stands in doc-files/capacity.md. Depends on nothing of Allogate. Left
 * out: what is done while it is away, which is its users' to choose; a breaker for each shard.
 */
package org.allogate.redis;
