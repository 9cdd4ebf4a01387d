package org.allogate.credits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.allogate.MovableClock;
import org.allogate.RandomCases;
import org.allogate.Threads;
import org.allogate.credits.NodeRows.Found;
import org.allogate.credits.NodeRows.Row;
import org.allogate.credits.NodeRows.Use;
import org.allogate.redis.Messages;
import org.allogate.redis.RealRedis;
import org.allogate.redis.Redis;
import org.allogate.redis.TwoNodes;
import org.junit.jupiter.api.Test;

/**
 * Two nodes beside a database that says what it should, or fails before a commit, or commits and
 * says that it failed, or has rows that somebody holds. The naive twin counts what calls have cost.
 */
class CreditsTest {
  private static final Instant START = Instant.parse("2026-05-01T10:00:00Z");

  private final MovableClock clock = new MovableClock(START);
  private final Database database = new Database();

  /** The rows, and what goes wrong with them. */
  private static final class Database {
    final Map<UUID, Long> credits = new HashMap<>();
    final Map<UUID, Long> used = new HashMap<>();
    final Map<UUID, Map<UUID, Long>> leases = new HashMap<>();
    final Map<UUID, TreeMap<Long, Row>> charges = new HashMap<>();
    final Map<UUID, Long> flushed = new HashMap<>();
    Random troubles;

    /** What happens after a look that found too little, before it is known. */
    Runnable afterLease = () -> {};

    synchronized long left(UUID tenant) {
      long left = credits.get(tenant);
      for (Map<UUID, Long> ofNode : leases.values()) {
        left += ofNode.getOrDefault(tenant, 0L);
      }
      return left;
    }

    /** Whether a commit is not heard of; or fails before it, and throws. */
    boolean trouble() {
      int chance = troubles == null ? 9 : troubles.nextInt(10);
      if (chance == 0) {
        throw new IllegalStateException("failed before its commit");
      }
      return chance == 1;
    }

    /** Whether a row is passed over, for somebody else takes its event out just now. */
    boolean inHand() {
      return troubles != null && troubles.nextInt(4) == 0;
    }

    synchronized void book(UUID node, Map<UUID, Use> uses, List<Row> rows) {
      Map<UUID, Long> ofNode = leases.computeIfAbsent(node, id -> new HashMap<>());
      uses.forEach(
          (tenant, use) -> {
            credits.merge(tenant, use.toTenant(), Long::sum);
            used.merge(tenant, use.used, Long::sum);
            if (use.isOver()) {
              ofNode.remove(tenant);
            } else if (use.amount != null) {
              ofNode.put(tenant, use.left());
            }
          });
      rows.forEach(row -> charges.get(node).remove(row.sequence()));
    }

    synchronized List<Row> rows(UUID node) {
      return charges.computeIfAbsent(node, id -> new TreeMap<>()).values().stream()
          .limit(NodeRows.MOST_ROWS)
          .toList();
    }

    synchronized void write(UUID node, Row row) {
      charges.computeIfAbsent(node, id -> new TreeMap<>()).put(row.sequence(), row);
    }

    /** What others do with a node that was silent for a minute. */
    synchronized void takeBack(UUID node) {
      Map<UUID, Use> uses = new TreeMap<>();
      List<Row> rows = rows(node);
      rows.forEach(row -> uses.computeIfAbsent(row.tenant(), id -> new Use()).used += row.units());
      leases
          .getOrDefault(node, Map.of())
          .keySet()
          .forEach(tenant -> uses.computeIfAbsent(tenant, id -> new Use()).ends = true);
      amounts(node, uses);
      book(node, uses, rows);
      flushed.remove(node);
    }

    void amounts(UUID node, Map<UUID, Use> uses) {
      Map<UUID, Long> ofNode = leases.getOrDefault(node, Map.of());
      uses.forEach((tenant, use) -> use.amount = ofNode.get(tenant));
    }
  }

  private static final class Rows extends CreditRows {
    private final Database database;

    Rows(Database database) {
      this.database = database;
    }

    @Override
    public Lease lease(UUID node, Instant now, UUID tenant, long need, long block) {
      synchronized (database) {
        boolean unheard = database.trouble();
        database.flushed.putIfAbsent(node, now.toEpochMilli());
        long left = database.credits.get(tenant);
        if (left < need) {
          database.afterLease.run();
          return new Lease(0, left, false);
        }
        long amount = Math.max(need, Math.min(block, left / 8));
        database.credits.merge(tenant, -amount, Long::sum);
        database
            .leases
            .computeIfAbsent(node, id -> new HashMap<>())
            .merge(tenant, amount, Long::sum);
        if (unheard) {
          throw new IllegalStateException("committed, and not heard of");
        }
        return new Lease(amount, left - amount, true);
      }
    }
  }

