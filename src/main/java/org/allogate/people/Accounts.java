package org.allogate.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allogate.problem.ProblemException;
import org.allogate.problem.UniqueKeys;

/** Who signs in with an address: at most one member of every tenant. */
@ApplicationScoped
public class Accounts {
  private static final int MOST = 20;
  private static final String MEMBER_EMAIL = "member_email";
  private static final String ACCOUNT =
      """
      select new org.allogate.people.Account(m, t.name, t.active, o.active)
      from Member m
      join Tenant t on t.id = m.tenantId
      left join Organization o on o.id = m.organizationId
      """;

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  /** The members of an address, active or not, oldest first; of one tenant where it is named. */
  public List<Account> ofEmail(String email, Optional<UUID> tenant) {
    String canonical = EmailAddress.canonical(email);
    String ofTenant = tenant.isPresent() ? " and m.tenantId = :tenant" : "";
    TypedQuery<Account> query =
        em.createQuery(
            ACCOUNT + "where m.email = :email" + ofTenant + " order by m.id", Account.class);
    tenant.ifPresent(id -> query.setParameter("tenant", id));
    return query.setParameter("email", canonical).setMaxResults(MOST).getResultList().stream()
        .filter(it -> EmailAddress.canonical(it.member().email()).equals(canonical))
        .toList();
  }

  /** The account of a member. */
  public Optional<Account> byId(UUID member) {
    return Optional.ofNullable(
        em.createQuery(ACCOUNT + "where m.id = :member", Account.class)
            .setParameter("member", member)
            .getSingleResultOrNull());
  }

  /** The account of a member as it is now, and nobody changes until the transaction's end. */
  public Optional<Account> locked(UUID member) {
    Member locked = em.find(Member.class, member);
    if (locked == null) {
      return Optional.empty();
    }
    em.refresh(locked, LockModeType.PESSIMISTIC_WRITE);
    return byId(member);
  }

  /**
   * Writes what was changed of members so far.
   *
   * @throws ProblemException {@code duplicate_name} when an address belongs to another member
   */
  public void write() {
    UniqueKeys.flush(em, MEMBER_EMAIL, "Another member of the tenant has this email address.");
  }
}
