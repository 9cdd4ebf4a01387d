/**
 * Reads from a replica of the database that miss nothing: the node asks the primary for its
 * position, one question at a time for all reads that wait, and a connection of the replica for
 * that position before it reads.
 *
 * <p>So a read sees every commit that came before it, whoever's and through whatever node. Pins
 * that keep a caller at the primary for some seconds after a write were left: nodes would have to
 * share them, a Redis that comes back empty forgets them, and a person's other key, the second page
 * of a list and a column that a migration just added would not be covered. What it costs is two
 * small questions a read; of a single row the primary is therefore read at once. The replica is a
 * connection of its own given to Hibernate, not a route hidden below it: what goes there is seen
 * where it is read, and the guard, counters and writes cannot get there.
 *
 * <p>Depends on nothing of ours. Left out: balancing several replicas, which JDBC addresses do.
 */
package org.allogate.replica;
