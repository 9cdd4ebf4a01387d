package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.allogate.dev.LibertyServer;
import org.allogate.scopes.Scopes;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A server that is killed again and again while clients write: whoever repeats a request with its
 * Idempotency-Key until it is answered has caused its effect exactly once. Only in the profile
 * crash, with a server of its own that nobody but this test starts and kills.
 */
class CrashIT {
  private static final int CLIENTS = 8;
  private static final int WRITES = 2_000;
  private static final int KILLS = Integer.getInteger("it.kills", 20);
  // It lives for seconds: what compiles code well is time lost.
  private static final String SOON_READY = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
  private static final int STOCK = 10_000;
  private static final int KINDS = 4;
  private static final Duration READY = Duration.ofSeconds(120);
  private static final Path SERVER = ItSession.logs().getParent();

  private static LibertyServer server;

  private final Fixture fixture = Fixture.create();
  private final ApiClient client = new ApiClient(fixture.key(Scopes.ALL));
  private final UUID customer = UUID.randomUUID();
  private final UUID limited = fixture.product(fixture.live, "Limited", 1);
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger replays = new AtomicInteger();
  private final AtomicInteger repeated = new AtomicInteger();

  @BeforeAll
  static void start() throws IOException {
    Path dropins = Files.createDirectories(SERVER.resolve("dropins"));
    ServerIT.war().as(ZipExporter.class).exportTo(dropins.resolve("allogate.war").toFile(), true);
    boot();
  }

  private static void boot() {
    server =
        LibertyServer.start(
            SERVER.resolve("../../..").normalize(), "" + SERVER.getFileName(), SOON_READY);
    server.awaitReady(ServerIT.uri("/health/ready"), READY);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyWriteHappensOnceWhateverIsKilled() throws Exception {
    Fixture.run(
        "update product set limited = true, available_amount = ? where id = ?", STOCK, limited);
    assertThat(
            client.put("/v1/customers/" + customer, "{\"username\":\"crash.test\"}").statusCode())
        .isEqualTo(200);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<List<String>>> work = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        work.add(clients.submit(writes(i)));
      }
      int kills = killAtRandomMoments(new Random(20_261_122));
      Set<String> ids = new HashSet<>();
      for (Future<List<String>> future : work) {
        future.get().forEach(id -> assertThat(ids.add(id)).as(id).isTrue());
      }
      assertThat(kills).isGreaterThanOrEqualTo(KILLS);
      requireEveryEffectOnce(ids);
      // What was repeated after its effect had happened was answered from memory.
      assertThat(repeated.get()).isGreaterThan(KILLS);
      System.out.printf(
          "%d kills, %d writes, %d sent again, %d of them replayed%n",
          kills, WRITES, repeated.get(), replays.get());
    } finally {
      clients.shutdownNow();
    }
  }

  /** Kills while there is work, about as often as it takes for {@link #KILLS} until its end. */
  private int killAtRandomMoments(Random random) {
    int kills = 0;
    while (kills < KILLS || answered.get() < WRITES) {
      int next = Math.min(WRITES - 1, (kills + 1) * WRITES / (KILLS + 2) + random.nextInt(40));
      KeyMaker.eventually("work goes on", () -> answered.get() >= next);
      if (kills >= KILLS) {
        KeyMaker.eventually("the rest is done", () -> answered.get() == WRITES);
        break;
      }
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(20_000)));
      server.kill();
      kills++;
      boot();
      // Requests that died with the server are free again when their leases are over.
      advanceClock(kills);
    }
    return kills;
  }

  private static void advanceClock(int kills) {
    HttpResponse<String> set =
        ServerIT.send(
            HttpRequest.newBuilder(ServerIT.uri("/-/clock?seconds=" + 61 * kills))
                .POST(BodyPublishers.noBody()));
    assertThat(set.statusCode()).isEqualTo(204);
  }

  private Callable<List<String>> writes(int first) {
    return () -> {
      List<String> ids = new ArrayList<>();
      for (int i = first; i < WRITES; i += CLIENTS) {
        ids.add(i % KINDS + ":" + made(i));
        answered.incrementAndGet();
      }
      return ids;
    };
  }

  /** What names the effect of a write, from the answer that it got in the end. */
  private String made(int i) {
    String body = untilAnswered(i);
    return switch (i % KINDS) {
      case 0, 1, 2 -> ApiClient.json(body).path("id").textValue();
      default -> "credit of write " + i;
    };
  }

  private HttpRequest.Builder write(int i) {
    String path =
        switch (i % KINDS) {
          case 0 -> "/v1/products";
          case 1 -> "/v1/products/" + limited + "/actions/deliver";
          case 2 -> "/v1/customers/" + customer + "/actions/grant-gift-card";
          default -> "/v1/customers/" + customer + "/actions/adjust-credits";
        };
    String body =
        switch (i % KINDS) {
          case 0 -> "{\"name\":\"Product %d\",\"price\":%d,\"item\":\"x\"}".formatted(i, i);
          case 1 -> "{\"recipient\":\"" + customer + "\"}";
          case 2 -> "{\"credit\":" + (i + 1) + "}";
          default -> "{\"amount\":" + i + ",\"restricted\":false}";
        };
    return HttpRequest.newBuilder(ServerIT.uri(path))
        .timeout(Duration.ofSeconds(20))
        .headers(
            "X-API-Key",
            client.key(),
            "Content-Type",
            "application/json",
            "Idempotency-Key",
            "w" + i)
        .POST(BodyPublishers.ofString(body));
  }

  private String untilAnswered(int i) {
    for (int tries = 0; ; tries++) {
      try {
        HttpResponse<String> answer =
            ServerIT.client().send(write(i).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() < 300) {
          replays.addAndGet(answer.headers().firstValue("Idempotent-Replayed").isPresent() ? 1 : 0);
          return answer.body();
        }
        assertThat(answer.statusCode()).as(answer.body()).isIn(404, 409, 503);
      } catch (IOException e) {
        // Killed, or not there yet.
        assertThat(e).isNotNull();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
      if (tries == 0) {
        repeated.incrementAndGet();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private void requireEveryEffectOnce(Set<String> ids) {
    int each = WRITES / KINDS;
    assertThat(ids).hasSize(WRITES);
    assertThat(
            texts("select name from product where workspace_id = ? and item = 'x'", fixture.live))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.iterate(0, i -> i < WRITES, i -> i + KINDS)
                .mapToObj(i -> "Product " + i)
                .toList());
    assertThat(texts("select available_amount from product where id = ?", limited))
        .containsExactly("" + (STOCK - each));
    assertThat(texts("select id from delivery where product_id = ?", limited)).hasSize(each);
    List<String> cards = texts("select credit from gift_card where workspace_id = ?", fixture.live);
    assertThat(cards).hasSize(each);
    assertThat(new TreeSet<>(cards)).hasSize(each);
    long credit =
        IntStream.iterate(KINDS - 1, i -> i < WRITES, i -> i + KINDS).mapToLong(i -> i).sum();
    assertThat(
            texts(
                "select concat(credit, ' ', credit_changes) from customer where workspace_id = ?",
                fixture.live))
        .containsExactly(credit + " " + each);
    assertThat(
            texts(
                "select e.amount from credit_entry e join customer c on c.id = e.customer_id"
                    + " where c.workspace_id = ?",
                fixture.live))
        .hasSize(each)
        .doesNotHaveDuplicates();
  }

  private static List<String> texts(String sql, UUID id) {
    List<String> texts = new ArrayList<>();
    try (Connection connection = ServerIT.database();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBytes(1, Fixture.bytes(id));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return texts;
  }
}
