package org.allogate.outbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allogate.access.Caller;
import org.allogate.input.Ids;
import org.allogate.sql.Sql;
import org.allogate.surface.Environment;
import org.eclipse.microprofile.config.Config;
import org.hibernate.Session;

/**
 * Writes down what is to be told, in the transaction of what happened; nothing where the setting
 * {@code allogate.webhooks} is false.
 */
@ApplicationScoped
public class Outbox {
  private static final String EVENT =
      "insert into webhook_event"
          + " (id, tenant_id, organization_id, environment, type, payload, occurred_at, waiting)";
  private static final String ADD = EVENT + " values (?, ?, ?, ?, ?, ?, ?, 1)";

  // One statement, and no row where nobody wants it.
  private static final String ADD_IF_WANTED =
      EVENT
          + """
           select ?, ?, ?, ?, ?, ?, ?, 1 from dual where exists (
             select 1 from webhook_endpoint force index (webhook_endpoint_of_audience)
             where tenant_id = ? and environment = ? and enabled = 1
               and (event_types = '*' or find_in_set(?, replace(event_types, ' ', ',')))
               and (? or organization_id is null or organization_id = ?))
          """;

  private static final int MOST_KNOWN = 100_000;
  private static final Duration KNOWN_FOR = Duration.ofSeconds(5);

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Caller caller;
  @Inject Event<DeliveriesDue> due;
  @Inject Clock clock;

  // What somebody wanted a moment ago is written without asking again, for an event too many does
  // no harm: the fan-out finds that nobody wants it. What nobody wanted is asked for each time.
  private final Cache<Topic, Boolean> known =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN).expireAfterWrite(KNOWN_FOR).build();

  private final boolean on;

  /** For the container's proxy. */
  protected Outbox() {
    on = false;
  }

  @Inject
  Outbox(Config config) {
    on = config.getOptionalValue("allogate.webhooks", Boolean.class).orElse(true);
  }

  /** Tells what the caller of this request did in the organization it is about. */
  @Transactional(TxType.MANDATORY)
  public void add(EventType type, EventData data) {
    add(List.of(event(type, data)));
  }

  /** An event in the organization and the environment that this request is about. */
  public OutboxEvent event(EventType type, EventData data) {
    return new OutboxEvent(
        type, caller.tenant(), caller.organization().orElse(null), caller.environment(), data);
  }

  /** Tells what happened, in any number of organizations. */
  @Transactional(TxType.MANDATORY)
  public void add(List<OutboxEvent> events) {
    if (events.isEmpty() || !on) {
      return;
    }
    Instant now = clock.instant();
    Map<Boolean, List<OutboxEvent>> wanted =
        events.stream()
            .collect(Collectors.partitioningBy(it -> known.getIfPresent(Topic.of(it)) != null));
    boolean added =
        em.unwrap(Session.class)
            .doReturningWork(
                connection ->
                    add(connection, wanted.get(true), now)
                        | addIfWanted(connection, wanted.get(false), now));
    if (added) {
      due.fire(new DeliveriesDue());
    }
  }

  private static boolean add(Connection connection, List<OutboxEvent> events, Instant now)
      throws SQLException {
    Sql.batch(connection, ADD, events.stream().map(event -> row(event, now)).toList());
    return !events.isEmpty();
  }

  private boolean addIfWanted(Connection connection, List<OutboxEvent> events, Instant now)
      throws SQLException {
    int[] added =
        Sql.batch(
            connection,
            ADD_IF_WANTED,
            events.stream().map(event -> rowIfWanted(event, now)).toList());
    boolean any = false;
    for (int i = 0; i < added.length; i++) {
      if (added[i] > 0) {
        known.put(Topic.of(events.get(i)), true);
      }
      any |= added[i] != 0;
    }
    return any;
  }

  private static Object[] row(OutboxEvent event, Instant now) {
    UUID id = Ids.next();
    return Sql.row(
        id,
        event.tenant(),
        event.organization(),
        event.environment().wireName(),
        event.type().wireName(),
        Payload.of(id, event.type(), now, event.data()),
        now);
  }

  private static Object[] rowIfWanted(OutboxEvent event, Instant now) {
    return Stream.concat(
            Stream.of(row(event, now)),
            Stream.of(
                event.tenant(),
                event.environment().wireName(),
                event.type().wireName(),
                event.type().concernsEveryone(),
                event.organization()))
        .toArray();
  }

  /** What somebody may want to hear of. */
  private record Topic(UUID tenant, UUID organization, Environment environment, EventType type) {
    private static Topic of(OutboxEvent event) {
      return new Topic(event.tenant(), event.organization(), event.environment(), event.type());
    }
  }
}
