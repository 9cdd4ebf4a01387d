package org.allogate.credits;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.allogate.input.Ids;
import org.allogate.outbox.EventRow;
import org.allogate.retry.Retried;
import org.allogate.sql.Sql;
import org.hibernate.Session;

/**
 * What tenants have, and what of it is leased to nodes. Locks are taken in one order: node, tenants
 * by id, leases, ledger.
 */
@ApplicationScoped
public class CreditRows {
  private static final int SHARED_BY = 8;

  private static final String LEASE =
      "insert into credit_lease (node_id, tenant_id, amount) values (?, ?, ?)"
          + " on duplicate key update amount = amount + values(amount)";
  private static final String OPENING =
      "insert into tenant_credit_entry (id, tenant_id, kind, amount, hour, actor_type, actor_id,"
          + " actor_name, reason, created_at) select ?, id, 'opening', credits, null, 'system',"
          + " null, 'Allogate', 'Opening balance', ? from tenant where id = ?";
  private static final String BESIDE =
      """
      select coalesce(t.granted, t.credits), t.credits
        + (select coalesce(sum(l.amount), 0) from credit_lease l
           where l.tenant_id = t.id and l.node_id <> ?1)
        - (select coalesce(sum(c.units), 0) from credit_charge c
           where c.tenant_id = t.id and c.node_id <> ?1)
        - (select coalesce(sum(e.units), 0) from charged_event e
           where e.tenant_id = t.id and e.node_id <> ?1)
      from tenant t where t.id = ?2
      """;

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  /**
   * Leases credits to a node: what is needed, and beyond it up to a block, but no more than an
   * eighth of what the tenant has, so that nodes share the last ones. Nothing where the need cannot
   * be met.
   */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public Lease lease(UUID node, Instant now, UUID tenant, long need, long block) {
    return em.unwrap(Session.class)
        .doReturningWork(connection -> leased(connection, node, now, tenant, need, block));
  }

  private static Lease leased(
      Connection connection, UUID node, Instant now, UUID tenant, long need, long block)
      throws SQLException {
    NodeRows.require(connection, node, now);
    long left = locked(connection, tenant, now);
    if (left < need) {
      return new Lease(0, left, false);
    }
    long amount = Math.max(need, Math.min(block, left / SHARED_BY));
    Sql.update(connection, "update tenant set credits = credits - ? where id = ?", amount, tenant);
    Sql.update(connection, LEASE, node, tenant, amount);
    return new Lease(amount, left - amount, true);
  }

  private static long locked(Connection connection, UUID tenant, Instant now) throws SQLException {
    record Row(long credits, boolean opened) {}
    List<Row> rows =
        Sql.list(
            connection,
            "select credits, granted is not null from tenant where id = ? for update",
            row -> new Row(row.getLong(1), row.getBoolean(2)),
            tenant);
    if (!rows.get(0).opened()) {
      open(connection, tenant, now);
    }
    return rows.get(0).credits();
  }

  /** Writes the opening entry of a tenant's ledger, where there is none yet. */
  @Transactional(TxType.MANDATORY)
  public void open(UUID tenant, Instant now) {
    em.flush();
    em.unwrap(Session.class).doWork(connection -> open(connection, tenant, now));
  }

  private static void open(Connection connection, UUID tenant, Instant now) throws SQLException {
    int opened =
        Sql.update(
            connection,
            "update tenant set granted = credits where id = ? and granted is null",
            tenant);
    if (opened == 1) {
      Sql.update(connection, OPENING, Ids.next(), now, tenant);
    }
  }

  /** Writes what a write costs into the transaction of the write. */
  @Transactional(TxType.MANDATORY)
  public void charge(UUID node, long sequence, UUID tenant, int units) {
    em.unwrap(Session.class)
        .doWork(
            connection ->
                Sql.update(
                    connection,
                    "insert into credit_charge (node_id, sequence, tenant_id, units)"
                        + " values (?, ?, ?, ?)",
                    node,
                    sequence,
                    tenant,
                    units));
  }

  /** The same together with an event of the write. */
  @Transactional(TxType.MANDATORY)
  public void charge(UUID node, long sequence, int units, EventRow event) {
    em.unwrap(Session.class)
        .doWork(connection -> ChargedEvents.add(connection, node, sequence, units, event));
  }

  /**
   * What a tenant has, without what is leased to one node and was charged by it. Beside the
   * caller's transaction, which would keep a connection while it waits for who needs another.
   */
  @Transactional(TxType.NOT_SUPPORTED)
  public Balance beside(UUID node, UUID tenant) {
    Tuple row =
        (Tuple)
            em.createNativeQuery(BESIDE, Tuple.class)
                .setParameter(1, Ids.bytes(node))
                .setParameter(2, Ids.bytes(tenant))
                .getSingleResult();
    return new Balance(row.get(0, Number.class).longValue(), row.get(1, Number.class).longValue());
  }

  /**
   * What came of leasing.
   *
   * @param amount leased now
   * @param left what the tenant has left to lease
   * @param enough whether the need was met
   */
  record Lease(long amount, long left, boolean enough) {}

  /**
   * A tenant's credits.
   *
   * @param granted what it was given in all
   * @param left what is left of it; below zero after a crash of a node that others took for dead
   */
  public record Balance(long granted, long left) {
    /** What was used. */
    public long used() {
      return granted - left;
    }
  }
}
