package org.allogate.usage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.allogate.input.Ids;
import org.allogate.retry.Retried;
import org.hibernate.Session;

/** The rows of usage, as they are written and removed. */
@ApplicationScoped
public class UsageRows {
  private static final int REMOVED_AT_ONCE = 1000;

  // One order for all nodes, near that of the primary key: they wait for each other in turn.
  private static final Comparator<CellKey> ORDER =
      Comparator.comparing(CellKey::tenant)
          .thenComparingLong(CellKey::second)
          .thenComparing(CellKey::key)
          .thenComparing(CellKey::capability)
          .thenComparingInt(CellKey::status)
          .thenComparing(CellKey::organization);

  private static final String ADD =
      "insert into %%s (tenant_id, time, key_id, capability, status, organization_id, requests, credits, %s)"
              .formatted(latencies("l%d"::formatted))
          + " values (?, ?, ?, ?, ?, ?, ?, ?, %s)".formatted(latencies(i -> "?"))
          + " on duplicate key update requests = requests + values(requests),"
          + " credits = credits + values(credits), "
          + latencies("l%d = l%<d + values(l%<d)"::formatted);

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  /** Something for each bucket of latencies, with commas between. */
  static String latencies(Function<Integer, String> column) {
    return IntStream.range(0, Latencies.BUCKETS)
        .boxed()
        .map(column)
        .collect(Collectors.joining(", "));
  }

  /**
   * Adds a batch to the minutes, hours and days, in a transaction of its own; does nothing when the
   * batch is there already.
   *
   * @param writer the run of a node, whose batches have ascending numbers
   */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public void add(UUID writer, long number, Map<CellKey, Counts> batch, Instant now) {
    if (begun(writer, number, now)) {
      em.unwrap(Session.class)
          .doWork(
              connection -> {
                for (Granularity granularity : Granularity.values()) {
                  add(connection, granularity, batch);
                }
              });
    }
  }

  private boolean begun(UUID writer, long number, Instant now) {
    return execute(
                "update usage_writer set batch = ?1, written_at = ?2 where id = ?3 and batch < ?1",
                number,
                utc(now),
                Ids.bytes(writer))
            == 1
        || execute(
                "insert ignore into usage_writer (batch, written_at, id) values (?1, ?2, ?3)",
                number,
                utc(now),
                Ids.bytes(writer))
            == 1;
  }

  private int execute(String sql, Object... values) {
    var query = em.createNativeQuery(sql);
    for (int i = 0; i < values.length; i++) {
      query.setParameter(i + 1, values[i]);
    }
    return query.executeUpdate();
  }

  private static void add(
      Connection connection, Granularity granularity, Map<CellKey, Counts> batch)
      throws SQLException {
    Map<CellKey, Counts> rows = new TreeMap<>(ORDER);
    batch.forEach(
        (key, counts) -> rows.computeIfAbsent(key.at(granularity), it -> new Counts()).add(counts));
    try (PreparedStatement statement =
        connection.prepareStatement(ADD.formatted(granularity.table()))) {
      for (Map.Entry<CellKey, Counts> row : rows.entrySet()) {
        bind(statement, row.getKey(), row.getValue());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void bind(PreparedStatement statement, CellKey key, Counts counts)
      throws SQLException {
    int column = 1;
    statement.setBytes(column++, Ids.bytes(key.tenant()));
    statement.setObject(column++, utc(Instant.ofEpochSecond(key.second())));
    statement.setBytes(column++, Ids.bytes(key.key()));
    statement.setString(column++, key.capability());
    statement.setInt(column++, key.status());
    statement.setBytes(column++, Ids.bytes(key.organization()));
    statement.setLong(column++, counts.requests());
    statement.setLong(column++, counts.credits());
    for (int bucket = 0; bucket < Latencies.BUCKETS; bucket++) {
      statement.setLong(column++, counts.latencies(bucket));
    }
  }

  /** Removes some rows whose time is over; whether there may be more. */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public boolean removeSome(Granularity granularity, Instant now) {
    String sql = "delete from %s where time < ?1 order by time limit %d";
    return execute(
            sql.formatted(granularity.table(), REMOVED_AT_ONCE), utc(now.minus(granularity.kept())))
        == REMOVED_AT_ONCE;
  }

  /** Removes some notes of runs that are long over; whether there may be more. */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public boolean removeSomeWriters(Instant now) {
    String sql = "delete from usage_writer where written_at < ?1 order by written_at limit %d";
    return execute(sql.formatted(REMOVED_AT_ONCE), utc(now.minus(Granularity.MINUTE.kept())))
        == REMOVED_AT_ONCE;
  }

  static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
