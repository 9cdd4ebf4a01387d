package org.allogate.organizations;

import java.time.Instant;
import java.util.UUID;
import org.allogate.tenancy.KeyPolicy;
import org.allogate.tenancy.Organization;
import org.allogate.tenancy.OrganizationTerms;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An organization as the API shows it.
 *
 * @param timezone id of a {@link java.time.ZoneId}
 * @param keyPolicy what is in force, the tenant's default included
 */
@Schema(name = "Organization", description = "A store or a team of the tenant.")
public record OrganizationView(
    UUID id,
    UUID tenantId,
    @Schema(examples = "Aether & Ash") String name,
    @Schema(examples = "owner@example.com") String email,
    @Schema(examples = "Europe/Berlin") String timezone,
    @Schema(description = "Whether its keys and members may come in.") boolean active,
    Instant createdAt,
    KeyPolicy keyPolicy) {
  /**
   * An organization as it is now.
   *
   * @param tenantsMaxActiveKeys what holds where its own policy does not say
   */
  static OrganizationView of(Organization organization, int tenantsMaxActiveKeys) {
    OrganizationTerms terms = organization.terms();
    return new OrganizationView(
        organization.id(),
        organization.tenantId(),
        terms.name(),
        terms.email(),
        terms.timezone(),
        terms.active(),
        organization.createdAt(),
        terms.keyPolicy().within(tenantsMaxActiveKeys));
  }
}
