package org.allogate.apikeys;

import java.util.Optional;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whose key is reissued. */
@Schema(description = "Whose key is reissued; a caller of one organization need not say.")
public record ReissueBody(UUID organizationId) {
  static ReissueBody from(Members body, Caller caller) {
    Optional<UUID> named = body.optionalUuid("organizationId");
    UUID organization = Organizations.named(body, named, caller);
    body.check();
    return new ReissueBody(organization);
  }
}
