package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Lists come from a replica, a second MariaDB, and nobody can tell: nothing that was committed
 * before is missing, and whatever befalls the replica is no error. A product that has another name
 * on the replica tells where a list comes from. Only in the profile replica.
 */
class ReplicaIT extends ServerIT {
  private static final int CLIENTS = 4;
  private static final int WRITES = 200;
  private static final String LIST = "/v1/products?limit=1000";
  private static final String PRIMARY = "At the primary";
  private static final String REPLICA = "At the replica";

  private final ReplicaDatabase replica = ItSession.replica();
  private final Fixture fixture = Fixture.create();
  private final UUID marked = fixture.product(fixture.live, PRIMARY, 1);
  private final ApiClient client = new ApiClient(fixture.key(Scopes.ALL));
  private final ApiClient other = new ApiClient(fixture.key(Scopes.ALL));

  @BeforeEach
  void markTheReplica() {
    String id = HexFormat.of().formatHex(Fixture.bytes(marked));
    KeyMaker.eventually(
        "the product is replicated",
        () -> replica.update("update product set name = '" + REPLICA + "' where id = 0x" + id) > 0);
    requireRead();
  }

  private void requireRead() {
    KeyMaker.eventually("the replica is read", () -> REPLICA.equals(source(client)));
  }

  @AfterEach
  void replicate() {
    replica.run("start replica");
  }

  /** The name of the marked product in a list, which must be answered. */
  private String source(ApiClient reader) {
    for (JsonNode product : reader.read(LIST).path("data")) {
      if (product.path("id").asText().equals(marked.toString())) {
        return product.path("name").asText();
      }
    }
    throw new AssertionError("the product is not in the list");
  }

  private List<UUID> listed(ApiClient reader) {
    return ApiClient.ids(reader.read(LIST).path("data"));
  }

  private UUID made() {
    HttpResponse<String> answer =
        client.post("/v1/products", "{\"name\":\"New\",\"price\":1,\"item\":\"x\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return UUID.fromString(ApiClient.json(answer).path("id").asText());
  }

  @Test
  void everyWriteIsInTheNextListOfItsCallerAndOfAnother() {
    int atTheReplica = 0;
    for (int i = 0; i < WRITES; i++) {
      UUID made = made();
      assertThat(listed(i % 2 == 0 ? client : other)).contains(made);
      atTheReplica += REPLICA.equals(source(client)) ? 1 : 0;
    }
    System.out.printf("%d of %d lists after a write at the replica%n", atTheReplica, WRITES);
    assertThat(atTheReplica).isPositive();
  }

  @Test
  void everyWriteOfAnotherNodeIsInTheNextList() {
    for (int i = 0; i < WRITES; i++) {
      UUID made = fixture.product(fixture.live, "New", 1);
      assertThat(listed(client)).contains(made);
    }
    requireRead();
  }

  @Test
  void aWriteWhileOthersWriteIsInTheNextList() throws Exception {
    AtomicInteger atTheReplica = new AtomicInteger();
    atOnce(
        () -> {
          ApiClient mine = new ApiClient(fixture.key(Scopes.ALL));
          for (int i = 0; i < WRITES / CLIENTS; i++) {
            UUID made = made();
            JsonNode list = mine.read(LIST).path("data");
            assertThat(ApiClient.ids(list)).contains(made);
            atTheReplica.addAndGet(list.toString().contains(REPLICA) ? 1 : 0);
          }
        });
    System.out.printf("%d of %d lists amid writes at the replica%n", atTheReplica.get(), WRITES);
    assertThat(atTheReplica).hasPositiveValue();
  }

  @Test
  void aReplicaThatStopsToReplicateIsReadNoMoreUntilItHasCaughtUp() {
    replica.run("stop replica sql_thread");
    // Nothing is missing there yet.
    UUID made = made();
    assertThat(listed(client)).contains(made);
    assertThat(listed(other)).contains(made);
    assertThat(source(client)).isEqualTo(PRIMARY);
    assertThat(source(other)).isEqualTo(PRIMARY);
    KeyMaker.eventually("the log tells", ReplicaIT::tellsThatItIsNotRead);

    replica.run("start replica sql_thread");
    requireRead();
    assertThat(listed(client)).contains(made);
  }

  private static boolean tellsThatItIsNotRead() {
    try {
      Path log = ItSession.logs().resolve("messages.log");
      return Files.readString(log).contains("The database replica is not read");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void onlyListsAreReadThere() {
    JsonNode product = client.read("/v1/products/" + marked);
    assertThat(product.path("name").asText()).isEqualTo(PRIMARY);
    assertThat(source(client)).isEqualTo(REPLICA);
  }

  @Test
  void aReplicaThatIsKilledUnderLoadIsNoErrorAndReadAgainWhenItIsBack() throws Exception {
    underLoad(
        () -> {
          replica.kill();
          KeyMaker.eventually("the primary is read", () -> PRIMARY.equals(source(client)));
          replica.start();
          requireRead();
        });
  }

  @Test
  void aReplicaThatHangsUnderLoadIsNoErrorAndReadAgainWhenItGoesOn() throws Exception {
    underLoad(
        () -> {
          replica.signal("STOP");
          try {
            KeyMaker.eventually("the primary is read", () -> PRIMARY.equals(source(client)));
          } finally {
            replica.signal("CONT");
          }
          requireRead();
        });
  }

  /** Does something while clients read lists, each of which must be answered. */
  private void underLoad(Runnable deed) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger answers = new AtomicInteger();
    ExecutorService clients = Executors.newSingleThreadExecutor();
    try {
      Future<?> load =
          clients.submit(
              () -> {
                atOnce(
                    () -> {
                      while (!over.get()) {
                        source(other);
                        answers.incrementAndGet();
                      }
                    });
                return null;
              });
      KeyMaker.eventually("there is load", () -> answers.get() > CLIENTS);
      deed.run();
      over.set(true);
      load.get();
      System.out.printf("%d lists, none of them an error%n", answers.get());
    } finally {
      over.set(true);
      clients.shutdown();
    }
  }

  private static void atOnce(Runnable deed) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        all.add(clients.submit(deed));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      clients.shutdownNow();
    }
  }
}
