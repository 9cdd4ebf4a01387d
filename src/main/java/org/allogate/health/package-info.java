/**
 * Whether this node lives and whether it can serve, for whoever restarts or routes.
 *
 * <p>Only readiness asks the database: a node that loses it must not be restarted, which would help
 * nobody, but must not be sent requests either. The answers name no address, version or error.
 *
 * <p>Depends on nothing of Allogate. Left out: metrics, and the health of neighbours.
 */
package org.allogate.health;
