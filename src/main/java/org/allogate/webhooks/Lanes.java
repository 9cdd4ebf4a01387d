package org.allogate.webhooks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.allogate.outbox.DeliveriesDue;
import org.allogate.sql.Sql;
import org.hibernate.Session;

/** When to look after endpoints next. Locks are taken by endpoint, in the order of ids. */
@ApplicationScoped
public class Lanes {
  private static final String WAKE =
      "insert into webhook_lane (endpoint_id, due_at) values (?, ?)"
          + " on duplicate key update due_at = least(coalesce(due_at, values(due_at)),"
          + " values(due_at))";

  private static final String FORGIVE =
      "update webhook_lane set failing_since = null where endpoint_id = ?";
  private static final String PAUSE = "update webhook_lane set due_at = null where endpoint_id = ?";
  private static final String REMOVE = "delete from webhook_lane where endpoint_id = ?";

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Event<DeliveriesDue> due;

  /** Has endpoints looked after at an instant, or when they are anyhow, if that is earlier. */
  @Transactional(TxType.MANDATORY)
  public void wake(Collection<UUID> endpoints, Instant at) {
    em.unwrap(Session.class)
        .doReturningWork(
            connection ->
                Sql.batch(
                    connection,
                    WAKE,
                    endpoints.stream().sorted().map(endpoint -> Sql.row(endpoint, at)).toList()));
    due.fire(new DeliveriesDue());
  }

  /** Counts failures of an endpoint from now on: it is another one, or was mended. */
  void forgive(UUID endpoint) {
    change(FORGIVE, endpoint);
  }

  /** Has an endpoint not looked after until it is woken. */
  void pause(UUID endpoint) {
    change(PAUSE, endpoint);
  }

  /** Forgets an endpoint. */
  void remove(UUID endpoint) {
    change(REMOVE, endpoint);
  }

  private void change(String sql, UUID endpoint) {
    em.unwrap(Session.class).doReturningWork(connection -> Sql.update(connection, sql, endpoint));
  }
}
