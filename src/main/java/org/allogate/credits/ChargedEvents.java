package org.allogate.credits;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.allogate.credits.NodeRows.Row;
import org.allogate.outbox.EventRow;
import org.allogate.sql.Sql;

/**
 * Rows that are the charge of a write and its event at once, for a write is as fast as it has few
 * statements. Whoever comes first takes one apart: of two at once, one leaves it to the other, and
 * nobody waits. At every commit its charge is counted once and its event is there once.
 */
public final class ChargedEvents {
  private static final String ADD =
      "insert into charged_event (node_id, sequence, units, "
          + EventRow.COLUMNS
          + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String FRONT =
      "select node_id, sequence from charged_event order by node_id, sequence limit ?"
          + " for update skip locked";
  private static final String OF_NODE =
      "select sequence, tenant_id, units from charged_event where node_id = ?"
          + " order by sequence limit "
          + NodeRows.MOST_ROWS;
  private static final String EVENTS =
      "insert into outbox (%s) select %1$s from charged_event".formatted(EventRow.COLUMNS)
          + " where node_id = ? and sequence in (%s)";
  private static final String CHARGES =
      "insert into credit_charge (node_id, sequence, tenant_id, units)"
          + " select node_id, sequence, tenant_id, units from charged_event"
          + " where node_id = ? and sequence in (%s)";

  private ChargedEvents() {}

  static void add(Connection connection, UUID node, long sequence, int units, EventRow event)
      throws SQLException {
    List<Object> values = new ArrayList<>(List.of(node, sequence, units));
    Collections.addAll(values, event.values());
    Sql.update(connection, ADD, values.toArray());
  }

  /**
   * Puts the events of some rows into the outbox, and leaves their charges to the nodes.
   *
   * @param most how many
   */
  public static void takeApart(Connection connection, int most) throws SQLException {
    record Key(UUID node, long sequence) {}
    List<Key> keys =
        Sql.list(connection, FRONT, row -> new Key(Sql.id(row, 1), row.getLong(2)), most);
    Map<UUID, List<Long>> nodes =
        keys.stream().collect(groupingBy(Key::node, mapping(Key::sequence, toList())));
    for (Map.Entry<UUID, List<Long>> node : nodes.entrySet()) {
      change(connection, EVENTS, node.getKey(), node.getValue());
      change(connection, CHARGES, node.getKey(), node.getValue());
      remove(connection, "charged_event", node.getKey(), node.getValue());
    }
  }

  /** Puts the events of a node's rows into the outbox, and gives their charges to the caller. */
  static Taken take(Connection connection, UUID node) throws SQLException {
    List<Row> there = Sql.list(connection, OF_NODE, Row::of, node);
    if (there.isEmpty()) {
      return new Taken(there, true);
    }
    List<Row> taken = Sql.list(connection, OF_NODE + " for update skip locked", Row::of, node);
    List<Long> sequences = taken.stream().map(Row::sequence).toList();
    if (!taken.isEmpty()) {
      change(connection, EVENTS, node, sequences);
      remove(connection, "charged_event", node, sequences);
    }
    return new Taken(taken, Set.copyOf(taken).containsAll(there));
  }

  private static void change(Connection connection, String sql, UUID node, List<Long> sequences)
      throws SQLException {
    List<Object> values = new ArrayList<>(List.of(node));
    values.addAll(Sql.padded(sequences));
    Sql.update(connection, sql.formatted(Sql.marks(values.size() - 1)), values.toArray());
  }

  /** One by one: a range would wait for those that are being written among them. */
  static void remove(Connection connection, String table, UUID node, List<Long> sequences)
      throws SQLException {
    Sql.batch(
        connection,
        "delete from " + table + " where node_id = ? and sequence = ?",
        sequences.stream().map(sequence -> Sql.row(node, sequence)).toList());
  }

  /**
   * What was taken.
   *
   * @param all whether that is all there was: somebody else has none of it in hand
   */
  record Taken(List<Row> rows, boolean all) {}
}
