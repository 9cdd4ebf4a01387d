package org.allogate.tenancy;

/**
 * What the owners of a tenant can choose about it.
 *
 * @param active whether any key or anybody but its owners may come in
 * @param maxActiveKeys most keys in force of an organization whose policy does not say, 1 to 1000
 */
public record TenantTerms(String name, boolean active, int maxActiveKeys) {}
