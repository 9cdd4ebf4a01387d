package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.allogate.dev.LibertyServer;
import org.allogate.scopes.Scopes;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Calls of every kind while the server is killed again and again: never more credits are used than
 * calls have cost, and less only by the reads of the last second before each kill; and of every
 * write an event is told. Only in the profile crash, with a server of its own.
 */
class CreditsCrashIT {
  private static final int CLIENTS = 16;
  private static final int CALLS = Integer.getInteger("it.calls", 50_000);
  private static final int KILLS = 4;
  private static final long GRANTED = 1_000_000;
  private static final int KINDS = 10;
  // A flush each half of it, and what it takes itself.
  private static final long LOST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Duration READY = Duration.ofSeconds(120);
  private static final String PRODUCT = "{\"name\":\"Hat\",\"price\":3,\"item\":\"Hat\"}";
  private static final Path SERVER = ItSession.logs().getParent();

  private static LibertyServer server;

  private final Fixture fixture = Fixture.create();
  private final Receiver receiver = Receiver.start();
  private final String live = fixture.key(Scopes.ALL);
  private final String test = fixture.testKey(Scopes.ALL);
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger writes = new AtomicInteger();

  /** Live reads that were answered, each by its time. */
  private final Queue<Long> reads = new ConcurrentLinkedQueue<>();

  private final AtomicInteger unheardReads = new AtomicInteger();
  private final List<Long> kills = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    Path dropins = Files.createDirectories(SERVER.resolve("dropins"));
    ServerIT.war().as(ZipExporter.class).exportTo(dropins.resolve("allogate.war").toFile(), true);
    boot();
  }

  private static void boot() {
    server =
        LibertyServer.start(
            SERVER.resolve("../../..").normalize(),
            "" + SERVER.getFileName(),
            "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    server.awaitReady(ServerIT.uri("/health/ready"), READY);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void usesWhatCallsHaveCost() throws Exception {
    Fixture.run("update tenant set credits = ? where id = ?", GRANTED, fixture.tenant);
    receiver.answers("/", Receiver.Answer.of(204));
    Hooks.endpoint(fixture, receiver.uri("/").toString());
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int first = i;
        work.add(clients.submit(() -> call(first)));
      }
      for (int kill = 1; kill <= KILLS; kill++) {
        int next = kill * CALLS / (KILLS + 1);
        KeyMaker.eventually("work goes on", () -> answered.get() >= next);
        server.kill();
        kills.add(System.nanoTime());
        boot();
      }
      for (Future<?> each : work) {
        each.get();
      }
    } finally {
      clients.shutdownNow();
    }
    requireWhatCallsHaveCost();
  }

  private void requireWhatCallsHaveCost() {
    // The leases of the servers that were killed come back after their silence.
    assertThat(
            ServerIT.send(
                    HttpRequest.newBuilder(ServerIT.uri("/-/clock?seconds=120"))
                        .POST(BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(204);
    KeyMaker.eventually("one server is left", () -> number("credit_node", "id <> ?") == 1);
    KeyMaker.eventually(
        "all is flushed",
        () ->
            number("charged_event", "tenant_id = ?") + number("credit_charge", "tenant_id = ?")
                == 0);
    long made = number("product", "workspace_id = ?", fixture.live);
    KeyMaker.eventually("all is told", () -> number("outbox", "tenant_id = ?") == 0);
    assertThat(number("webhook_event", "tenant_id = ?")).isEqualTo(made);
    receiver.close();
    assertThat(made).isBetween((long) writes.get(), (long) writes.get() + CLIENTS * KILLS);
    long lost = reads.stream().filter(this::isShortlyBeforeAKill).count();
    long most = made + reads.size() + unheardReads.get();
    KeyMaker.eventually(
        "the last reads are written down", () -> used() >= made + reads.size() - lost);
    long used = used();
    assertThat(used).isBetween(made + reads.size() - lost, most);
    assertThat(difference()).isZero();
    System.out.printf(
        "%d calls, %d kills: %d writes and %d reads answered, %d credits used, at most %d lost%n",
        CALLS, KILLS, made, reads.size(), used, lost);
  }

  private boolean isShortlyBeforeAKill(long time) {
    return kills.stream().anyMatch(kill -> time <= kill && time > kill - LOST_NANOS);
  }

  private void call(int first) {
    for (int i = first; i < CALLS; i += CLIENTS) {
      switch (i % KINDS) {
        case 0 -> write(i);
        case 1 -> read(test, "/v1/categories?limit=1", 200);
        case 2 -> read(live, "/v1/categories/" + UUID.randomUUID(), 404);
        case 3 -> read(live, "/v1/categories?limit=0", 400);
        default -> read(live, "/v1/categories?limit=1", 200);
      }
      answered.incrementAndGet();
    }
  }

  private void read(String key, String path, int expected) {
    boolean paid = key.equals(live) && expected == 200;
    while (true) {
      try {
        HttpResponse<String> answer =
            ServerIT.client()
                .send(request(path, key).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == expected) {
          if (paid) {
            reads.add(System.nanoTime());
          }
          return;
        }
        assertThat(answer.statusCode()).as(answer.body()).isIn(404, 503);
      } catch (IOException e) {
        // Killed, perhaps after it was done and before it was heard of.
        unheardReads.addAndGet(paid && !(e instanceof ConnectException) ? 1 : 0);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  /** Makes a product, and asks for the same once more. */
  private void write(int i) {
    String key = "w" + i;
    boolean first = true;
    while (true) {
      HttpResponse<String> answer;
      try {
        answer =
            ServerIT.client()
                .send(
                    request("/v1/products", live)
                        .headers("Content-Type", "application/json", "Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(PRODUCT))
                        .build(),
                    HttpResponse.BodyHandlers.ofString());
      } catch (IOException e) {
        // Killed; its claim is another's business, and the write may be done.
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
      if (answer.statusCode() == 201 && first) {
        writes.incrementAndGet();
        first = false;
      } else if (answer.statusCode() == 201) {
        assertThat(answer.headers().firstValue("Idempotent-Replayed")).isPresent();
        return;
      } else {
        assertThat(answer.statusCode()).as(answer.body()).isIn(404, 503);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
  }

  private static HttpRequest.Builder request(String path, String key) {
    return HttpRequest.newBuilder(ServerIT.uri(path))
        .timeout(Duration.ofSeconds(20))
        .header("X-API-Key", key);
  }

  private long number(String table, String where) {
    return number(table, where, fixture.tenant);
  }

  private static long number(String table, String where, UUID id) {
    return value("select count(*) from " + table + " where " + where, id);
  }

  private long used() {
    return -value(
        "select coalesce(sum(amount), 0) from tenant_credit_entry"
            + " where kind = 'usage' and tenant_id = ?",
        fixture.tenant);
  }

  private long difference() {
    return value(
        "select (select sum(amount) from tenant_credit_entry e where e.tenant_id = t.id) - credits"
            + " - (select coalesce(sum(amount), 0) from credit_lease l where l.tenant_id = t.id)"
            + " from tenant t where id = ?",
        fixture.tenant);
  }

  private static long value(String sql, UUID id) {
    try (Connection connection = ServerIT.database();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBytes(1, Fixture.bytes(id));
      ResultSet row = statement.executeQuery();
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
