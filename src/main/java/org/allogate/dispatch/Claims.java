package org.allogate.dispatch;

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.allogate.egress.Egress;
import org.allogate.retry.Retried;
import org.allogate.sql.Sql;
import org.allogate.trace.Trace;
import org.allogate.webhooks.Lanes;
import org.hibernate.Session;

/**
 * Takes due deliveries for this node. The lock on an endpoint's lane keeps other nodes away from
 * its deliveries; who changes one without it (a person who has it sent again) is noticed by the
 * row.
 */
@ApplicationScoped
public class Claims {
  /** A claim lasts so many times as long as a call may, so that the end is written down before. */
  private static final int CALLS_IN_A_LEASE = 2;

  /** Most endpoints that are looked after at once. */
  static final int LANES = 64;

  static final String DUE_LANES =
      "select endpoint_id from webhook_lane where due_at <= ? order by due_at limit ?"
          + " for update skip locked";
  private static final String ENDPOINTS =
      "select id, tenant_id, url, secret, if(secret_before_until > ?, secret_before, null), enabled"
          + " from webhook_endpoint where id in (%s)";
  static final String DUE_OF_ONE =
      "(select id, endpoint_id, event_id, tries, tries_left from webhook_delivery"
          + " force index (webhook_delivery_due) where endpoint_id = ? and due_at <= ?"
          + " order by due_at limit ?)";
  private static final String EVENTS =
      "select id, payload, trace_parent, trace_state from webhook_event where id in (%s)";
  private static final String CLAIM =
      "update webhook_delivery set tries = tries + 1, tries_left = if(tries_left > 0, tries_left -"
          + " 1, 0), due_at = ? where id = ? and tries = ? and state = 'pending'";
  private static final String HOLD =
      "update webhook_delivery set due_at = ? where id = ? and state = 'pending'";
  private static final String EXHAUST =
      "update webhook_delivery set state = 'exhausted', due_at = null, tries_left = 0"
          + " where id = ? and state = 'pending'";
  private static final String LOOK_AT = "update webhook_lane set due_at = ? where endpoint_id = ?";
  private static final String REMOVE = "delete from webhook_lane where endpoint_id = ?";

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Lanes lanes;
  @Inject Egress egress;
  @Inject Clock clock;

  /** Takes what is due and has a slot; its slots are to be taken after this has returned. */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public Taken take(Slots slots) {
    Instant now = clock.instant();
    Duration lease = egress.timeout().multipliedBy(CALLS_IN_A_LEASE);
    return em.unwrap(Session.class)
        .doReturningWork(connection -> new Look(connection, slots, now, now.plus(lease)).take());
  }

  /** Has endpoints looked after now. */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public void wake(List<UUID> endpoints) {
    lanes.wake(endpoints, clock.instant());
  }

  /**
   * What was found.
   *
   * @param lanes how many endpoints were looked after
   * @param waiting whose tenant has no slot left
   */
  record Taken(int lanes, List<Claimed> claimed, List<Claimed.Receiving> waiting) {}

  private record Due(UUID id, UUID endpoint, UUID event, int tries, int triesLeft) {
    private static Due of(ResultSet row) throws SQLException {
      return new Due(Sql.id(row, 1), Sql.id(row, 2), Sql.id(row, 3), row.getInt(4), row.getInt(5));
    }
  }

  private record Event(byte[] payload, String traceParent, String traceState) {
    private static Event of(ResultSet row) throws SQLException {
      return new Event(row.getBytes(2), row.getString(3), row.getString(4));
    }

    /** The place of one more try. */
    private Trace next() {
      return Trace.below(traceParent, traceState);
    }
  }

  private static final class Look {
    private final Connection connection;
    private final Slots slots;
    private final Slots.Room room;
    private final Instant now;
    private final Instant end;
    private final Set<UUID> resting = new HashSet<>();
    private final List<UUID> disabled = new ArrayList<>();
    private final List<Claimed.Receiving> waiting = new ArrayList<>();

    private Look(Connection connection, Slots slots, Instant now, Instant end) {
      this.connection = connection;
      this.slots = slots;
      this.room = slots.room();
      this.now = now;
      this.end = end;
    }

    private Taken take() throws SQLException {
      List<UUID> lanes =
          Sql.list(
              connection,
              DUE_LANES,
              row -> Sql.id(row, 1),
              now,
              Math.max(0, Math.min(LANES, slots.free())));
      if (lanes.isEmpty()) {
        return new Taken(0, List.of(), List.of());
      }
      Map<UUID, Claimed.Receiving> endpoints = endpoints(lanes);
      removeGone(lanes, endpoints);
      List<Claimed> claimed = claim(due(endpoints), endpoints);
      lookAgain(endpoints.keySet(), claimed);
      return new Taken(lanes.size(), claimed, waiting);
    }

    /** The endpoints that are enabled. */
    private Map<UUID, Claimed.Receiving> endpoints(List<UUID> lanes) throws SQLException {
      List<UUID> ids = Sql.padded(lanes);
      List<Object> values = new ArrayList<>(List.of(now));
      values.addAll(ids);
      return Sql.list(
              connection,
              ENDPOINTS.formatted(Sql.marks(ids.size())),
              this::endpoint,
              values.toArray())
          .stream()
          .collect(toMap(Claimed.Receiving::id, it -> it));
    }

