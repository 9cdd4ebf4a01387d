package org.allogate.members;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.people.Member;
import org.allogate.people.Role;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.scopes.Scopes;

/** Who may see, make and change which members. */
@ApplicationScoped
public class MemberRights {
  @Inject Caller caller;
  @Inject MemberRows rows;

  /** Whether the caller's reach includes what belongs to an organization, or to none. */
  boolean reaches(UUID organization) {
    return caller.ofTenant() || caller.requiredOrganization().equals(organization);
  }

  /** Ends a request that would make a member of this kind and may not. */
  void requireMayMake(UUID organization, Role role) {
    caller.requireNoTestKey();
    if (organization == null) {
      if (!caller.ofTenant()) {
        throw denied("A caller of an organization makes members of that organization alone.");
      }
    } else if (!reaches(organization) || !rows.isOrganizationOf(caller.tenant(), organization)) {
      throw ProblemException.notFound("organization");
    }
    requireMayGive(organization, role);
  }

  /** Ends a request that would change or invite this member and may not. */
  void requireMayChange(Member member) {
    caller.requireNoTestKey();
    requireMayGive(member.organizationId(), member.role());
  }

  /** Ends a request that would give this role and may not. */
  void requireMayGive(UUID organization, Role role) {
    Scopes missing = caller.scopes().missing(role.scopes());
    if (!missing.equals(Scopes.NONE)) {
      throw new ProblemException(
              ProblemType.INSUFFICIENT_SCOPE,
              "This role holds more than the caller: " + String.join(", ", missing.names()))
          .with("missing_scopes", missing.names());
    }
    if (organization == null && role == Role.OWNER && !caller.isTenantOwner()) {
      throw denied("Owners of the tenant are made and changed by such an owner in person.");
    }
  }

  private static ProblemException denied(String detail) {
    return new ProblemException(ProblemType.PERMISSION_DENIED, detail);
  }
}
