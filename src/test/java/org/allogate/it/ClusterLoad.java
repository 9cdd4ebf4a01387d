package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.allogate.scopes.Scopes;

/**
 * Clients of one organization that read and write at all nodes in turn until they are told to end.
 * A write is sent to the next node, with its Idempotency-Key, until it is done.
 */
final class ClusterLoad implements AutoCloseable {
  private static final int CLIENTS = 6;
  private static final int KINDS = 4;
  private static final int STOCK = 1_000_000;
  private static final long GRANTED = 10_000_000;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long PAUSE_AFTER_REFUSAL = TimeUnit.MILLISECONDS.toNanos(50);

  private final Cluster cluster;
  private final Fixture fixture;
  private final String key;
  private final UUID customer = UUID.randomUUID();
  private final UUID limited;
  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private final List<Future<?>> work = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final Map<Integer, String> made = new ConcurrentHashMap<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Queue<Broken> broken = new ConcurrentLinkedQueue<>();
  private volatile boolean ending;

  /** All clients are at work, for an organization that nobody worked for before. */
  ClusterLoad(Cluster cluster, Fixture fixture) {
    this.cluster = cluster;
    this.fixture = fixture;
    key = fixture.key(Scopes.ALL);
    limited = fixture.product(fixture.live, "Limited", 1);
    Fixture.run(
        "update product set limited = true, available_amount = ? where id = ?", STOCK, limited);
    Fixture.run("update tenant set credits = ? where id = ?", GRANTED, fixture.tenant);
    cluster
        .node(0)
        .succeed(Call.by(key, "PUT", "/v1/customers/" + customer, "{\"username\":\"a.test\"}"));
    for (int i = 0; i < CLIENTS; i++) {
      work.add(clients.submit(this::work));
    }
    awaitMore();
  }

  /**
   * An answer.
   *
   * @param from when it was asked for, by {@link System#nanoTime}
   * @param counted whether it says how much is left of the limit
   * @param replayed whether it is an answer from memory
   */
  record Answer(
      ClusterNode node,
      boolean write,
      long from,
      long to,
      int status,
      String text,
      boolean counted,
      boolean replayed) {
    /** Refused because there was nobody to count. */
    boolean uncounted() {
      return status == 429 && !counted;
    }

    boolean done() {
      return status < 300;
    }
  }

  /**
   * A request that was not answered.
   *
   * @param write its number, negative for a read
   * @param why null where there was no connection to send it over
   */
  record Broken(ClusterNode node, int write, long from, long to, String why) {
    boolean sent() {
      return why != null;
    }
  }

