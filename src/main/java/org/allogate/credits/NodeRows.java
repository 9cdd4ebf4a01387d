package org.allogate.credits;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.allogate.input.Ids;
import org.allogate.retry.Retried;
import org.allogate.sql.Sql;
import org.hibernate.Session;

/** Writes down what nodes used of their leases. Whoever does holds the row of the node. */
@ApplicationScoped
public class NodeRows {
  /** How long a node may be silent before others take it for dead. */
  static final Duration SILENCE = Duration.ofSeconds(60);

  static final int MOST_ROWS = 1000;

  private static final String FLUSHED = "select flushed from credit_node where id = ? ";
  private static final String ROWS =
      "select sequence, tenant_id, units from credit_charge where node_id = ?"
          + " order by sequence limit "
          + MOST_ROWS;
  private static final String USAGE =
      "insert into tenant_credit_entry (id, tenant_id, kind, amount, hour, actor_type, actor_id,"
          + " actor_name, reason, created_at)"
          + " values (?, ?, 'usage', ?, ?, 'system', null, 'Allogate', 'Calls', ?)"
          + " on duplicate key update amount = amount + values(amount)";
  private static final String DEAD =
      "select id from credit_node force index (credit_node_seen) where last_seen < ? and id <> ?"
          + " order by last_seen limit 1 for update skip locked";
  private static final String ADOPT =
      "insert ignore into credit_node (id, last_seen, flushed)"
          + " select distinct node_id, ?, 0 from %s c"
          + " where not exists (select 1 from credit_node n where n.id = c.node_id)";

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject LowCredits low;

  /**
   * Puts the node's row there where it is not, with a number that it did not have before others
   * took it for dead; and keeps them from doing so until the end of the transaction.
   */
  static void require(Connection connection, UUID node, Instant now) throws SQLException {
    if (Sql.list(connection, FLUSHED + "lock in share mode", row -> 0, node).isEmpty()) {
      register(connection, node, now);
    }
  }

  private static void register(Connection connection, UUID node, Instant now) throws SQLException {
    Sql.update(
        connection,
        "insert ignore into credit_node (id, last_seen, flushed) values (?, ?, ?)",
        node,
        now,
        now.toEpochMilli());
  }

  /** The number of a node's last flush; empty when it was taken for dead. */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public Optional<Long> flushed(UUID node) {
    return em.unwrap(Session.class).doReturningWork(connection -> flushed(connection, node));
  }

  private static Optional<Long> flushed(Connection connection, UUID node) throws SQLException {
    return Sql.list(connection, FLUSHED + "for update", row -> row.getLong(1), node).stream()
        .findAny();
  }

  /**
   * Folds a node's charge rows, lowers its leases, adds to the ledger and shows that the node
   * lives. The flush knows what happened before the transaction is committed.
   */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public void flush(UUID node, Instant now, Flush flush) {
    em.unwrap(Session.class)
        .doWork(
            connection -> {
              Optional<Long> before = flushed(connection, node);
              if (before.isEmpty()) {
                register(connection, node, now);
              }
              long number = before.orElse(now.toEpochMilli()) + 1;
              Found found = found(connection, node);
              Map<UUID, Use> uses = flush.uses(found.rows());
              book(connection, node, now, uses);
              Sql.update(
                  connection,
                  "update credit_node set last_seen = ?, flushed = ? where id = ?",
                  now,
                  number,
                  node);
              flush.happened(uses, found, number, before.isEmpty());
            });
    low.look(flush.tenants());
  }

  /**
   * Takes the leases of one dead node back, if there is one, after folding its charge rows. Nodes
   * that look at the same time take different ones.
   *
   * @return whether there may be more
   */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public boolean takeBack(UUID self, Instant now) {
    Optional<Ended> ended =
        em.unwrap(Session.class)
            .doReturningWork(
                connection -> {
                  // Of nodes that were taken for dead while they wrote.
                  Sql.update(connection, ADOPT.formatted("credit_charge"), now);
                  Sql.update(connection, ADOPT.formatted("charged_event"), now);
                  Optional<UUID> dead = dead(connection, self, now);
                  return dead.isEmpty()
                      ? Optional.empty()
                      : Optional.of(ended(connection, dead.get(), now));
                });
    ended.ifPresent(it -> low.look(it.tenants()));
    return ended.filter(Ended::more).isPresent();
  }

  private static Optional<UUID> dead(Connection connection, UUID self, Instant now)
      throws SQLException {
    Instant silent = now.minus(SILENCE);
    return Sql.list(connection, DEAD, row -> Sql.id(row, 1), silent, self).stream().findAny();
  }