  private static final class Nodes extends NodeRows {
    private final Database database;

    Nodes(Database database) {
      this.database = database;
    }

    @Override
    public Optional<Long> flushed(UUID node) {
      synchronized (database) {
        return Optional.ofNullable(database.flushed.get(node));
      }
    }

    @Override
    public void flush(UUID node, Instant now, Flush flush) {
      synchronized (database) {
        Optional<Long> before = flushed(node);
        long number = before.orElse(now.toEpochMilli()) + 1;
        List<Row> there = database.rows(node);
        List<Row> rows = there.stream().filter(row -> !database.inHand()).toList();
        Found found =
            new Found(rows, rows.size() == there.size(), there.size() == NodeRows.MOST_ROWS);
        Map<UUID, Use> uses = flush.uses(rows);
        database.amounts(node, uses);
        // Fails in the middle, or at its commit.
        boolean early = database.troubles != null && database.troubles.nextInt(10) == 0;
        if (early) {
          throw new IllegalStateException("failed in the middle");
        }
        flush.happened(uses, found, number, before.isEmpty());
        boolean unheard = database.trouble();
        database.book(node, uses, rows);
        database.flushed.put(node, number);
        if (unheard) {
          throw new IllegalStateException("committed, and not heard of");
        }
      }
    }
  }

  private static final class NoWork extends CreditWork {
    @Override
    public void refill(UUID tenant) {
      // Leases when it must, no earlier.
    }
  }

  /** Messages of a node that shares nothing. */
  private static Messages alone() {
    return new Messages(new Redis(RealRedis.settings(null)));
  }

  /** A server. */
  private final class Node {
    final Accounts accounts = new Accounts();
    final Credits credits;

    Node() {
      this(alone());
    }

    Node(Messages messages) {
      credits = new Credits(accounts, new Rows(database), new NoWork(), clock, messages);
    }

    final CreditFlush flush = new CreditFlush(accounts, new Nodes(database), clock);

    /** Whether the flush is known to be done. */
    boolean tick() {
      accounts.tick();
      try {
        flush.flush();
        return true;
      } catch (IllegalStateException e) {
        flush.late();
        return false;
      }
    }

    Optional<Charge> reserve(UUID tenant, int units) {
      try {
        return credits.reserve(tenant, units);
      } catch (IllegalStateException e) {
        return Optional.empty();
      }
    }

    /** A write's row and what its transaction came to. */
    void write(UUID tenant, Charge charge, boolean commits, boolean known) {
      long sequence = charge.beginRow();
      if (commits) {
        database.write(accounts.node(), new Row(sequence, tenant, charge.units()));
      }
      charge.endRow(!commits && known);
    }
  }

  private UUID tenant(long credits) {
    UUID tenant = UUID.randomUUID();
    database.credits.put(tenant, credits);
    database.used.put(tenant, 0L);
    return tenant;
  }

  @Test
  void letsExactlyAsManyUnitsPassAsThereAre() {
    UUID tenant = tenant(1_000);
    Node node = new Node();
    int passed = 0;
    for (Optional<Charge> charge = node.reserve(tenant, 3);
        charge.isPresent();
        charge = node.reserve(tenant, 3)) {
      charge.get().settle();
      passed += 3;
    }
    assertThat(passed).isEqualTo(999);
    assertThat(node.reserve(tenant, 1)).isPresent();
    assertThat(node.reserve(tenant, 1)).isEmpty();
  }

  @Test
  void givesBackWhatACallThatFailedHadReserved() {
    UUID tenant = tenant(1);
    Node node = new Node();
    Charge charge = node.reserve(tenant, 1).orElseThrow();
    assertThat(node.reserve(tenant, 1)).isEmpty();
    charge.release();
    charge.release();
    Charge second = node.reserve(tenant, 1).orElseThrow();
    second.settle();
    second.release();
    assertThat(second.isPaid()).isTrue();
    assertThat(node.reserve(tenant, 1)).isEmpty();
  }

  @Test
  void asksTheDatabaseOnceASecondWhetherThereIsMore() {
    UUID tenant = tenant(1);
    Node node = new Node();
    node.reserve(tenant, 1).orElseThrow().settle();
    assertThat(node.reserve(tenant, 1)).isEmpty();
    database.credits.put(tenant, 5L);
    assertThat(node.reserve(tenant, 1)).isEmpty();
    node.tick();
    assertThat(node.reserve(tenant, 1)).isPresent();
  }

