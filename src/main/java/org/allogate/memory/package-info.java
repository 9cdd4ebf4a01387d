/**
 * What a node remembers of rows for a few seconds, so that it need not read them for each request.
 *
 * <p>What is remembered counts from before its row was read, so that its life bounds exactly how
 * late a change that nobody told of is seen. Where a change is told, a read that is under way is
 * forgotten with the rest, and nobody who forgets waits for it: a row that a database is slow to
 * give must not hold up the news of another. Threads that ask for one row at the same time read it
 * once. A cache with a loader of its own would make who forgets wait, and count from the end.
 *
 * <p>Depends on nothing of Allogate: each cache hears its changes itself, from this node as events
 * and from others as messages (see doc-files/staleness.md). Left out: what changes.
 */
package org.allogate.memory;
