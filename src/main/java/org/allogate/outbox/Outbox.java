package org.allogate.outbox;

import static java.util.stream.Collectors.partitioningBy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.allogate.access.Caller;
import org.allogate.metrics.Meters;
import org.allogate.redis.Messages;
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
  private static final String EVENT = "insert into outbox (" + EventRow.COLUMNS + ")";
  private static final String ADD = EVENT + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

  // One statement, and no row where nobody wants it.
  private static final String ADD_IF_WANTED =
      EVENT
          + """
           select ?, ?, ?, ?, ?, ?, ?, ?, ? from dual where exists (
             select 1 from webhook_endpoint force index (webhook_endpoint_of_audience)
             where tenant_id = ? and environment = ? and enabled = 1
               and (event_types = '*' or find_in_set(?, replace(event_types, ' ', ',')))
               and (? or organization_id is null or organization_id = ?))
          """;

  private static final String TOPIC = "audience";
  private static final int MOST_KNOWN = 100_000;
  private static final Duration WANTED_FOR = Duration.ofSeconds(5);
  private static final Duration UNWANTED_FOR = Duration.ofSeconds(1);

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Caller caller;
  @Inject Event<DeliveriesDue> due;
  @Inject Clock clock;
  @Inject Messages messages;

  @Resource TransactionSynchronizationRegistry transaction;

  // What somebody wanted a moment ago is written without asking again: an event too many does no
  // harm, for the fan-out finds that nobody wants it. What nobody wanted is asked for again after a
  // second, so that writes that nobody listens to cost nothing; and at once where an endpoint was
  // changed by this node, or another told of it.
  private final Cache<Topic, Boolean> wanted = known(WANTED_FOR);
  private final Cache<Topic, Boolean> unwanted = known(UNWANTED_FOR);
  private final AtomicLong generation = new AtomicLong();

  private final boolean on;

  /** For the container's proxy. */
  protected Outbox() {
    on = false;
  }

  @Inject
  Outbox(Config config) {
    on = config.getOptionalValue("allogate.webhooks", Boolean.class).orElse(true);
  }

  @Inject
  void watched(Meters meters) {
    meters.cache("listened_to", wanted);
    meters.cache("not_listened_to", unwanted);
  }

  @PostConstruct
  void hear() {
    messages.on(TOPIC, nothing -> generation.incrementAndGet());
    messages.onGap(generation::incrementAndGet);
  }

  /** Tells what the caller of this request did in the organization it is about. */
  @Transactional(TxType.MANDATORY)
  public void add(EventType type, EventData data) {
    add(List.of(event(type, data)));
  }

  /** An event in the organization and the environment that this request is about. */
  public OutboxEvent event(EventType type, EventData data) {
    return new OutboxEvent(
        type,
        caller.tenant(),
        caller.organization().orElse(null),
        caller.environment(),
        data,
        caller.origin().trace());
  }

  /** Tells what happened, in any number of organizations. */
  @Transactional(TxType.MANDATORY)
  public void add(List<OutboxEvent> events) {
    if (events.isEmpty() || !on) {
      return;
    }
    // Before anything is asked: what is found for an older generation is known to nobody.
    long now = generation.get();
    Map<Boolean, List<OutboxEvent>> known =
        events.stream()
            .filter(event -> unwanted.getIfPresent(topic(event, now)) == null)
            .collect(partitioningBy(event -> wanted.getIfPresent(topic(event, now)) != null));
    if (!known.get(true).isEmpty() || !known.get(false).isEmpty()) {
      write(known, now);
    }
  }

  private void write(Map<Boolean, List<OutboxEvent>> known, long generation) {
    Instant now = clock.instant();
    List<OutboxEvent> unsure = known.get(false);
    List<EventRow> sure = wait(known.get(true).stream().map(it -> EventRow.of(it, now)).toList());
    boolean added = !known.get(true).isEmpty();
    if (!sure.isEmpty() || !unsure.isEmpty()) {
      added |=
          em.unwrap(Session.class)
              .doReturningWork(
                  connection ->
                      add(connection, sure) | addIfWanted(connection, unsure, now, generation));
    }
    if (added) {
      due.fire(new DeliveriesDue());
    }
  }

  // The first one that may; those that are left are written now.
  private List<EventRow> wait(List<EventRow> rows) {
    Place place = (Place) transaction.getResource(Place.class);
    return !rows.isEmpty() && place != null && place.takes(rows.get(0))
        ? rows.subList(1, rows.size())
        : rows;
  }

  /**
   * Keeps the next event of this transaction from being written: whoever calls this has a row to
   * write that takes it along. Must be followed by {@link #kept} while the transaction may succeed;
   * of calls within each other the first that asks has it.
   *
   * @param tenant whose event it must be
   */
  @Transactional(TxType.MANDATORY)
  public void keepOne(UUID tenant) {
    Place place = (Place) transaction.getResource(Place.class);
    if (place == null || !place.open) {
      transaction.putResource(Place.class, new Place(tenant));
    }
  }

  /** The event that was kept, to be written by the caller. Nothing is kept any more. */
  @Transactional(TxType.MANDATORY)
  public Optional<EventRow> kept() {
    Place place = (Place) transaction.getResource(Place.class);
    return place == null ? Optional.empty() : place.close();
  }

  /** Writes one that was kept for something that was not written. */
  @Transactional(TxType.MANDATORY)
  public void add(EventRow kept) {
    em.unwrap(Session.class).doReturningWork(connection -> add(connection, List.of(kept)));
  }

  // After completion and not only after success: nobody knows how a commit ended that broke off.
  void onAudienceChanged(@Observes(during = TransactionPhase.AFTER_COMPLETION) AudienceChanged it) {
    generation.incrementAndGet();
    messages.tell(TOPIC, "changed");
  }

  private static boolean add(Connection connection, List<EventRow> rows) throws SQLException {
    Sql.batch(connection, ADD, rows.stream().map(EventRow::values).toList());
    return !rows.isEmpty();
  }

  private boolean addIfWanted(
      Connection connection, List<OutboxEvent> events, Instant now, long generation)
      throws SQLException {
    int[] added =
        Sql.batch(
            connection,
            ADD_IF_WANTED,
            events.stream().map(event -> rowIfWanted(event, now)).toList());
    boolean any = false;
    for (int i = 0; i < added.length; i++) {
      if (added[i] >= 0) {
        (added[i] > 0 ? wanted : unwanted).put(topic(events.get(i), generation), true);
      }
      any |= added[i] != 0;
    }
    return any;
  }

  private static Object[] rowIfWanted(OutboxEvent event, Instant now) {
    return Stream.concat(
            Stream.of(EventRow.of(event, now).values()),
            Stream.of(
                event.tenant(),
                event.environment().wireName(),
                event.type().wireName(),
                event.type().concernsEveryone(),
                event.organization()))
        .toArray();
  }

  private static Topic topic(OutboxEvent event, long generation) {
    return new Topic(
        generation, event.tenant(), event.organization(), event.environment(), event.type());
  }

  private static Cache<Topic, Boolean> known(Duration time) {
    return Caffeine.newBuilder()
        .recordStats()
        .maximumSize(MOST_KNOWN)
        .expireAfterWrite(time)
        .build();
  }

  /** Where an event of a tenant waits for another row of its transaction. */
  private static final class Place {
    private final UUID tenant;
    private EventRow row;
    private boolean open = true;

    private Place(UUID tenant) {
      this.tenant = tenant;
    }

    private boolean takes(EventRow one) {
      boolean taken = open && row == null && one.tenant().equals(tenant);
      if (taken) {
        row = one;
      }
      return taken;
    }

    private Optional<EventRow> close() {
      open = false;
      Optional<EventRow> kept = Optional.ofNullable(row);
      row = null;
      return kept;
    }
  }

  /** What somebody may want to hear of. */
  private record Topic(
      long generation, UUID tenant, UUID organization, Environment environment, EventType type) {}
}