  private void work() {
    while (!ending) {
      int i = next.getAndIncrement();
      if (i % 2 == 0) {
        ask(cluster.inRotation(), i / 2, -1, Cluster.reading(key));
      } else {
        made.put(i / 2, untilDone(i / 2));
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  private String untilDone(int number) {
    Call call = write(number);
    for (int at = number; ; at++) {
      Optional<HttpResponse<String>> answer = ask(cluster.inRotation(), at, number, call);
      if (answer.filter(it -> it.statusCode() < 300).isPresent()) {
        return number % KINDS + ": " + name(number, answer.get());
      }
      LockSupport.parkNanos(PAUSE_AFTER_REFUSAL);
    }
  }

  /** What only this write has made. */
  private static String name(int number, HttpResponse<String> answer) {
    return number % KINDS == 3 ? "credit " + number : ApiClient.json(answer).path("id").textValue();
  }

  private Call write(int number) {
    Call call =
        switch (number % KINDS) {
          case 0 ->
              write(
                  "/v1/products",
                  "{\"name\":\"Product %d\",\"price\":1,\"item\":\"x\"}".formatted(number));
          case 1 ->
              write(
                  "/v1/products/" + limited + "/actions/deliver",
                  "{\"recipient\":\"" + customer + "\"}");
          case 2 ->
              write(
                  "/v1/customers/" + customer + "/actions/grant-gift-card",
                  "{\"credit\":" + (number + 1) + "}");
          default ->
              write(
                  "/v1/customers/" + customer + "/actions/adjust-credits",
                  "{\"amount\":" + number + ",\"restricted\":false}");
        };
    return call.with("Idempotency-Key", "w" + number);
  }

  private Call write(String path, String body) {
    return Call.by(key, "POST", path, body);
  }

  private Optional<HttpResponse<String>> ask(
      List<ClusterNode> nodes, int at, int write, Call call) {
    ClusterNode node = nodes.get(at % nodes.size());
    long from = System.nanoTime();
    try {
      HttpResponse<String> answer = node.ask(call);
      answers.add(
          new Answer(
              node,
              write >= 0,
              from,
              System.nanoTime(),
              answer.statusCode(),
              answer.statusCode() < 300 ? "" : answer.body(),
              answer.headers().firstValue("RateLimit-Remaining").isPresent(),
              answer.headers().firstValue("Idempotent-Replayed").isPresent()));
      return Optional.of(answer);
    } catch (IOException e) {
      broken.add(
          new Broken(node, write, from, System.nanoTime(), isUnsent(e) ? null : e.toString()));
      return Optional.empty();
    }
  }

  private static boolean isUnsent(IOException e) {
    return e instanceof ConnectException || e instanceof HttpConnectTimeoutException;
  }

  /** Returns when a good deal more was answered by every node in rotation. */
  void awaitMore() {
    long now = System.nanoTime();
    for (ClusterNode node : cluster.inRotation()) {
      KeyMaker.eventually(
          node + " does its part",
          () ->
              work.stream().anyMatch(Future::isDone)
                  || count(it -> it.node == node && it.from > now && it.done()) > 50);
    }
  }

  /** Has every write done and ends; whatever happened is there from then on. */
  void end() throws Exception {
    ending = true;
    clients.shutdown();
    for (Future<?> each : work) {
      each.get(120, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    ending = true;
    clients.shutdownNow();
  }

  /** The ids of the products that were made. */
  List<String> products() {
    return made.keySet().stream()
        .filter(i -> i % KINDS == 0)
        .map(i -> made.get(i).substring(3))
        .toList();
  }

  /** How many answers are so. */
  long count(Predicate<Answer> which) {
    return answers.stream().filter(which).count();
  }

  /** The answers that are so. */
  List<Answer> answers(Predicate<Answer> which) {
    return answers.stream().filter(which).toList();
  }

  /** The requests without an answer that are so. */
  List<Broken> broken(Predicate<Broken> which) {
    return broken.stream().filter(which).toList();
  }

  /** Each write that was ever begun has had its effect once. */
  void requireEveryEffectOnce() {
    Map<Integer, Long> each =
        made.keySet().stream()
            .collect(Collectors.groupingBy(i -> i % KINDS, Collectors.counting()));
    Set<String> names = new HashSet<>(made.values());
    assertThat(names).hasSize(made.size());
    assertThat(
            texts("select name from product where workspace_id = ? and item = 'x'", fixture.live))
        .containsExactlyInAnyOrderElementsOf(
            made.keySet().stream().filter(i -> i % KINDS == 0).map(i -> "Product " + i).toList());
    assertThat(texts("select available_amount from product where id = ?", limited))
        .containsExactly("" + (STOCK - each.get(1)));
    assertThat(texts("select id from delivery where product_id = ?", limited))
        .hasSize(Math.toIntExact(each.get(1)));
    assertThat(texts("select credit from gift_card where workspace_id = ?", fixture.live))
        .containsExactlyInAnyOrderElementsOf(
            made.keySet().stream().filter(i -> i % KINDS == 2).map(i -> "" + (i + 1)).toList());
    assertThat(
            texts(
                "select amount from credit_entry e join customer c on c.id = e.customer_id"
                    + " where c.workspace_id = ?",
                fixture.live))
        .containsExactlyInAnyOrderElementsOf(
            made.keySet().stream().filter(i -> i % KINDS == 3).map(i -> "" + i).toList());
  }

  /**
   * What was used is what calls have cost, or less by the reads of the last second before a kill.
   *
   * @param killed what was killed meanwhile
   */
  void requireCredits(List<Killed> killed) {
    // One more made the customer.
    long writes = made.size() + 1;
    long reads = count(it -> !it.write && it.status == 200);
    long lost =
        count(
            it ->
                !it.write
                    && it.status == 200
                    && killed.stream().anyMatch(each -> each.mayLose(it)));
    long unheard = broken(it -> it.write < 0 && it.sent()).size();
    KeyMaker.eventually("all is flushed", () -> used() >= writes + reads - lost);
    assertThat(used()).isBetween(writes + reads - lost, writes + reads + unheard);
    KeyMaker.eventually("ledger, balance and leases agree", () -> difference() == 0);
  }

  private long used() {
    return number(
        "select coalesce(-sum(amount), 0) from tenant_credit_entry"
            + " where kind = 'usage' and tenant_id = ?");
  }

  private long difference() {
    return number(
        "select (select sum(amount) from tenant_credit_entry e where e.tenant_id = t.id) - credits"
            + " - (select coalesce(sum(amount), 0) from credit_lease l where l.tenant_id = t.id)"
            + " from tenant t where id = ?");
  }

  private long number(String sql) {
    return Long.parseLong(texts(sql, fixture.tenant).get(0));
  }

  /** A node that was killed, and when. */
  record Killed(ClusterNode node, long at) {
    private static final long FLUSH = TimeUnit.SECONDS.toNanos(1);

    private boolean mayLose(Answer answer) {
      return answer.node == node && answer.to > at - FLUSH && answer.from <= at;
    }
  }

  private static List<String> texts(String sql, UUID id) {
    return Hooks.texts(sql, id);
  }

  /** How often each status was answered, for the log. */
  @Override
  public String toString() {
    Map<Integer, Long> statuses =
        answers.stream()
            .collect(Collectors.groupingBy(Answer::status, TreeMap::new, Collectors.counting()));
    return "%d writes; %s answered, %d not; %d replayed"
        .formatted(made.size(), statuses, broken.size(), count(Answer::replayed));
  }
}
