package org.allogate.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.input.Ids;
import org.allogate.sql.Sql;
import org.eclipse.microprofile.config.Config;
import org.hibernate.Session;

/**
 * Writes down what is to be told, in the transaction of what happened; nothing where the setting
 * {@code allogate.webhooks} is false.
 */
@ApplicationScoped
public class Outbox {
  // One statement, and no row where nobody wants it.
  private static final String ADD =
      """
      insert into webhook_event
        (id, tenant_id, organization_id, environment, type, payload, occurred_at, waiting)
      select ?, ?, ?, ?, ?, ?, ?, 1 from dual where exists (
        select 1 from webhook_endpoint where tenant_id = ? and environment = ? and enabled = 1
          and (event_types = '*' or find_in_set(?, replace(event_types, ' ', ',')))
      """;
  private static final String ANYBODY = ")";
  private static final String ITS_OWN = " and (organization_id is null or organization_id = ?))";

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Caller caller;
  @Inject Event<DeliveriesDue> due;
  @Inject Clock clock;

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
    int added =
        em.unwrap(Session.class)
            .doReturningWork(
                connection ->
                    add(connection, ADD + ANYBODY, events, now, true)
                        + add(connection, ADD + ITS_OWN, events, now, false));
    if (added > 0) {
      due.fire(new DeliveriesDue());
    }
  }

  private static int add(
      Connection connection, String sql, List<OutboxEvent> events, Instant now, boolean everyone)
      throws SQLException {
    List<Object[]> rows =
        events.stream()
            .filter(event -> event.type().concernsEveryone() == everyone)
            .map(event -> row(event, now))
            .toList();
    int[] added = Sql.batch(connection, sql, rows);
    return (int)
        Arrays.stream(added).filter(it -> it > 0 || it == Statement.SUCCESS_NO_INFO).count();
  }

  private static Object[] row(OutboxEvent event, Instant now) {
    UUID id = Ids.next();
    byte[] payload = Payload.of(id, event.type(), now, event.data());
    String environment = event.environment().wireName();
    Object[] row =
        Sql.row(
            id,
            event.tenant(),
            event.organization(),
            environment,
            event.type().wireName(),
            payload,
            now,
            event.tenant(),
            environment,
            event.type().wireName(),
            event.organization());
    return event.type().concernsEveryone() ? Arrays.copyOf(row, row.length - 1) : row;
  }
}
