/**
 * What a credential can be allowed to do: a closed list, and sets of it.
 *
 * <p>A set is one long, so that the guard compares two in one instruction; an EnumSet would do the
 * same in three objects. Ordinals stay in memory: names are what is stored, so that the list may be
 * reordered. A stored name that is no more is left out, since refusing the whole key would punish
 * its owner for our change.
 *
 * <p>Depends on nothing of Allogate. Left out: who holds which, see keys, and which are asked for,
 * see access.
 */
package org.allogate.scopes;