  private static Ended ended(Connection connection, UUID node, Instant now) throws SQLException {
    Found found = found(connection, node);
    boolean all = found.all() && !found.full();
    Map<UUID, Use> uses = new TreeMap<>();
    found
        .rows()
        .forEach(row -> uses.computeIfAbsent(row.tenant(), id -> new Use()).used += row.units());
    if (all) {
      Sql.list(
              connection,
              "select tenant_id from credit_lease where node_id = ?",
              row -> Sql.id(row, 1),
              node)
          .forEach(tenant -> uses.computeIfAbsent(tenant, id -> new Use()).ends = true);
    }
    book(connection, node, now, uses);
    if (all) {
      Sql.update(connection, "delete from credit_node where id = ?", node);
    }
    // With the rest in somebody else's hand there is nothing to do before that is over.
    return new Ended(uses.keySet(), all || !found.rows().isEmpty());
  }

  private record Ended(Set<UUID> tenants, boolean more) {}

  /** Takes out the row of a node that has neither leases nor charges. */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public void leave(UUID node) {
    em.unwrap(Session.class)
        .doWork(
            connection ->
                Sql.update(
                    connection,
                    "delete from credit_node where id = ?"
                        + " and not exists (select 1 from credit_lease where node_id = ?)"
                        + " and not exists (select 1 from credit_charge where node_id = ?)"
                        + " and not exists (select 1 from charged_event where node_id = ?)",
                    node,
                    node,
                    node,
                    node));
  }

  // In this order: what somebody else takes apart meanwhile is among the charges afterwards.
  private static Found found(Connection connection, UUID node) throws SQLException {
    ChargedEvents.Taken taken = ChargedEvents.take(connection, node);
    List<Row> charges = Sql.list(connection, ROWS, Row::of, node);
    ChargedEvents.remove(
        connection, "credit_charge", node, charges.stream().map(Row::sequence).toList());
    List<Row> rows = new ArrayList<>(taken.rows());
    rows.addAll(charges);
    return new Found(
        rows, taken.all(), taken.rows().size() == MOST_ROWS || charges.size() == MOST_ROWS);
  }

  private static void book(Connection connection, UUID node, Instant now, Map<UUID, Use> uses)
      throws SQLException {
    if (uses.isEmpty()) {
      return;
    }
    amounts(connection, node, uses);
    List<Object[]> tenants = new ArrayList<>();
    List<Object[]> leases = new ArrayList<>();
    List<Object[]> ends = new ArrayList<>();
    List<Object[]> entries = new ArrayList<>();
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    uses.forEach(
        (tenant, use) -> {
          if (use.toTenant() != 0) {
            tenants.add(Sql.row(use.toTenant(), tenant));
          }
          if (use.isOver()) {
            ends.add(Sql.row(node, tenant));
          } else if (use.amount != null) {
            leases.add(Sql.row(use.left(), node, tenant));
          }
          if (use.used != 0) {
            entries.add(Sql.row(Ids.next(), tenant, -use.used, hour, now));
          }
        });
    Sql.batch(connection, "update tenant set credits = credits + ? where id = ?", tenants);
    Sql.batch(
        connection,
        "update credit_lease set amount = ? where node_id = ? and tenant_id = ?",
        leases);
    Sql.batch(connection, "delete from credit_lease where node_id = ? and tenant_id = ?", ends);
    Sql.batch(connection, USAGE, entries);
  }

  private static void amounts(Connection connection, UUID node, Map<UUID, Use> uses)
      throws SQLException {
    String places = String.join(",", Collections.nCopies(uses.size(), "?"));
    List<Object> values = new ArrayList<>(List.of(node));
    values.addAll(uses.keySet());
    Sql.list(
        connection,
        "select tenant_id, amount from credit_lease where node_id = ? and tenant_id in ("
            + places
            + ")",
        row -> uses.get(Sql.id(row, 1)).amount = row.getLong(2),
        values.toArray());
  }

  /** A charge of a write. */
  record Row(long sequence, UUID tenant, int units) {
    static Row of(ResultSet row) throws SQLException {
      return new Row(row.getLong(1), Sql.id(row, 2), row.getInt(3));
    }
  }

  /**
   * Charges of a node, which are rows no more.
   *
   * @param all whether none of those that were there is in somebody else's hand
   * @param full whether there may be more of them than are taken at once
   */
  record Found(List<Row> rows, boolean all, boolean full) {
    static final Found NOTHING = new Found(List.of(), true, false);
  }

  /** What happens to one lease. */
  static final class Use {
    /** What its row said before; null where there is none: the node was taken for dead. */
    Long amount;

    /** What was used of it. */
    long used;

    /** What goes back to the tenant. */
    long surplus;

    /** Whether all that is left goes back. */
    boolean ends;

    long left() {
      return amount == null || ends ? 0 : amount - used - surplus;
    }

    long toTenant() {
      if (amount == null) {
        return -used;
      }
      return ends ? amount - used : surplus;
    }

    boolean isOver() {
      return amount != null && left() == 0;
    }
  }
}
