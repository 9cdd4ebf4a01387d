package org.allogate.usage;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allogate.input.Ids;
import org.allogate.paging.Place;

/**
 * The statement that sums usage up. It reads one range of one index, which it names: the database
 * takes a tenant, an organization and a key for independent of each other. Told apart by nothing,
 * by key, by key and capability or by all, rows come in the index's order and the reading stops
 * with the page; else it sorts the sums of what is left of the range.
 */
final class UsageStatement {
  private static final String SUMS =
      "sum(requests), sum(if(status >= 400 and status <> 429, requests, 0)),"
          + " sum(if(status = 429, requests, 0)), sum(credits), "
          + UsageRows.latencies("sum(l%d)"::formatted);

  private final UsageQuery query;
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();
  private UsageQuery.Range range;
  private String index = "primary";
  private boolean ascending = true;

  UsageStatement(UsageQuery query) {
    this.query = query;
  }

  /** Whose usage, and what of it. */
  UsageStatement of(UUID tenant, Optional<UUID> own) {
    where("tenant_id = ?", Ids.bytes(tenant));
    Stream.concat(own.stream(), query.organization().stream())
        .forEach(it -> by("usage_of_organization", "organization_id = ?", it));
    query.key().ifPresent(it -> by("usage_of_key", "key_id = ?", it));
    query.capability().ifPresent(it -> where("capability = ?", it));
    return this;
  }

  /** Of when. */
  UsageStatement in(UsageQuery.Range chosen) {
    range = chosen;
    return this;
  }

  /** From where in the list. */
  UsageStatement from(Optional<Place> place) {
    place.ifPresent(
        it -> {
          ascending = it.forward();
          from(UsageEdge.parse(it.edge()));
        });
    where("time >= ?", UsageRows.utc(range.from()));
    where("time < ?", UsageRows.utc(range.to()));
    return this;
  }

  // The comparison of rows reads no index: the edge's time narrows the range besides.
  private void from(UsageEdge edge) {
    Instant next = edge.time().plus(query.granularity().step());
    range =
        ascending
            ? new UsageQuery.Range(edge.time(), range.to())
            : new UsageQuery.Range(range.from(), next);
    List<Object> position = new ArrayList<>(List.of(UsageRows.utc(edge.time())));
    query.groups().forEach(it -> position.add(edge.value(it)));
    String marks = position.stream().map(it -> "?").collect(Collectors.joining(", "));
    String comparison = "(%s) %s (%s)".formatted(columns(""), ascending ? ">" : "<", marks);
    where(comparison, position.toArray());
  }

  private void by(String name, String condition, UUID id) {
    index = name;
    where(condition, Ids.bytes(id));
  }

  private void where(String condition, Object... bound) {
    conditions.add(condition);
    values.addAll(List.of(bound));
  }

  private String columns(String way) {
    return Stream.concat(Stream.of("time"), query.groups().stream().map(Grouping::column))
        .map(column -> column + way)
        .collect(Collectors.joining(", "));
  }

  String sql() {
    return "select %s, %s from %s force index (%s) where %s group by %s order by %s"
        .formatted(
            columns(""),
            SUMS,
            query.granularity().table(),
            index,
            String.join(" and ", conditions),
            columns(""),
            columns(ascending ? " asc" : " desc"));
  }

  List<Object> values() {
    return values;
  }

  /** A row of its answer. */
  UsageView view(Object[] row) {
    int column = 0;
    Instant time = ((LocalDateTime) row[column++]).toInstant(ZoneOffset.UTC);
    UUID key = query.groups().contains(Grouping.KEY) ? id((byte[]) row[column++]) : null;
    String capability =
        query.groups().contains(Grouping.CAPABILITY) ? (String) row[column++] : null;
    Integer status =
        query.groups().contains(Grouping.STATUS) ? ((Number) row[column++]).intValue() : null;
    long[] sums = new long[row.length - column];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = ((Number) row[column + i]).longValue();
    }
    return UsageView.of(time, key, capability, status, sums);
  }

  private static UUID id(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    UUID id = new UUID(buffer.getLong(), buffer.getLong());
    return id.equals(CellKey.NONE) ? null : id;
  }
}
