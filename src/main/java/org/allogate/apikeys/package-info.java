/**
 * The life of keys: made, changed, rotated, reissued, renewed, ended.
 *
 * <p>All changes of an owner's keys go one after the other under the lock of the owner's row, so
 * that "at most five" is exact and no two changes can wait for each other; names are held by a
 * unique index besides. A key in the grace period of its rotation holds neither name nor place. A
 * key's end is a fact of the clock, and is written down afterwards. What touches a key asks of the
 * caller all that the key holds: a new text or a wider allow-list is a gift, too. A key has no
 * entity tag: what is shown of it tells its last use. All that is done is told and written down in
 * one place, for the organization and the environment of the key, not of who does it.
 *
 * <p>Depends on keys, tenancy, people, audit, outbox and the other concerns. Left out: how a key is
 * proven (keys, access), tokens, and asking on behalf of others whether a key may pass.
 */
package org.allogate.apikeys;
