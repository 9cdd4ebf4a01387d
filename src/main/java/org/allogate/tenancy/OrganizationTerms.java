package org.allogate.tenancy;

/**
 * What can be chosen about an organization.
 *
 * @param timezone id of a {@link java.time.ZoneId}
 * @param active whether its keys and members may come in
 * @param keyPolicy before the tenant's defaults
 */
public record OrganizationTerms(
    String name, String email, String timezone, boolean active, KeyPolicy keyPolicy) {}
