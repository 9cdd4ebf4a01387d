package org.allogate.members;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.audit.AuditEntry;
import org.allogate.audit.AuditTrail;
import org.allogate.audit.Changes;
import org.allogate.conditional.Preconditions;
import org.allogate.input.Ids;
import org.allogate.people.Accounts;
import org.allogate.people.Invitations;
import org.allogate.people.Member;
import org.allogate.people.Role;
import org.allogate.people.Sessions;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;

/**
 * Makes, changes and invites members, each in the transaction of its caller. Locks are taken in one
 * order: tenant or organization, member, its other rows, the end of the audit chain.
 */
@ApplicationScoped
public class MemberChanges {
  @Inject Caller caller;
  @Inject MemberRows rows;
  @Inject MemberRights rights;
  @Inject Accounts accounts;
  @Inject Sessions sessions;
  @Inject Invitations invitations;
  @Inject Preconditions preconditions;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /** A member with the link to its password. */
  record Invited(Member member, Invitations.Link link) {}

  Invited make(NewMemberBody body) {
    rights.requireMayMake(body.organizationId(), body.role());
    Member member =
        new Member(
            Ids.next(),
            caller.tenant(),
            body.organizationId(),
            body.email(),
            body.name(),
            body.role(),
            clock.instant());
    rows.add(member);
    accounts.write();
    Invitations.Link link = invitations.issue(member.id());
    audit.record(entry(member, "member.created", everythingOf(member)));
    return new Invited(member, link);
  }

  static Changes everythingOf(Member member) {
    return Changes.none()
        .with("name", null, member.name())
        .with("email", null, member.email())
        .with("role", null, member.role())
        .with("organizationId", null, member.organizationId())
        .with("active", null, member.active());
  }

  Invited invite(UUID id) {
    Member member = lockedToChange(id);
    if (!member.active()) {
      throw new ProblemException(
          ProblemType.CONFLICT, "The member is disabled: enable it before inviting it.");
    }
    Invitations.Link link = invitations.issue(member.id());
    audit.record(entry(member, "member.invited", Changes.none()));
    return new Invited(member, link);
  }

  void change(UUID id, MemberBody body) {
    Member member = lockedToChange(id);
    preconditions.require(() -> shown(id));
    body.newRole().ifPresent(role -> rights.requireMayGive(member.organizationId(), role));
    String name = body.newName().orElse(member.name());
    Role role = body.newRole().orElse(member.role());
    boolean active = body.newActive().orElse(member.active());
    Changes changes =
        Changes.none()
            .with("name", member.name(), name)
            .with("role", member.role(), role)
            .with("active", member.active(), active);
    if (changes.isEmpty()) {
      return;
    }
    if (isOwner(member.role(), member.active()) && !isOwner(role, active)) {
      requireAnotherOwner(member);
    }
    member.rename(name);
    member.become(role);
    member.activate(active);
    if (!active) {
      sessions.closeAllOf(id);
      invitations.withdraw(id);
    }
    audit.record(entry(member, "member.updated", changes));
  }

  private MemberView shown(UUID id) {
    return rows.byId(caller.tenant(), id).orElseThrow().view(clock.instant());
  }

  private Member lockedToChange(UUID id) {
    Member member =
        rows.byId(caller.tenant(), id)
            .map(MemberRow::member)
            .filter(it -> rights.reaches(it.organizationId()))
            .orElseThrow(() -> ProblemException.notFound("member"));
    rows.lock(member);
    rights.requireMayChange(member);
    return member;
  }

  private static boolean isOwner(Role role, boolean active) {
    return role == Role.OWNER && active;
  }

  private void requireAnotherOwner(Member member) {
    if (!rows.hasAnotherOwner(member)) {
      throw new ProblemException(
          ProblemType.LAST_OWNER,
          "This is the last active owner of the "
              + (member.organizationId() == null ? "tenant." : "organization."));
    }
  }

  private static AuditEntry entry(Member member, String action, Changes changes) {
    return new AuditEntry(member.organizationId(), action, "member", member.id(), changes);
  }
}
