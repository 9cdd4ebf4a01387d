package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.allogate.redis.RealRedis;
import org.allogate.scopes.Scopes;

/**
 * Three nodes on the tests' database, with the same secrets and one Redis: started when the first
 * test asks for them, ended with JUnit's session. Each test finds all of them there.
 */
final class Cluster {
  private static final int NODES = 3;
  private static final int REFUSING = 2;
  // What others do on the machine is not what any of these tests is about.
  private static final String REDIS_MILLIS = "500";
  // More than that at once would make nodes take each other for dead.
  private static final Duration STEP = Duration.ofSeconds(20);
  private static final int SHARED = 10;

  private static Cluster running;

  private final RealRedis redis = RealRedis.started();
  private final List<ClusterNode> nodes =
      IntStream.range(0, NODES)
          .mapToObj(number -> new ClusterNode(number, settings(number)))
          .toList();
  private boolean redisIsUp = true;
  private boolean settled = true;
  private Duration ahead = Duration.ZERO;

  private Cluster() {}

  /** All of it, running. */
  static synchronized Cluster whole() {
    if (running == null) {
      running = new Cluster();
      running.nodes.forEach(ClusterNode::install);
    }
    running.complete();
    return running;
  }

  private void complete() {
    startRedis();
    nodes.stream().filter(ClusterNode::isStopped).forEach(ClusterNode::start);
    for (ClusterNode node : nodes.stream().filter(it -> !it.inRotation()).toList()) {
      node.awaitReady();
      node.setClock(ahead);
    }
    if (!settled) {
      requireRecovery();
    }
  }

  /** Ends what runs. */
  static synchronized void close() {
    if (running != null) {
      running.nodes.parallelStream().forEach(ClusterNode::stop);
      running.redis.close();
    }
  }

  /** The folders of the nodes' logs. */
  static synchronized Stream<Path> logs() {
    return running == null ? Stream.of() : running.nodes.stream().map(ClusterNode::logs);
  }

  private Map<String, String> settings(int number) {
    return Map.of(
        // Where the balancer would be: issuer of the tokens of all nodes.
        "allogate.base-url",
        "http://localhost:" + System.getProperty("it.http.port"),
        "allogate.redis.url",
        redis.url(),
        "allogate.redis.timeout-millis",
        REDIS_MILLIS,
        "allogate.rate-limit.when-away",
        number == REFUSING ? "reject" : "local");
  }

  /**
   * The one that refuses while Redis is away, as all do by default; the others count by themselves.
   */
  ClusterNode refusing() {
    return node(REFUSING);
  }

  /** One more node, which differs in some settings; the caller stops it. */
  ClusterNode beside(Map<String, String> settings) {
    Map<String, String> its = new HashMap<>(settings(NODES));
    its.putAll(settings);
    ClusterNode node = new ClusterNode(NODES, its);
    node.install();
    restart(node);
    return node;
  }

  List<ClusterNode> nodes() {
    return nodes;
  }

  /** 0 to 2. */
  ClusterNode node(int number) {
    return nodes.get(number);
  }

  /** The nodes that a balancer would ask now. */
  List<ClusterNode> inRotation() {
    return nodes.stream().filter(ClusterNode::inRotation).toList();
  }

  /** Starts a node that was ended, and returns when it is in rotation. */
  void restart(ClusterNode node) {
    node.start();
    node.awaitReady();
    node.setClock(ahead);
  }

  RealRedis redis() {
    return redis;
  }

  void killRedis() {
    redis.kill();
    redisIsUp = false;
    settled = false;
  }

  /** Starts it, empty, where it was killed. */
  void startRedis() {
    if (!redisIsUp) {
      redis.start();
      redisIsUp = true;
    }
  }

  /** Moves the clocks of the nodes that run on together, no faster than they hear of each other. */
  void passTime(Duration time) {
    Duration until = ahead.plus(time);
    while (ahead.compareTo(until) < 0) {
      Duration next = ahead.plus(STEP);
      ahead = next.compareTo(until) < 0 ? next : until;
      inRotation().forEach(node -> node.setClock(ahead));
      KeyMaker.eventually("all nodes were heard of", () -> heardOf() >= inRotation().size());
    }
  }

  private long heardOf() {
    return Long.parseLong(
        Hooks.texts(
                "select count(*) from credit_node"
                    + " where last_seen > utc_timestamp(6) + interval ? second",
                ahead.minus(STEP.dividedBy(2)).toSeconds())
            .get(0));
  }

  /** All nodes answer by themselves again, and count together. */
  void requireRecovery() {
    for (ClusterNode node : nodes) {
      KeyMaker.eventually(node + " answers", () -> answers(node));
    }
    KeyMaker.eventually("limits are shared", () -> admittedOfTwiceTheLimit() == SHARED);
    settled = true;
  }

  private static boolean answers(ClusterNode node) {
    return node.answer(reading(Fixture.create().key(Scopes.ALL))).statusCode() == 200;
  }

  // Fewer is no recovery either: then somebody refuses without having counted.
  private long admittedOfTwiceTheLimit() {
    Call call = reading(Fixture.create().key(Scopes.ALL, SHARED + ";w=60"));
    return IntStream.range(0, 2 * SHARED)
        .mapToObj(i -> nodes.get(i % NODES).answer(call))
        .mapToInt(HttpResponse::statusCode)
        .peek(status -> assertThat(status).isIn(200, 429))
        .filter(status -> status == 200)
        .count();
  }

  /** What a client may read with any key. */
  static Call reading(String key) {
    return Call.by(key, "GET", "/v1/loyalty/tiers", "");
  }
}
