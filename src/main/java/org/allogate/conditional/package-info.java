/**
 * Conditional requests (RFC 9110, section 13): lost updates for clients that care, and nothing sent
 * twice.
 *
 * <p>A tag is a hash of the representation, not a version column: it is strong by construction,
 * needs no room in any table, and changes with what is computed, too, such as a price. PUT's answer
 * carries one although section 9.3.4 keeps it for content stored as it was sent: that content has
 * no id here, so nobody can mistake it for the answer's, and a client that goes on changing needs
 * no GET between.
 *
 * <p>Depends on json, problem and secrets. Left out: weak tags, dates, and lists, which change with
 * every row.
 */
package org.allogate.conditional;
