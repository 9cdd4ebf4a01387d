package org.allogate.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.allogate.retry.Retried;
import org.allogate.sql.Sql;
import org.hibernate.Session;

/** Removes what is older than the log is kept: ids are in the order of time. */
@ApplicationScoped
public class Retention {
  /** How long events and what came of them are kept. */
  static final Duration KEPT = Duration.ofDays(30);

  private static final int ROWS = 500;
  private static final int TIMESTAMP_SHIFT = 16;
  private static final long VERSION = 0x7000;

  // An event of an older node that nobody has looked at yet is kept, however old.
  private static final List<String> REMOVE =
      List.of(
          "delete from webhook_attempt where delivery_id < ? order by delivery_id limit ?",
          "delete from webhook_delivery where id < ? order by id limit ?",
          "delete from webhook_event where id < ? and waiting is null order by id limit ?");

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Clock clock;

  /**
   * Removes a few.
   *
   * @return whether there may be more
   */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public boolean removeSome() {
    UUID first = first(clock.instant().minus(KEPT));
    return em.unwrap(Session.class)
        .doReturningWork(
            connection -> {
              boolean more = false;
              for (String sql : REMOVE) {
                more |= Sql.update(connection, sql, first, ROWS) == ROWS;
              }
              return more;
            });
  }

  /** The first id of an instant (RFC 9562, version 7). */
  static UUID first(Instant at) {
    return new UUID(at.toEpochMilli() << TIMESTAMP_SHIFT | VERSION, Long.MIN_VALUE);
  }
}
