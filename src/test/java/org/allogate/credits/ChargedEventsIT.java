package org.allogate.credits;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.allogate.Threads;
import org.allogate.input.Ids;
import org.allogate.it.OwnSchema;
import org.allogate.it.ServerIT;
import org.allogate.outbox.EventData;
import org.allogate.outbox.EventRow;
import org.allogate.outbox.EventType;
import org.allogate.outbox.OutboxEvent;
import org.allogate.surface.Environment;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows that are charge and event: each half is there once at every commit, whoever comes first. */
class ChargedEventsIT extends ServerIT {
  private static final int NODES = 3;
  private static final int WRITERS = 2;
  private static final int FANOUTS = 2;
  private static final int WRITES = 150;
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String CHARGED =
      "select cast((select coalesce(sum(units), 0) from charged_event)"
          + " + (select coalesce(sum(units), 0) from credit_charge)"
          + " - (select coalesce(sum(amount), 0) from tenant_credit_entry where kind = 'usage')"
          + " as int)";
  private static final String TOLD =
      "select cast((select count(*) from charged_event) + (select count(*) from outbox) as int)";

  private final OwnSchema schema = OwnSchema.migrated();
  private final List<Node> nodes = Stream.generate(Node::new).limit(NODES).toList();
  private final AtomicInteger writing = new AtomicInteger(NODES * WRITERS);
  private final Sum units = new Sum();
  private final Sum events = new Sum();

  @AfterEach
  void drop() {
    schema.close();
  }

  private record Told(int version) implements EventData {}

  /** A server. */
  private static final class Node {
    final UUID id = UUID.randomUUID();
    final UUID tenant = Ids.next();
    final AtomicLong sequence = new AtomicLong();
    final Accounts accounts = new Accounts();
  }

  /** What was committed, and what may have been. */
  private static final class Sum {
    final AtomicLong least = new AtomicLong();
    final AtomicLong most = new AtomicLong();
  }

  @Test
  void eachHalfIsThereOnceAtEveryCommit() throws Exception {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (Node node : nodes) {
      Collections.addAll(tasks, writer(node, 1), writer(node, 2), untilAllIsWritten(flush(node)));
    }
    tasks.addAll(Collections.nCopies(FANOUTS, untilAllIsWritten(this::fanOut)));
    tasks.add(untilAllIsWritten(this::look));
    Threads.run(tasks.size(), tasks::get);
    nodes.forEach(node -> flush(node).run());
    look();
    assertThat(units.least).hasValue(units.most.get());
    assertThat(schema.column("select node_id from charged_event")).isEmpty();
    assertThat(schema.column("select node_id from credit_charge")).isEmpty();
    assertThat(number(TOLD)).isEqualTo(events.most.get()).isPositive();
  }

  private Callable<Void> untilAllIsWritten(Runnable deed) {
    return () -> {
      while (writing.get() > 0) {
        deed.run();
      }
      return null;
    };
  }

  private Callable<Void> writer(Node node, int seed) {
    Random random = new Random(seed);
    return () -> {
      try {
        for (int i = 0; i < WRITES; i++) {
          write(node, 1 + random.nextInt(9), random.nextInt(8) > 0);
        }
      } finally {
        writing.decrementAndGet();
      }
      return null;
    };
  }

  private void write(Node node, int cost, boolean commits) {
    units.most.addAndGet(cost);
    events.most.incrementAndGet();
    try {
      inTransaction(
          connection -> {
            long sequence = node.sequence.incrementAndGet();
            ChargedEvents.add(connection, node.id, sequence, cost, event(node.tenant));
            if (!commits) {
              throw new Undone();
            }
          });
      units.least.addAndGet(cost);
      events.least.incrementAndGet();
    } catch (Undone e) {
      units.most.addAndGet(-cost);
      events.most.decrementAndGet();
    }
  }

  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static EventRow event(UUID tenant) {
    return EventRow.of(
        new OutboxEvent(EventType.PROJECT_CREATED, tenant, null, Environment.LIVE, new Told(1)),
        NOW);
  }

  private Runnable flush(Node node) {
    return () -> schema.inTransaction(em -> rows(em).flush(node.id, NOW, new Flush(node.accounts)));
  }

  private static NodeRows rows(EntityManager em) {
    NodeRows rows = new NodeRows();
    rows.em = em;
    rows.low = new LowCredits();
    return rows;
  }

  private void fanOut() {
    inTransaction(connection -> ChargedEvents.takeApart(connection, 7));
  }

  private void look() {
    look(units, CHARGED);
    look(events, TOLD);
  }

  private void look(Sum sum, String query) {
    long least = sum.least.get();
    long found = number(query);
    assertThat(found).as(query).isBetween(least, sum.most.get());
  }

  private long number(String query) {
    return ((Number) schema.column(query).get(0)).longValue();
  }

  private interface Deed {
    void with(Connection connection) throws SQLException;
  }

  private void inTransaction(Deed deed) {
    schema.inTransaction(em -> em.unwrap(Session.class).doWork(deed::with));
  }

  @Test
  void whoComesSecondPassesOverWhatIsInHand() throws SQLException {
    Node node = nodes.get(0);
    for (long sequence = 1; sequence <= 3; sequence++) {
      long number = sequence;
      inTransaction(
          connection -> ChargedEvents.add(connection, node.id, number, 5, event(node.tenant)));
    }
    try (Connection other = schema.dataSource().getConnection()) {
      other.setAutoCommit(false);
      ChargedEvents.takeApart(other, 2);
      inTransaction(
          connection -> {
            ChargedEvents.Taken taken = ChargedEvents.take(connection, node.id);
            assertThat(taken.all()).isFalse();
            assertThat(taken.rows()).extracting(row -> row.sequence()).containsExactly(3L);
          });
      assertThat(number("select count(*) from outbox")).isEqualTo(1);
      other.commit();
    }
    inTransaction(
        connection ->
            assertThat(ChargedEvents.take(connection, node.id))
                .isEqualTo(new ChargedEvents.Taken(List.of(), true)));
    assertThat(number("select count(*) from outbox")).isEqualTo(3);
    assertThat(number("select sum(units) from credit_charge")).isEqualTo(10);
  }

  @Test
  void waitsForNoWriteUnderWay() throws SQLException {
    Node node = nodes.get(0);
    try (Connection writer = schema.dataSource().getConnection()) {
      writer.setAutoCommit(false);
      ChargedEvents.add(writer, node.id, 2, 5, event(node.tenant));
      for (long sequence : List.of(1L, 3L)) {
        inTransaction(
            connection -> ChargedEvents.add(connection, node.id, sequence, 5, event(node.tenant)));
      }
      inTransaction(connection -> ChargedEvents.takeApart(connection, 1));
      flush(node).run();
      assertThat(number(CHARGED)).isEqualTo(10);
      assertThat(number(TOLD)).isEqualTo(2);
      writer.commit();
    }
    flush(node).run();
    assertThat(number(CHARGED)).isEqualTo(15);
    assertThat(schema.column("select sequence from charged_event")).isEmpty();
  }
}
