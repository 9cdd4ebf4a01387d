package org.allogate.dispatch;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.allogate.credits.ChargedEvents;
import org.allogate.input.Ids;
import org.allogate.outbox.EventRow;
import org.allogate.outbox.EventType;
import org.allogate.retry.Retried;
import org.allogate.sql.Sql;
import org.allogate.webhooks.EventTypes;
import org.allogate.webhooks.Lanes;
import org.hibernate.Session;

/** Finds out whom events are for, and makes a delivery for each. */
@ApplicationScoped
public class Fanout {
  /** Most events at once. */
  static final int EVENTS = 100;

  /** So many deliveries at once are too many: fewer events are taken next. */
  private static final int MANY_DELIVERIES = 2_000;

  private static final String WAITING =
      "select id, type, organization_id is not null from outbox order by id limit ?"
          + " for update skip locked";

  // The environment's collation is the endpoints', so that their index serves.
  private static final String ENDPOINTS =
      """
      select e.id, e.type, p.id, p.event_types from outbox e
        straight_join webhook_endpoint p force index (webhook_endpoint_of_audience)
        on p.tenant_id = e.tenant_id
        and p.environment = e.environment collate utf8mb4_uca1400_as_ci and p.enabled = 1
      """;
  private static final String OF_TENANTS =
      ENDPOINTS + " and p.organization_id is null where e.id in (%s)";
  private static final String OF_ORGANIZATIONS =
      ENDPOINTS + " and p.organization_id = e.organization_id where e.id in (%s)";
  private static final String OF_ANY_ORGANIZATION =
      ENDPOINTS + " and p.organization_id is not null where e.id in (%s)";
  private static final String DELIVERY =
      "insert into webhook_delivery (id, endpoint_id, event_id, type, state, tries, tries_left,"
          + " due_at, created_at) values (?, ?, ?, ?, 'pending', 0, ?, ?, ?)";
  private static final String KEEP = move("outbox", "webhook_event");
  private static final String REMOVE = "delete from outbox where id in (%s)";

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Lanes lanes;
  @Inject Clock clock;

  private volatile int most = EVENTS;

  /**
   * Makes the deliveries of the oldest events that no other node has in hand.
   *
   * @return how many events
   */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public int some() {
    Instant now = clock.instant();
    Told told = em.unwrap(Session.class).doReturningWork(connection -> some(connection, now, most));
    most = told.deliveries > MANY_DELIVERIES ? Math.max(1, most / 2) : Math.min(EVENTS, most * 2);
    if (!told.endpoints.isEmpty()) {
      lanes.wake(told.endpoints, now);
    }
    return told.events;
  }

  private record Told(int events, int deliveries, Set<UUID> endpoints) {}

  private static Told some(Connection connection, Instant now, int most) throws SQLException {
    ChargedEvents.takeApart(connection, most);
    List<Event> events = Sql.list(connection, WAITING, Event::of, most);
    List<Delivery> deliveries = new ArrayList<>(find(connection, OF_TENANTS, events, it -> true));
    deliveries.addAll(find(connection, OF_ORGANIZATIONS, events, Event::ofOrganization));
    deliveries.addAll(find(connection, OF_ANY_ORGANIZATION, events, Event::concernsEveryone));
    Sql.batch(connection, DELIVERY, deliveries.stream().map(it -> it.row(now)).toList());
    change(connection, KEEP, deliveries.stream().map(Delivery::event).distinct().toList());
    change(connection, REMOVE, events.stream().map(Event::id).toList());
    return new Told(
        events.size(),
        deliveries.size(),
        deliveries.stream().map(Delivery::endpoint).collect(Collectors.toSet()));
  }

  private static List<Delivery> find(
      Connection connection, String sql, List<Event> events, Predicate<Event> which)
      throws SQLException {
    List<UUID> ids = events.stream().filter(which).map(Event::id).toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    List<UUID> padded = Sql.padded(ids);
    return Sql.list(
            connection, sql.formatted(Sql.marks(padded.size())), Delivery::of, padded.toArray())
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** What puts the events of some ids from one table into the other one, too. */
  static String move(String from, String to) {
    return "insert into %s (%s) select %2$s from %s where id in (%%s)"
        .formatted(to, EventRow.COLUMNS, from);
  }

  /** Does something with some ids; nothing where there are none. */
  static void change(Connection connection, String sql, List<UUID> ids) throws SQLException {
    if (!ids.isEmpty()) {
      List<UUID> padded = Sql.padded(ids);
      Sql.update(connection, sql.formatted(Sql.marks(padded.size())), padded.toArray());
    }
  }

  private record Event(UUID id, boolean ofOrganization, boolean concernsEveryone) {
    private static Event of(ResultSet row) throws SQLException {
      Optional<EventType> type = EventType.byName(row.getString(2));
      boolean everyone = type.filter(EventType::concernsEveryone).isPresent();
      return new Event(Sql.id(row, 1), row.getBoolean(3) && !everyone, everyone);
    }
  }

  private record Delivery(UUID event, String type, UUID endpoint) {
    private static Optional<Delivery> of(ResultSet row) throws SQLException {
      String type = row.getString(2);
      return EventTypes.include(row.getString(4), type)
          ? Optional.of(new Delivery(Sql.id(row, 1), type, Sql.id(row, 3)))
          : Optional.empty();
    }

    private Object[] row(Instant now) {
      return Sql.row(Ids.next(), endpoint, event, type, Schedule.TRIES, now, now);
    }
  }
}