  @Test
  void looksAgainAtOnceWhenAnyNodeGrantsSome() {
    UUID tenant = tenant(2);
    try (TwoNodes nodes = new TwoNodes()) {
      Node one = new Node(nodes.one());
      Node other = new Node(nodes.other());
      one.reserve(tenant, 1).orElseThrow().settle();
      other.reserve(tenant, 1).orElseThrow().settle();
      assertThat(one.reserve(tenant, 1)).isEmpty();
      assertThat(other.reserve(tenant, 1)).isEmpty();
      database.credits.put(tenant, 9L);
      assertThat(other.reserve(tenant, 1)).isEmpty();
      one.credits.granted(new CreditsGranted(tenant));
      assertThat(one.reserve(tenant, 1)).isPresent();
      TwoNodes.eventually("the other has some", () -> other.reserve(tenant, 1).isPresent());
    }
  }

  @Test
  void looksAgainWhenSomeAreGrantedWhileItLooks() {
    UUID tenant = tenant(0);
    Node node = new Node();
    database.afterLease = () -> grant(node, tenant);
    assertThat(node.reserve(tenant, 1)).isEmpty();
    assertThat(node.reserve(tenant, 1)).isPresent();
  }

  private void grant(Node node, UUID tenant) {
    database.afterLease = () -> {};
    database.credits.put(tenant, 5L);
    node.credits.granted(new CreditsGranted(tenant));
  }

  @Test
  void remembersNothingOfATenantThatOnlyMessagesName() {
    try (TwoNodes nodes = new TwoNodes()) {
      Node node = new Node(nodes.other());
      UUID tenant = tenant(1);
      node.reserve(tenant, 1).orElseThrow().settle();
      assertThat(node.reserve(tenant, 1)).isEmpty();
      database.credits.put(tenant, 1L);
      nodes.one().tell("credits", UUID.randomUUID().toString());
      nodes.one().tell("credits", tenant.toString());
      TwoNodes.eventually("the last one", () -> node.reserve(tenant, 1).isPresent());
      assertThat(node.accounts.some(account -> true)).hasSize(1);
    }
  }

  @Test
  void leasesLittleOfTheLastCreditsSoThatNodesShareThem() {
    UUID tenant = tenant(100);
    Node one = new Node();
    Node other = new Node();
    one.reserve(tenant, 1).orElseThrow().settle();
    other.reserve(tenant, 1).orElseThrow().settle();
    assertThat(database.credits.get(tenant)).isGreaterThan(70);
  }

  @Test
  void givesBackAnIdleLease() {
    UUID tenant = tenant(10_000);
    Node node = new Node();
    node.reserve(tenant, 1).orElseThrow().settle();
    IntStream.range(0, 12).forEach(i -> node.tick());
    assertThat(database.credits.get(tenant)).isEqualTo(9_999);
    assertThat(database.leases.get(node.accounts.node())).isEmpty();
    assertThat(node.reserve(tenant, 1)).isPresent();
  }

  @Test
  void forgetsATenantThatIsGoneForLong() {
    UUID tenant = tenant(10_000);
    Node node = new Node();
    node.reserve(tenant, 1).orElseThrow().settle();
    Account before = node.accounts.of(tenant);
    IntStream.range(0, 700).forEach(i -> node.tick());
    assertThat(node.accounts.of(tenant)).isNotSameAs(before);
    assertThat(node.reserve(tenant, 1)).isPresent();
  }

  @Test
  void usesNoLeaseAfterASilenceInWhichOthersMayHaveTakenItBack() {
    UUID tenant = tenant(10_000);
    Node node = new Node();
    node.reserve(tenant, 1).orElseThrow().settle();
    node.tick();
    clock.move(Duration.ofSeconds(50));
    node.flush.late();
    long left = database.credits.get(tenant);
    node.reserve(tenant, 1).orElseThrow().settle();
    assertThat(database.credits.get(tenant)).isLessThan(left);
    node.tick();
    assertThat(database.left(tenant)).isEqualTo(9_998);
  }

  @Test
  void neitherLosesNorDoublesAFlushWhoseCommitWasNotHeardOf() {
    UUID tenant = tenant(1_000_000);
    RandomCases.each(
        200,
        random -> {
          long before = database.left(tenant);
          Node node = new Node();
          node.reserve(tenant, 7).orElseThrow().settle();
          database.troubles = random;
          node.tick();
          database.troubles = null;
          node.tick();
          node.tick();
          assertThat(database.left(tenant)).isEqualTo(before - 7);
          assertThat(node.accounts.of(tenant).available())
              .isEqualTo(database.leases.get(node.accounts.node()).getOrDefault(tenant, 0L));
        });
  }

  @Test
  void neverUsesMoreThanCallsCostWhateverHappens() {
    RandomCases.each(300, this::live);
  }

