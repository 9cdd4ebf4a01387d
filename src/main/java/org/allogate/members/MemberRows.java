package org.allogate.members;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;
import org.allogate.paging.Keyset;
import org.allogate.paging.Lists;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.people.Member;
import org.allogate.people.Role;
import org.allogate.tenancy.Organization;
import org.allogate.tenancy.Tenant;

/** The members of a tenant, or of one organization of it. */
@ApplicationScoped
public class MemberRows {
  private static final String ROWS =
      "select new org.allogate.members.MemberRow(m, i.expiresAt)"
          + " from Member m left join Invitation i on i.memberId = m.id";

  @PersistenceContext EntityManager em;
  @Inject Lists lists;

  /** Those of the tenant and, where one is named, of an organization, oldest first. */
  Page<MemberRow> of(UUID tenant, Optional<UUID> organization, PageRequest page) {
    Keyset<MemberRow> list =
        lists
            .oldestFirst(ROWS, MemberRow.class, "m.id", MemberRow::id)
            .where("m.tenantId = :tenant", "tenant", tenant);
    organization.ifPresent(
        id -> list.where("m.organizationId = :organization", "organization", id));
    return list.page(page);
  }

  Optional<MemberRow> byId(UUID tenant, UUID id) {
    return Optional.ofNullable(
        em.createQuery(ROWS + " where m.id = :id and m.tenantId = :tenant", MemberRow.class)
            .setParameter("id", id)
            .setParameter("tenant", tenant)
            .getSingleResultOrNull());
  }

  /** Whether an organization is the tenant's. */
  boolean isOrganizationOf(UUID tenant, UUID organization) {
    return em.createQuery(
                "select o.id from Organization o where o.id = :id and o.tenantId = :tenant",
                UUID.class)
            .setParameter("id", organization)
            .setParameter("tenant", tenant)
            .getSingleResultOrNull()
        != null;
  }

  /**
   * Locks whose member it is, then the member, which is read anew: owners are counted by one at a
   * time.
   */
  void lock(Member member) {
    if (member.organizationId() == null) {
      em.find(Tenant.class, member.tenantId(), LockModeType.PESSIMISTIC_WRITE);
    } else {
      em.find(Organization.class, member.organizationId(), LockModeType.PESSIMISTIC_WRITE);
    }
    em.refresh(member, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Whether there is another active owner beside a member, of what the member belongs to. */
  boolean hasAnotherOwner(Member member) {
    boolean ofTenant = member.organizationId() == null;
    return !em.createQuery(
            "select m.id from Member m where m.id <> :id and m.role = :role and m.active = :active"
                + (ofTenant
                    ? " and m.tenantId = :of and m.organizationId is null"
                    : " and m.organizationId = :of"),
            UUID.class)
        .setParameter("id", member.id())
        .setParameter("role", Role.OWNER)
        .setParameter("active", true)
        .setParameter("of", ofTenant ? member.tenantId() : member.organizationId())
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  void add(Member member) {
    em.persist(member);
  }
}
