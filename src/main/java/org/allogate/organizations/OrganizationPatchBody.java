package org.allogate.organizations;

import org.allogate.input.Members;
import org.allogate.tenancy.OrganizationTerms;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a client changes of an organization; what is absent stays as it is. */
@Schema(description = "A merge patch (RFC 7396): what is absent stays as it is.")
record OrganizationPatchBody(
    @Schema(minLength = 1, maxLength = 128) String name,
    @Schema(minLength = 3, maxLength = 254) String email,
    @Schema(maxLength = 64) String timezone,
    @Schema(description = "Whether its keys and members may come in.") Boolean active,
    @Schema(nullable = true) KeyPolicyBody keyPolicy) {
  static OrganizationTerms applied(OrganizationTerms now, Members patch) {
    OrganizationTerms after =
        new OrganizationTerms(
            patch.mentions("name") ? OrganizationBody.name(patch) : now.name(),
            patch.mentions("email") ? OrganizationBody.email(patch) : now.email(),
            patch.mentions("timezone") ? OrganizationBody.timezone(patch) : now.timezone(),
            patch.mentions("active") ? patch.flag("active") : now.active(),
            KeyPolicyBody.applied(now.keyPolicy(), patch));
    patch.check();
    return after;
  }
}
