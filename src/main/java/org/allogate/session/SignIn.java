package org.allogate.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allogate.audit.AuditEntry;
import org.allogate.audit.AuditTrail;
import org.allogate.audit.Changes;
import org.allogate.people.Account;
import org.allogate.people.Accounts;
import org.allogate.people.Invitations;
import org.allogate.people.Member;
import org.allogate.people.Passwords;
import org.allogate.people.SealedToken;
import org.allogate.people.SessionRecord;
import org.allogate.people.Sessions;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.retry.Retried;
import org.allogate.surface.Origin;
import org.allogate.tenancy.Actor;

/**
 * Lets members in and out, each in one transaction with what is written down of it. Locks are taken
 * in one order: the member's row, its other rows, the end of the audit chain.
 */
@ApplicationScoped
public class SignIn {
  @Inject Accounts accounts;
  @Inject Sessions sessions;
  @Inject Invitations invitations;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /**
   * Lets a member in whose password was proven, and may have been changed since.
   *
   * @param proven the member as it was then
   * @param newHash in place of an outdated one
   * @param shown the token of the session that the browser had until now, which ends
   * @return the token for {@link org.allogate.access.SessionCookie}
   * @throws ProblemException {@code user_inactive} or {@code tenant_disabled} when it may not
   */
  @Retried
  @Transactional
  public SealedToken.Token openByPassword(
      Member proven, Optional<String> newHash, Origin origin, Optional<String> shown) {
    Account account = locked(proven.id());
    if (!account.member().password().equals(proven.password())) {
      throw Passwords.wrong();
    }
    newHash.ifPresent(account.member()::protectWith);
    return enter(account, origin, shown, List.of());
  }

  /**
   * The same for a member whom an identity provider has proven by the address. Who came first is
   * who comes again: an address that the provider gives to somebody else is no key to the account.
   *
   * @param identity issuer and subject, the provider's own name for the person
   * @throws ProblemException {@code sign_in_failed} when the member is known as somebody else there
   */
  @Retried
  @Transactional
  public SealedToken.Token openByProvider(
      UUID member, String identity, Origin origin, Optional<String> shown) {
    Account account = locked(member);
    if (!account.member().subject().orElse(identity).equals(identity)) {
      throw Passwords.wrong();
    }
    account.member().identifyAs(identity);
    return enter(account, origin, shown, List.of());
  }

  /** Lets the member of an invitation in, with the password it has chosen. */
  @Retried
  @Transactional
  public SealedToken.Token openByInvitation(
      UUID member, AcceptanceBody acceptance, String hash, Origin origin, Optional<String> shown) {
    Account account = locked(member);
    if (!invitations.redeem(acceptance.token()).equals(Optional.of(member))) {
      throw Passwords.wrong();
    }
    Member invited = account.member();
    Changes changes = Changes.none();
    acceptance
        .newName()
        .ifPresent(
            name -> {
              changes.with("name", invited.name(), name);
              invited.rename(name);
            });
    acceptance
        .newEmail()
        .ifPresent(
            email -> {
              changes.with("email", invited.email(), email);
              invited.readdress(email);
            });
    invited.protectWith(hash);
    accounts.write();
    sessions.closeAllOf(member);
    return enter(
        account, origin, shown, List.of(entry(invited, "member.invitation_accepted", changes)));
  }

  private Account locked(UUID member) {
    return accounts.locked(member).orElseThrow(Passwords::wrong);
  }

  private SealedToken.Token enter(
      Account account, Origin origin, Optional<String> shown, List<AuditEntry> before) {
    account.requireMayEnter();
    Member member = account.member();
    shown.ifPresent(sessions::close);
    SealedToken.Token token = sessions.open(member.id(), origin.address());
    member.signedIn(clock.instant());
    List<AuditEntry> entries = new ArrayList<>(before);
    entries.add(entry(member, "member.signed_in", Changes.none()));
    audit.record(member.tenantId(), Actor.member(member.id(), member.name()), origin, entries);
    return token;
  }

  /** Writes down that somebody tried to be a member and failed; who it was is not known. */
  @Retried
  @Transactional
  public void failed(Member member, Origin origin) {
    audit.record(
        member.tenantId(),
        Actor.SYSTEM,
        origin,
        List.of(entry(member, "member.sign_in_failed", Changes.none())));
  }

  /** Lets the member of a session out. */
  @Retried
  @Transactional
  public void close(SessionRecord session, Origin origin) {
    close(session, session.id(), origin);
  }

  /**
   * Lets the member of a session out of one of its browsers.
   *
   * @param hash of the session that ends
   */
  @Retried
  @Transactional
  public void close(SessionRecord session, byte[] hash, Origin origin) {
    if (sessions.close(hash)) {
      record(session, "member.signed_out", origin);
    }
  }

  /** Lets a member out wherever it is signed in. */
  @Retried
  @Transactional
  public void closeAll(SessionRecord session, Origin origin) {
    locked(session.memberId());
    sessions.closeAllOf(session.memberId());
    record(session, "member.signed_out", origin);
  }

  /**
   * Gives a member another password and ends all of its sessions for a new one.
   *
   * @throws ProblemException {@code session_expired} when a change at the same time ended this one
   */
  @Retried
  @Transactional
  public SealedToken.Token change(SessionRecord session, String hash, Origin origin) {
    Account account = locked(session.memberId());
    if (!sessions.close(session.id())) {
      throw new ProblemException(
          ProblemType.SESSION_EXPIRED, "The session has ended meanwhile. Sign in again.");
    }
    account.member().protectWith(hash);
    sessions.closeAllOf(session.memberId());
    SealedToken.Token token = sessions.open(session.memberId(), origin.address());
    record(session, "member.password_changed", origin);
    return token;
  }

  private void record(SessionRecord session, String action, Origin origin) {
    audit.record(
        session.tenantId(),
        session.actor(),
        origin,
        List.of(
            new AuditEntry(
                session.organizationId(), action, "member", session.memberId(), Changes.none())));
  }

  private static AuditEntry entry(Member member, String action, Changes changes) {
    return new AuditEntry(member.organizationId(), action, "member", member.id(), changes);
  }
}
