package org.allogate.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.allogate.input.Ids;
import org.allogate.retry.Retried;
import org.hibernate.Session;

/** What the rows of keys say of their uses. */
@ApplicationScoped
public class KeyUseRows {
  // Nodes write in any order: an earlier use never covers a later one.
  private static final String ADD =
      """
      update api_key set
        last_used_address = if(last_used_at is null or last_used_at <= ?, ?, last_used_address),
        last_used_at = greatest(coalesce(last_used_at, ?), ?),
        uses_since_replaced = uses_since_replaced + ?
      where id = ?
      """;

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  /** Adds uses to the rows of their keys, in one batch and one transaction of its own. */
  @Retried
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void add(Map<UUID, KeyUse> uses) {
    em.unwrap(Session.class).doWork(connection -> add(connection, uses));
  }

  private static void add(Connection connection, Map<UUID, KeyUse> uses) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      // One order for all nodes: they wait for each other in turn.
      for (Map.Entry<UUID, KeyUse> entry : new TreeMap<>(uses).entrySet()) {
        KeyUse use = entry.getValue();
        LocalDateTime last = utc(use.last());
        statement.setObject(1, last);
        statement.setString(2, use.address());
        statement.setObject(3, last);
        statement.setObject(4, last);
        statement.setLong(5, use.afterReplacement());
        statement.setBytes(6, Ids.bytes(entry.getKey()));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
