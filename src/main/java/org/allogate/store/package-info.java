/**
 * The shop of a workspace: read it, or describe it anew.
 *
 * <p>It has no id in its path, because a key belongs to one workspace and that to at most one
 * store. PUT takes the whole description and makes the store when there is none, under the
 * workspace's row lock: of two first descriptions one makes it and the other changes it.
 *
 * <p>Depends on the concerns, and on tenancy for that lock. Left out: products and tiers, which
 * hang on the workspace and need no store.
 */
package org.allogate.store;
