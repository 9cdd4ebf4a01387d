package org.allogate.members;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;
import org.allogate.audit.AuditEntry;
import org.allogate.audit.AuditTrail;
import org.allogate.credits.Credits;
import org.allogate.input.Ids;
import org.allogate.people.Invitations;
import org.allogate.people.Member;
import org.allogate.people.Passwords;
import org.allogate.people.Role;
import org.allogate.retry.FirstStart;
import org.allogate.surface.Origin;
import org.allogate.tenancy.Actor;
import org.allogate.tenancy.Tenant;
import org.eclipse.microprofile.config.Config;

/** Sees to it that somebody can come into a database where nobody ever was. */
@Startup
@Singleton
@DependsOn("Migration")
@TransactionManagement(TransactionManagementType.BEAN)
public class FirstOwner {
  private static final Logger LOG = Logger.getLogger(FirstOwner.class.getName());
  private static final long CREDITS = 100_000;

  @PersistenceContext EntityManager em;
  @Inject FirstStart start;
  @Inject Config config;
  @Inject Passwords passwords;
  @Inject Invitations invitations;
  @Inject Credits credits;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  @PostConstruct
  void start() {
    OwnerSettings settings = OwnerSettings.from(config);
    if (settings.wanted() && !somebodyWasIn()) {
      start.inTurn(() -> letSomebodyIn(settings));
    }
  }

  private void letSomebodyIn(OwnerSettings settings) {
    if (!somebodyWasIn()) {
      letIn(owner().or(() -> made(settings)), settings);
    }
  }

  private boolean somebodyWasIn() {
    return !em.createQuery(
            "select m.id from Member m where m.password is not null or m.subject is not null",
            UUID.class)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  private Optional<Member> owner() {
    return em
        .createQuery(
            "select m from Member m where m.organizationId is null and m.role = :role"
                + " and m.active = :active order by m.id",
            Member.class)
        .setParameter("role", Role.OWNER)
        .setParameter("active", true)
        .setMaxResults(1)
        .getResultList()
        .stream()
        .findAny();
  }

  // Where there are members but no owner of a tenant, it is not for us to make one.
  private Optional<Member> made(OwnerSettings settings) {
    boolean empty =
        em.createQuery("select m.id from Member m", UUID.class)
            .setMaxResults(1)
            .getResultList()
            .isEmpty();
    return empty ? Optional.of(added(settings)) : Optional.empty();
  }

  private Member added(OwnerSettings settings) {
    Tenant tenant = new Tenant(Ids.next(), settings.tenantName(), CREDITS, clock.instant());
    Member owner =
        new Member(
            Ids.next(), tenant.id(), null, settings.email(), "Owner", Role.OWNER, clock.instant());
    em.persist(tenant);
    credits.open(tenant.id());
    em.persist(owner);
    audit.record(
        tenant.id(),
        Actor.SYSTEM,
        Origin.NONE,
        List.of(
            new AuditEntry(
                null, "member.created", "member", owner.id(), MemberChanges.everythingOf(owner))));
    return owner;
  }

  private void letIn(Optional<Member> owner, OwnerSettings settings) {
    if (owner.isEmpty()) {
      return;
    }
    Member first = owner.get();
    if (first.email().isEmpty()) {
      first.readdress(settings.email());
    }
    if (settings.isPasswordOf(first.email())) {
      first.protectWith(passwords.hashed(settings.password()));
      LOG.info("The first owner signs in with allogate.owner.email and allogate.owner.password.");
    } else {
      String url = InvitedMemberView.url(settings.base(), invitations.issue(first.id()));
      LOG.warning(
          () ->
              "Nobody has signed in yet. Open this link to become the first owner; it is good once,"
                  + " until the next start, and replaces any before it: "
                  + url);
    }
  }
}
