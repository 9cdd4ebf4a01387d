/**
 * Brings the database to the schema this version needs, before the first request; one node at a
 * time.
 *
 * <p>Flyway on start and not a step of the deployment: two commands must do. Everything that reads
 * the database at start says that it depends on this. A node starts and serves beside a schema that
 * is newer than it, so versions follow each other node by node. Hence the rules of migrations:
 * first add, and take away a release later; a new column is null or has a default, for older nodes
 * insert without it; a closed list grows by one release that reads the new value before one writes
 * it; from V10 on every statement can be run again ({@code if not exists}), for MariaDB commits
 * each and a node may be killed between two.
 *
 * <p>Depends on metrics. Left out: data, for which see demo; an older schema.
 */
package org.allogate.schema;