    private Claimed.Receiving endpoint(ResultSet row) throws SQLException {
      UUID id = Sql.id(row, 1);
      if (!row.getBoolean(6)) {
        disabled.add(id);
      }
      return new Claimed.Receiving(
          id, Sql.id(row, 2), row.getString(3), row.getBytes(4), row.getBytes(5));
    }

    // A disabled one's lane rests until it is enabled.
    private void removeGone(List<UUID> lanes, Map<UUID, Claimed.Receiving> endpoints)
        throws SQLException {
      Sql.batch(
          connection,
          REMOVE,
          rows(lanes.stream().filter(id -> !endpoints.containsKey(id)).toList()));
      Sql.batch(
          connection, LOOK_AT, disabled.stream().sorted().map(id -> Sql.row(null, id)).toList());
      disabled.forEach(endpoints::remove);
    }

    /** What is due of each, as much as it can have. */
    private List<Due> due(Map<UUID, Claimed.Receiving> endpoints) throws SQLException {
      List<Object[]> wanted = new ArrayList<>();
      for (Claimed.Receiving endpoint : endpoints.values()) {
        int most = room.of(endpoint.tenant(), endpoint.id());
        if (most > 0) {
          room.plan(endpoint.tenant(), endpoint.id(), most);
          wanted.add(Sql.row(endpoint.id(), now, most));
        } else {
          rest(endpoint);
        }
      }
      return wanted.isEmpty() ? List.of() : due(wanted);
    }

    private List<Due> due(List<Object[]> wanted) throws SQLException {
      List<Object> values = new ArrayList<>();
      wanted.forEach(row -> Collections.addAll(values, row));
      int arms = Sql.padded(wanted).size();
      for (int none = wanted.size(); none < arms; none++) {
        Collections.addAll(values, wanted.get(0)[0], now, 0);
      }
      String sql = String.join(" union all ", Collections.nCopies(arms, DUE_OF_ONE));
      return Sql.list(connection, sql, Due::of, values.toArray());
    }

    // Its own outcomes wake it, or those of others of its tenant; the lease is for when this node
    // dies before.
    private void rest(Claimed.Receiving endpoint) {
      boolean full = room.isFull(endpoint.id());
      boolean fullOfTenant = room.isFullOfTenant(endpoint.tenant());
      if (full || fullOfTenant) {
        resting.add(endpoint.id());
      }
      if (!full && fullOfTenant) {
        waiting.add(endpoint);
      }
    }

    private List<Claimed> claim(List<Due> due, Map<UUID, Claimed.Receiving> endpoints)
        throws SQLException {
      // Under way here though its lease is over: the clock was set, or the database was away.
      Map<Boolean, List<Due>> held =
          due.stream().collect(partitioningBy(it -> slots.holds(it.id())));
      Sql.batch(
          connection, HOLD, held.get(true).stream().map(it -> Sql.row(end, it.id())).toList());
      Map<UUID, Event> events = events(held.get(false));
      Map<Boolean, List<Due>> sendable =
          held.get(false).stream().collect(partitioningBy(it -> events.containsKey(it.event())));
      Sql.batch(connection, EXHAUST, rows(sendable.get(false).stream().map(Due::id).toList()));
      return claim(sendable.get(true), endpoints, events);
    }

    private List<Claimed> claim(
        List<Due> due, Map<UUID, Claimed.Receiving> endpoints, Map<UUID, Event> events)
        throws SQLException {
      int[] changed =
          Sql.batch(
              connection,
              CLAIM,
              due.stream().map(it -> Sql.row(end, it.id(), it.tries())).toList());
      List<Claimed> claimed = new ArrayList<>();
      for (int i = 0; i < changed.length; i++) {
        if (changed[i] == 1) {
          Due it = due.get(i);
          claimed.add(claimed(it, endpoints.get(it.endpoint()), events.get(it.event())));
        }
      }
      return claimed;
    }

    private static Claimed claimed(Due due, Claimed.Receiving endpoint, Event event) {
      int left = Math.max(0, due.triesLeft() - 1);
      return new Claimed(
          due.id(), due.event(), due.tries() + 1, left, endpoint, event.payload(), event.next());
    }

    /** The events by their ids. */
    private Map<UUID, Event> events(List<Due> due) throws SQLException {
      if (due.isEmpty()) {
        return Map.of();
      }
      List<UUID> ids = Sql.padded(due.stream().map(Due::event).distinct().toList());
      return Sql.list(
              connection,
              EVENTS.formatted(Sql.marks(ids.size())),
              row -> Map.entry(Sql.id(row, 1), Event.of(row)),
              ids.toArray())
          .stream()
          .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    // Whoever has all it can have now rests; all others are looked at when the next is due.
    private void lookAgain(Collection<UUID> endpoints, List<Claimed> claimed) throws SQLException {
      Slots.Room left = slots.room();
      claimed.forEach(it -> left.plan(it.endpoint().tenant(), it.endpoint().id(), 1));
      Map<Boolean, List<UUID>> rest =
          endpoints.stream().collect(partitioningBy(id -> resting.contains(id) || left.isFull(id)));
      Sql.batch(connection, LOOK_AT, rest.get(true).stream().map(id -> Sql.row(end, id)).toList());
      Sql.batch(
          connection,
          Outcomes.LOOK_AT_NEXT,
          rest.get(false).stream().map(id -> Sql.row(now, id, id)).toList());
    }

    private static List<Object[]> rows(List<UUID> ids) {
      return ids.stream().sorted().map(id -> Sql.row(id)).toList();
    }
  }
}
