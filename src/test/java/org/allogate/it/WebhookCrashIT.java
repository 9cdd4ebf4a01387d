package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.allogate.dev.LibertyServer;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Events that are sent while the server is killed again and again, to receivers that fail a third
 * of the time: every one arrives, under one id and as one body, and again after it has arrived only
 * where it was under way at a kill. Only in the profile crash, with a server of its own.
 */
class WebhookCrashIT {
  private static final int EVENTS = Integer.getInteger("it.events", 5_000);
  private static final int KILLS = Integer.getInteger("it.kills", 20);
  private static final int ENDPOINTS = 10;
  private static final int AT_ONCE = 4;
  // Far from eight, which would leave nothing of it but the log.
  private static final int MOST_FAILURES = 3;
  private static final Duration READY = Duration.ofSeconds(120);
  private static final Path SERVER = ItSession.logs().getParent();

  private static LibertyServer server;

  private final Random random = new Random(20_261_122);
  private final Receiver receiver = Receiver.start();
  private final ServerClock clock = new ServerClock();
  private final List<Fixture> owners = new ArrayList<>(List.of(Fixture.create()));
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Set<String> arrived = ConcurrentHashMap.newKeySet();
  private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
  private final List<UUID> events = new ArrayList<>();
  private volatile int life;

  private record Arrival(String event, int life, boolean accepted) {}

  @BeforeAll
  static void install() throws IOException {
    Path dropins = Files.createDirectories(SERVER.resolve("dropins"));
    ServerIT.war().as(ZipExporter.class).exportTo(dropins.resolve("allogate.war").toFile(), true);
    launch();
    server.awaitReady(ServerIT.uri("/health/ready"), READY);
  }

  private static void launch() {
    server =
        LibertyServer.start(
            SERVER.resolve("../../..").normalize(),
            "" + SERVER.getFileName(),
            "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyEventArrivesWhateverIsKilled() {
    while (owners.size() < ENDPOINTS) {
      owners.add(owners.get(0).sibling());
    }
    for (int i = 0; i < ENDPOINTS; i++) {
      receiver.answers("/" + i, this::answer);
      Hooks.endpoint(owners.get(i), receiver.uri("/" + i).toString());
    }
    for (int kill = 1; kill <= KILLS; kill++) {
      happens(EVENTS * kill / (KILLS + 1));
      int half = events.size() - EVENTS / (KILLS + 1) / 2;
      KeyMaker.eventually(
          "work goes on", () -> arrivals.stream().map(Arrival::event).distinct().count() >= half);
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(20_000)));
      restart();
    }
    happens(EVENTS);
    awaitAll();
    requireWhatArrived();
    receiver.close();
  }

  private void happens(int until) {
    while (events.size() < until) {
      Fixture owner = owners.get(events.size() % ENDPOINTS);
      events.add(events.size() % 3 == 0 ? Hooks.event(owner) : Hooks.chargedEvent(owner));
    }
  }

  private void restart() {
    server.kill();
    // What had been sent is heard before the next life begins.
    KeyMaker.eventually(
        "the last requests are answered",
        () -> owners.stream().allMatch(it -> receiver.open("/" + owners.indexOf(it)) == 0));
    launch();
    life++;
    server.awaitReady(ServerIT.uri("/health/ready"), READY);
    // Past the leases of the dead and the first waits.
    clock.advance(Duration.ofMinutes(6));
  }

  private synchronized Receiver.Answer answer(Receiver.Received request) {
    boolean fails =
        random.nextInt(3) == 0 && failures.getOrDefault(request.id(), 0) < MOST_FAILURES;
    arrivals.add(new Arrival(request.id(), life, !fails));
    if (fails) {
      failures.merge(request.id(), 1, Integer::sum);
    } else {
      arrived.add(request.id());
    }
    return Receiver.Answer.of(fails ? 500 : 204);
  }

  private void awaitAll() {
    for (int i = 0; i < 40 && pending() > 0; i++) {
      clock.advance(Duration.ofMinutes(40));
      KeyMaker.eventually("what is due is sent", () -> due() == 0);
    }
    assertThat(pending()).isZero();
  }

  private long pending() {
    return Hooks.count("charged_event where tenant_id = ?", owners.get(0).tenant)
        + Hooks.count("outbox where tenant_id = ?", owners.get(0).tenant)
        + Hooks.count(
            "webhook_delivery join webhook_endpoint p on p.id = endpoint_id"
                + " where state = 'pending' and tenant_id = ?",
            owners.get(0).tenant);
  }

  private long due() {
    return Long.parseLong(
        Hooks.texts(
                "select count(*) from webhook_delivery join webhook_endpoint p on p.id ="
                    + " endpoint_id where state = 'pending' and tenant_id = ? and due_at <= ?",
                owners.get(0).tenant,
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
            .get(0));
  }

  private void requireWhatArrived() {
    assertThat(arrived)
        .containsExactlyInAnyOrderElementsOf(events.stream().map(UUID::toString).toList());
    for (int i = 0; i < ENDPOINTS; i++) {
      assertThat(receiver.received("/" + i))
          .allSatisfy(it -> assertThat(it.body()).isEqualTo(Hooks.body(UUID.fromString(it.id()))));
      assertThat(receiver.mostAtOnce("/" + i)).isLessThanOrEqualTo(AT_ONCE);
    }
    Map<Integer, Set<String>> again = duplicatesByLife();
    assertThat(again.values()).allMatch(it -> it.size() <= ENDPOINTS * AT_ONCE);
    System.out.printf(
        "%d events, %d kills: %d requests, %d refused, %d sent again after they had arrived: %s"
            + " by kill%n",
        EVENTS,
        KILLS,
        arrivals.size(),
        arrivals.stream().filter(it -> !it.accepted).count(),
        again.values().stream().mapToInt(Set::size).sum(),
        again.values().stream().map(Set::size).toList());
  }

  /**
   * What was sent again, by the life in which it had arrived, which must have ended. A receiver
   * that refuses what it had taken before is sent it once more.
   */
  private Map<Integer, Set<String>> duplicatesByLife() {
    Map<String, Arrival> taken = new HashMap<>();
    Map<Integer, Set<String>> again = new TreeMap<>();
    for (Arrival arrival : arrivals) {
      Arrival before = taken.get(arrival.event);
      if (before != null) {
        assertThat(arrival.life).as(arrival.event).isGreaterThan(before.life);
        again.computeIfAbsent(before.life, it -> new HashSet<>()).add(arrival.event);
      }
      if (arrival.accepted) {
        taken.put(arrival.event, arrival);
      }
    }
    return again;
  }
}
