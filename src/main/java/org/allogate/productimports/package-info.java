/**
 * Takes many products at once, one a line, and survives a broken connection.
 *
 * <p>The body is read as it comes and done in batches, each with its results in one transaction:
 * one for all would hold locks for minutes, one a line would be slow. The answer begins after the
 * body's end, since a client that sends before it reads would otherwise wait for us as we for it;
 * results wait in rows, not in memory. A request with an Idempotency-Key is taken up again by
 * sending the same: lines of batches that are done are compared by their hash and not done twice.
 * One runner at a time holds the claim, which every batch checks under the import's lock.
 *
 * <p>Depends on products, which writes them, and on the concerns. Left out: other kinds of rows.
 */
package org.allogate.productimports;
