/**
 * Whether this node lives and whether it can serve, for whoever restarts or routes.
 *
 * <p>Only readiness asks the database: a node that loses it must not be restarted, which would help
 * nobody, but must not be sent requests either. The answers name no address, version or error.
 *
 * <p>Redis is told and changes nothing: it is away for all nodes at once. Depends on redis. Left
 * out: metrics, and the health of neighbours.
 */
package org.allogate.health;
