package org.allogate.tenant;

import java.time.Instant;
import java.util.UUID;
import org.allogate.tenancy.Tenant;
import org.allogate.tenancy.TenantTerms;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A tenant as the API shows it. */
@Schema(name = "Tenant", description = "The customer of the platform.")
public record TenantView(
    UUID id,
    @Schema(examples = "Aether Holdings") String name,
    @Schema(description = "Whether anybody but its owners may come in.") boolean active,
    @Schema(
            description = "The tier of keys that have none of their own.",
            enumeration = {"free", "standard", "pro", "enterprise"})
        String defaultTier,
    Instant createdAt,
    KeyDefaults keyPolicy) {
  static TenantView of(Tenant tenant) {
    TenantTerms terms = tenant.terms();
    return new TenantView(
        tenant.id(),
        terms.name(),
        terms.active(),
        tenant.defaultTier(),
        tenant.createdAt(),
        new KeyDefaults(terms.maxActiveKeys()));
  }

  /** What holds for keys where an organization does not say. */
  @Schema(description = "What holds for keys where an organization does not say.")
  public record KeyDefaults(
      @Schema(
              description = "Most keys in force of one organization.",
              minimum = "1",
              maximum = "1000",
              examples = "5")
          int maxActiveKeys) {}
}
