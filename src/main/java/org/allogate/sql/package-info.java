/**
 * SQL that is not for Hibernate: batches, and rows that no entity stands for.
 *
 * <p>On the connection of the running transaction, which {@code Session.doWork} lends. Nothing is
 * flushed before, as a native query of Hibernate would: who needs that says so.
 *
 * <p>Depends on nothing of Allogate but ids. Left out: whatever an entity can say.
 */
package org.allogate.sql;