  /** Some hundred random steps of two nodes. */
  private void live(Random random) {
    UUID tenant = tenant(random.nextInt(2_000));
    long granted = database.credits.get(tenant);
    List<Node> nodes = new ArrayList<>(List.of(new Node(), new Node()));
    Map<Node, List<Charge>> open = new HashMap<>();
    Map<Node, Long> unflushed = new HashMap<>();
    long cost = 0;
    long lost = 0;
    database.troubles = random;
    for (int step = 0; step < 400; step++) {
      Node node = nodes.get(random.nextInt(2));
      List<Charge> calls = open.computeIfAbsent(node, it -> new ArrayList<>());
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> node.reserve(tenant, 1 + random.nextInt(9)).ifPresent(calls::add);
        case 4, 5 -> {
          if (!calls.isEmpty()) {
            Charge charge = calls.remove(random.nextInt(calls.size()));
            charge.settle();
            cost += charge.units();
            unflushed.merge(node, (long) charge.units(), Long::sum);
          }
        }
        case 6, 7 -> {
          if (!calls.isEmpty()) {
            boolean commits = random.nextInt(4) > 0;
            Charge charge = calls.remove(random.nextInt(calls.size()));
            node.write(tenant, charge, commits, random.nextInt(5) > 0);
            charge.release();
            cost += commits ? charge.units() : 0;
          }
        }
        case 8 -> {
          if (!calls.isEmpty()) {
            calls.remove(random.nextInt(calls.size())).release();
          }
        }
        case 9, 10 -> {
          if (node.tick()) {
            unflushed.remove(node);
          }
        }
        default -> {
          if (random.nextInt(20) == 0) {
            // Killed: what it did not flush is lost, at most that, and others take its leases back.
            lost += unflushed.getOrDefault(node, 0L);
            database.takeBack(node.accounts.node());
            nodes.set(nodes.indexOf(node), new Node());
            open.remove(node);
          }
        }
      }
      assertThat(database.left(tenant)).isEqualTo(granted - database.used.get(tenant));
      // Nothing but what a crash made the server forget is used twice.
      assertThat(cost).isLessThanOrEqualTo(granted + lost);
      assertThat(database.used.get(tenant)).isLessThanOrEqualTo(cost);
    }
    database.troubles = null;
    open.values().forEach(calls -> calls.forEach(Charge::release));
    for (int tick = 0; tick < 15; tick++) {
      nodes.forEach(Node::tick);
    }
    assertThat(database.used.get(tenant)).isBetween(cost - lost, cost);
    assertThat(database.credits.get(tenant)).isEqualTo(granted - database.used.get(tenant));
    assertThat(nodes).allMatch(node -> node.accounts.of(tenant).available() == 0);
  }

  @Test
  void letsExactlyAsManyPassFromManyThreadsWhileItIsFlushed() throws Exception {
    int granted = 20_000;
    UUID tenant = tenant(granted);
    Node node = new Node();
    AtomicInteger running = new AtomicInteger(8);
    List<Integer> passed =
        Threads.run(
            9,
            thread ->
                () -> {
                  int done = 0;
                  while (thread == 8 && running.get() > 0) {
                    node.tick();
                  }
                  for (int i = 0; thread < 8 && i < 4_000; i++) {
                    Optional<Charge> charge = node.reserve(tenant, 1);
                    if (charge.isPresent()) {
                      done += end(node, tenant, charge.get(), i);
                    }
                  }
                  if (thread < 8) {
                    running.decrementAndGet();
                  }
                  return done;
                });
    for (int i = 0; i < 15; i++) {
      node.tick();
    }
    int sum = passed.stream().mapToInt(it -> it).sum();
    assertThat(sum).isLessThanOrEqualTo(granted);
    assertThat(database.used.get(tenant)).isEqualTo(sum);
    assertThat(database.credits.get(tenant)).isEqualTo(granted - sum);
  }

  private static int end(Node node, UUID tenant, Charge charge, int i) {
    switch (i % 4) {
      case 0 -> charge.release();
      case 1 -> node.write(tenant, charge, true, true);
      case 2 -> {
        node.write(tenant, charge, false, true);
        charge.release();
      }
      default -> charge.settle();
    }
    return i % 2;
  }

  @Test
  void passesMarksDownwards() {
    assertThat(CreditsLow.mark(100, 21)).isEqualTo(CreditsLow.NONE);
    assertThat(CreditsLow.mark(100, 20)).isEqualTo(20);
    assertThat(CreditsLow.mark(100, 6)).isEqualTo(20);
    assertThat(CreditsLow.mark(100, 5)).isEqualTo(5);
    assertThat(CreditsLow.mark(100, 1)).isEqualTo(5);
    assertThat(CreditsLow.mark(100, 0)).isZero();
    assertThat(CreditsLow.mark(100, -1)).isZero();
    assertThat(CreditsLow.mark(1_000_000_000_000_000L, 200_000_000_000_001L))
        .isEqualTo(CreditsLow.NONE);
  }
}
