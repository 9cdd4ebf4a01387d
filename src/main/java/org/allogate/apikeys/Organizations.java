package org.allogate.apikeys;

import java.util.Optional;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.input.Members;
import org.allogate.problem.ProblemException;

/** Which organization a body is about. */
final class Organizations {
  private static final String MEMBER = "organizationId";

  private Organizations() {}

  /**
   * The organization that the body names, or the request. A caller of one organization reaches no
   * other; whether the tenant has it is for its row to say.
   */
  static UUID named(Members body, Optional<UUID> named, Caller caller) {
    Optional<UUID> ofRequest = caller.organization();
    if (named.isPresent() && ofRequest.isPresent() && !named.equals(ofRequest)) {
      if (!caller.ofTenant()) {
        throw ProblemException.notFound("organization");
      }
      body.refuse(MEMBER, "is another organization than X-Organization-Id");
    }
    if (named.isEmpty() && ofRequest.isEmpty()) {
      body.refuse(MEMBER, "is required: who reaches all organizations says which one is meant");
    }
    return named.or(() -> ofRequest).orElse(null);
  }
}
