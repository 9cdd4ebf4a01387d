/**
 * Who owns what: tenants, their organizations, members and service accounts, and the workspaces
 * that rows belong to.
 *
 * <p>Rows refer to one another by id, without entity relations: a relation would let a query wander
 * from one workspace to another without a word of it. A business row belongs to one workspace, an
 * organization in one environment, so that live and test never need a filter of their own.
 *
 * <p>Depends on surface for the environments, memory and redis. Everything may use its ids. Left
 * out: sign-in, invitations, billing.
 */
package org.allogate.tenancy;
