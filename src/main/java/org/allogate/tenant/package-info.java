/**
 * The tenant itself, as its owners see and set it.
 *
 * <p>Its owners can stop everything at once, and only they can start it again: while the tenant is
 * disabled, this one change stays open to them in person. A key may look but never change anything
 * here, so that who stole one can neither stop a business nor lift its limits. The tier is the
 * platform's to give and no member of a change.
 *
 * <p>Depends on tenancy for the row. Left out: credits, see their own surface, and the making of
 * tenants, which is the platform's.
 */
package org.allogate.tenant;
