/**
 * Brings the database to the schema this version needs, before the first request.
 *
 * <p>Flyway on start and not a step of the deployment: two commands must do, and nodes that start
 * together wait for one another on its lock. Everything that reads the database at start says that
 * it depends on this.
 *
 * <p>Depends on metrics. Left out: data, for which see demo; going back to an older schema.
 */
package org.allogate.schema;
