package org.allogate.tenant;

import org.allogate.input.Members;
import org.allogate.tenancy.Tenant;
import org.allogate.tenancy.TenantTerms;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an owner changes of the tenant; what is absent stays as it is. */
@Schema(description = "A merge patch (RFC 7396): what is absent stays as it is.")
record TenantPatchBody(
    @Schema(minLength = 1, maxLength = 128) String name,
    @Schema(description = "False refuses every key and everybody but the tenant's owners.")
        Boolean active,
    @Schema(nullable = true) KeyDefaultsBody keyPolicy) {
  private static final int MAX_NAME = 128;
  private static final int MAX_KEYS = 1000;

  static TenantTerms applied(TenantTerms now, Members patch) {
    TenantTerms after =
        new TenantTerms(
            patch.mentions("name") ? patch.trimmed("name", 1, MAX_NAME) : now.name(),
            patch.mentions("active") ? patch.flag("active") : now.active(),
            maxActiveKeys(now, patch));
    patch.check();
    return after;
  }

  private static int maxActiveKeys(TenantTerms now, Members patch) {
    boolean reset = patch.isNull("keyPolicy");
    Members policy = patch.object("keyPolicy");
    return reset || policy.mentions("maxActiveKeys")
        ? policy.optionalInteger("maxActiveKeys", 1, MAX_KEYS).orElse(Tenant.MAX_ACTIVE_KEYS)
        : now.maxActiveKeys();
  }

  /** What shall hold for keys where an organization does not say. */
  @Schema(description = "What shall hold for keys where an organization does not say.")
  record KeyDefaultsBody(
      @Schema(description = "Null for 5.", minimum = "1", maximum = "1000", nullable = true)
          Integer maxActiveKeys) {}
}
