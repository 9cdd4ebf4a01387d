package org.allogate.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.allogate.metrics.Meters;
import org.allogate.sql.Sql;
import org.hibernate.Session;

/**
 * How far sending is behind, for whoever watches. Each look reads the first rows of two indexes,
 * and never how many there are of everything.
 */
@ApplicationScoped
public class Lag {
  /** Endpoints are counted up to here. */
  static final int MOST_COUNTED = 1_000;

  static final String OLDEST_EVENT = "select occurred_at from outbox order by id limit 1";
  static final String OLDEST_LANE =
      "select due_at from webhook_lane where due_at <= ? order by due_at limit 1";
  static final String LANES =
      "select count(*) from (select 1 from webhook_lane where due_at <= ? limit "
          + MOST_COUNTED
          + ") due";
  private static final double MILLIS = 1000;

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Clock clock;

  private volatile Seen seen = Seen.NOTHING;

  @Inject
  void watched(Meters meters) {
    meters.level(
        "allogate_outbox_lag_seconds",
        "Age of the oldest event that nobody has looked at.",
        () -> seen.event);
    meters.level(
        "allogate_webhook_lag_seconds",
        "How long the endpoint that waits longest has had something due.",
        () -> seen.lane);
    meters.level(
        "allogate_webhook_endpoints_due",
        "Endpoints that have something due, counted up to " + MOST_COUNTED + ".",
        () -> seen.lanes);
  }

  /** Looks again; after a failure nothing is known. */
  @Transactional
  public void look() {
    seen = Seen.NOTHING;
    Instant now = clock.instant();
    seen = em.unwrap(Session.class).doReturningWork(connection -> seen(connection, now));
  }

  private static Seen seen(Connection connection, Instant now) throws SQLException {
    return new Seen(
        age(Sql.list(connection, OLDEST_EVENT, Lag::instant), now),
        age(Sql.list(connection, OLDEST_LANE, Lag::instant, now), now),
        Sql.list(connection, LANES, row -> row.getInt(1), now).get(0));
  }

  private static Instant instant(ResultSet row) throws SQLException {
    return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }

  private static double age(List<Instant> oldest, Instant now) {
    return oldest.isEmpty()
        ? 0
        : Math.max(0, Duration.between(oldest.get(0), now).toMillis() / MILLIS);
  }

  private record Seen(double event, double lane, double lanes) {
    private static final Seen NOTHING = new Seen(Double.NaN, Double.NaN, Double.NaN);
  }
}
