package org.allogate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.allogate.Threads;
import org.allogate.redis.RealRedis;
import org.allogate.redis.Redis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How much more than its limit a key gets within one window that Redis leaves and comes back in:
 * measured beside the formulas of package redis, doc-files/capacity.md.
 */
class OverAdmissionTest {
  private static final int NODES = 3;
  private static final int LIMIT = 200;
  private static final int THREADS = 12;
  // Of each thread and phase: more than all threads of a node together may have.
  private static final int ATTEMPTS = LIMIT;
  private static final int WHILE_AWAY = THREADS * ATTEMPTS;
  private static final List<Policy> POLICIES = List.of(new Policy(LIMIT, 3_600));
  private static final UUID KEY = new UUID(7, 1);
  private static final Logger LOG = Logger.getLogger(OverAdmissionTest.class.getName());

  private final RealRedis server = RealRedis.started();
  private final List<Redis> nodes =
      Stream.generate(() -> new Redis(server.settings())).limit(NODES).toList();

  @AfterEach
  void close() {
    nodes.forEach(Redis::close);
    server.close();
  }

  private List<Limits> limits(WhenAway whenAway) {
    SharedRedis.eventually(() -> nodes.stream().allMatch(Redis::isUp));
    return nodes.stream()
        .map(redis -> new Limits(new MonotonicClock(), 1_000, redis, whenAway))
        .toList();
  }

  private static int admitted(List<Limits> nodes) throws Exception {
    List<Integer> admitted =
        Threads.run(
            THREADS,
            thread ->
                () -> {
                  int units = 0;
                  for (int i = 0; i < ATTEMPTS; i++) {
                    units += nodes.get(thread % NODES).admit(KEY, POLICIES, 1).admitted() ? 1 : 0;
                  }
                  return units;
                });
    return admitted.stream().mapToInt(Integer::intValue).sum();
  }

  private int whileItIsKilledAndStartsEmpty(WhenAway whenAway) throws Exception {
    List<Limits> limits = limits(whenAway);
    int admitted = admitted(limits);
    server.kill();
    admitted += admitted(limits);
    server.start();
    SharedRedis.eventually(() -> nodes.stream().allMatch(Redis::isUp));
    return admitted + admitted(limits) - LIMIT;
  }

  private int whileItHangs(WhenAway whenAway) throws Exception {
    List<Limits> limits = limits(whenAway);
    int admitted = admitted(limits);
    server.hold();
    admitted += admitted(limits);
    server.goOn();
    SharedRedis.eventually(() -> nodes.stream().allMatch(Redis::isUp));
    return admitted + admitted(limits) - LIMIT;
  }

  private static void tell(String mode, String formula, int bound, int measured) {
    LOG.info(
        String.format(
            "L=%d N=%d, %s: at most %s = %d too many, measured %d",
            LIMIT, NODES, mode, formula, bound, measured));
  }

  @Test
  void rejectAdmitsNoneTooManyButWhatAnEmptyRedisForgot() throws Exception {
    int hung = whileItHangs(WhenAway.REJECT);
    tell("reject, Redis hangs", "0", 0, hung);
    assertThat(hung).isLessThanOrEqualTo(0);
  }

  @Test
  void rejectAdmitsTheLimitOnceMoreAfterAnEmptyStart() throws Exception {
    int emptied = whileItIsKilledAndStartsEmpty(WhenAway.REJECT);
    tell("reject, Redis starts empty", "L", LIMIT, emptied);
    assertThat(emptied).isBetween(0, LIMIT);
  }

  @Test
  void localAdmitsTheLimitOnceMoreOnEachNode() throws Exception {
    int hung = whileItHangs(WhenAway.LOCAL);
    tell("local, Redis hangs", "N*L", NODES * LIMIT, hung);
    assertThat(hung).isBetween((NODES - 1) * LIMIT, NODES * LIMIT);
  }

  @Test
  void localAdmitsTheLimitOnceMoreOnEachNodeAndAfterAnEmptyStart() throws Exception {
    int emptied = whileItIsKilledAndStartsEmpty(WhenAway.LOCAL);
    tell("local, Redis starts empty", "(N+1)*L", (NODES + 1) * LIMIT, emptied);
    assertThat(emptied).isBetween(NODES * LIMIT, (NODES + 1) * LIMIT);
  }

  @Test
  void admitAdmitsWhateverComesMeanwhile() throws Exception {
    int emptied = whileItIsKilledAndStartsEmpty(WhenAway.ADMIT);
    tell("admit, Redis starts empty", "A+L", WHILE_AWAY + LIMIT, emptied);
    assertThat(emptied).isBetween(WHILE_AWAY - LIMIT, WHILE_AWAY + LIMIT);
  }
}
