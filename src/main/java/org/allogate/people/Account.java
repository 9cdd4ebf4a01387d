package org.allogate.people;

import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;

/**
 * A member with what decides whether it may come in.
 *
 * @param organizationActive null for a member of the tenant itself
 */
public record Account(
    Member member, String tenantName, boolean tenantActive, Boolean organizationActive) {
  /** Whether this is an owner of the whole tenant, who may come in to enable it again. */
  private boolean isTenantOwner() {
    return member.organizationId() == null && member.role() == Role.OWNER;
  }

  /** Whether the member may come in. */
  public boolean mayEnter() {
    return isActive() && (tenantActive || isTenantOwner());
  }

  private boolean isActive() {
    return member.active() && !Boolean.FALSE.equals(organizationActive);
  }

  /**
   * Ends what a member does who may not come in. Only for somebody who has proven to be that
   * member: it tells more than a stranger may know.
   *
   * @throws ProblemException {@code user_inactive} or {@code tenant_disabled}
   */
  public void requireMayEnter() {
    if (!isActive()) {
      throw new ProblemException(
          ProblemType.USER_INACTIVE, "The member or its organization is inactive.");
    }
    if (!mayEnter()) {
      throw new ProblemException(ProblemType.TENANT_DISABLED, "The tenant is disabled.");
    }
  }
}
