package org.allogate.dispatch;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.allogate.retry.Retried;
import org.allogate.sql.Sql;
import org.hibernate.Session;

/** Writes down what came of tries. Twice the same is as once. */
@ApplicationScoped
public class Outcomes {
  /** How long an endpoint may fail. */
  static final Duration PATIENCE = Duration.ofDays(5);

  /**
   * Has a lane looked at when the next of its deliveries is due, behind those that are due already.
   * Values: now, endpoint, endpoint.
   */
  static final String LOOK_AT_NEXT =
      """
      update webhook_lane set due_at = greatest(?, (
        select due_at from webhook_delivery force index (webhook_delivery_due)
        where endpoint_id = ? and due_at is not null order by due_at limit 1))
      where endpoint_id = ?
      """;

  private static final String LANES =
      "select endpoint_id, failing_since from webhook_lane where endpoint_id in (%s)"
          + " order by endpoint_id for update";
  private static final String FAILING =
      "update webhook_lane set failing_since = ? where endpoint_id = ?";
  private static final String URLS = "select id, url from webhook_endpoint where id in (%s)";
  private static final String ATTEMPT =
      "insert into webhook_attempt (delivery_id, number, at, duration_ms, status, error, answer)"
          + " values (?, ?, ?, ?, ?, ?, ?) on duplicate key update number = values(number)";
  // What another node or a person took in hand since then is theirs.
  private static final String DELIVERY =
      "update webhook_delivery set state = ?, due_at = ?, tries_left = ?"
          + " where id = ? and tries = ? and state = 'pending'";

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Clock clock;

  private final Schedule schedule = new Schedule(new SecureRandom());

  /**
   * Writes outcomes down, and has their endpoints looked at again.
   *
   * @return which endpoints are to be disabled, and why
   */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public Map<UUID, Fault> write(List<Outcome> outcomes) {
    return em.unwrap(Session.class).doReturningWork(connection -> write(connection, outcomes));
  }

  private Map<UUID, Fault> write(Connection connection, List<Outcome> outcomes)
      throws SQLException {
    List<UUID> endpoints = endpoints(outcomes.stream());
    Map<UUID, Instant> before = failing(connection, endpoints);
    Map<UUID, String> urls = urls(connection, outcomes);
    Sql.batch(connection, ATTEMPT, outcomes.stream().map(Outcomes::attempt).toList());
    Sql.batch(connection, DELIVERY, outcomes.stream().map(it -> delivery(it, urls)).toList());
    Map<UUID, Instant> after = new HashMap<>(before);
    Map<UUID, Fault> disabled = judge(outcomes, urls, after);
    Sql.batch(
        connection,
        FAILING,
        endpoints.stream()
            .filter(id -> !Objects.equals(before.get(id), after.get(id)))
            .map(id -> Sql.row(after.get(id), id))
            .toList());
    Instant now = clock.instant();
    Sql.batch(
        connection, LOOK_AT_NEXT, endpoints.stream().map(id -> Sql.row(now, id, id)).toList());
    return disabled;
  }

  private static List<UUID> endpoints(Stream<Outcome> outcomes) {
    return outcomes.map(it -> it.claimed().endpoint().id()).distinct().sorted().toList();
  }

  /** Where endpoints are now at which something failed. */
  private static Map<UUID, String> urls(Connection connection, List<Outcome> outcomes)
      throws SQLException {
    List<UUID> failed = endpoints(outcomes.stream().filter(it -> !it.delivered()));
    if (failed.isEmpty()) {
      return Map.of();
    }
    List<UUID> ids = Sql.padded(failed);
    return Sql.list(
            connection,
            URLS.formatted(Sql.marks(ids.size())),
            row -> Map.entry(Sql.id(row, 1), row.getString(2)),
            ids.toArray())
        .stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<UUID, Instant> failing(Connection connection, List<UUID> endpoints)
      throws SQLException {
    List<UUID> ids = Sql.padded(endpoints);
    Map<UUID, Instant> failing = new HashMap<>();
    Sql.list(
            connection,
            LANES.formatted(Sql.marks(ids.size())),
            row -> new Failing(Sql.id(row, 1), instant(row)),
            ids.toArray())
        .forEach(it -> failing.put(it.endpoint, it.since));
    return failing;
  }

  private static Instant instant(ResultSet row) throws SQLException {
    LocalDateTime at = row.getObject(2, LocalDateTime.class);
    return at == null ? null : at.toInstant(ZoneOffset.UTC);
  }

  private record Failing(UUID endpoint, Instant since) {}

  private static Object[] attempt(Outcome it) {
    return Sql.row(
        it.claimed().id(),
        it.claimed().number(),
        it.at(),
        Math.min(it.took().toMillis(), Integer.MAX_VALUE),
        it.error() == null ? it.status() : null,
        it.error(),
        it.error() == null ? it.body() : null);
  }

  // Gone is the URL that said so: at another one it is tried again.
  private Object[] delivery(Outcome it, Map<UUID, String> urls) {
    Claimed claimed = it.claimed();
    boolean last = claimed.triesLeft() == 0 || it.gone() && it.isAt(urls);
    if (it.delivered() || last) {
      return Sql.row(
          it.delivered() ? "delivered" : "exhausted", null, 0, claimed.id(), claimed.number());
    }
    Duration wait = schedule.wait(claimed.triesLeft(), it.retryAfter(), it.ended());
    return Sql.row(
        "pending", it.ended().plus(wait), claimed.triesLeft(), claimed.id(), claimed.number());
  }

  /**
   * Which endpoints have to be disabled; brings the time since which each fails up to date. What a
   * URL answered that is no longer the endpoint's is not held against the one it has now, and what
   * went wrong here is not held against anybody.
   */
  static Map<UUID, Fault> judge(
      List<Outcome> outcomes, Map<UUID, String> urls, Map<UUID, Instant> failing) {
    Map<UUID, Fault> disabled = new LinkedHashMap<>();
    for (Outcome it : outcomes) {
      UUID endpoint = it.claimed().endpoint().id();
      if (it.delivered()) {
        failing.put(endpoint, null);
      } else if (it.isAt(urls) && !it.ours()) {
        Instant since = failing.get(endpoint) == null ? it.ended() : failing.get(endpoint);
        failing.put(endpoint, since);
        String url = it.claimed().endpoint().url();
        if (it.gone()) {
          disabled.put(endpoint, new Fault(url, "Answered 410 Gone."));
        } else if (!it.ended().isBefore(since.plus(PATIENCE))) {
          disabled.putIfAbsent(endpoint, new Fault(url, "Failed for five days."));
        }
      }
    }
    return disabled;
  }

  /**
   * Why an endpoint is to be disabled.
   *
   * @param url that was called; an endpoint that has another one by then is not disabled
   * @param reason what its owners are told
   */
  record Fault(String url, String reason) {}
}
