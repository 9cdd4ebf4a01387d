package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Rights that are taken away at one node while clients use them at others without a pause, until
 * some time after a bound.
 *
 * @param at where rights are taken
 * @param others where they are used
 * @param bound how long after the answer the last request that passes may start
 */
record Withdrawal(ClusterNode at, List<ClusterNode> others, Duration bound) {
  private static final Duration LONGER = Duration.ofMillis(300);
  private static final long PAUSE_WHEN_REFUSED = TimeUnit.MILLISECONDS.toNanos(10);
  private static final int USES_BEFORE = 3;

  /**
   * Something that lets clients in.
   *
   * @param use what is answered 200 while it is there, and 401 or 403 when it is not
   * @param taking what takes it away
   */
  record Right(String name, Call use, Call taking) {}

  /**
   * What was seen of one right at one node, in milliseconds since its taking was answered.
   *
   * @param refused when the first refusal was heard; negative when that was before
   * @param passed when the last request that passed was sent; negative when that was before
   */
  record Seen(String right, ClusterNode node, double refused, double passed) {}

  /** Takes rights in turn, all of which are used meanwhile. */
  List<Seen> of(List<Right> rights) throws Exception {
    ExecutorService clients = Executors.newCachedThreadPool();
    try {
      List<Future<Seen>> all = new ArrayList<>();
      List<Use> uses = new ArrayList<>();
      for (Right right : rights) {
        others.forEach(node -> uses.add(new Use(right, node)));
      }
      uses.forEach(use -> all.add(clients.submit(use::untilLongAfter)));
      KeyMaker.eventually(
          "all are used",
          () ->
              all.stream().anyMatch(Future::isDone)
                  || uses.stream().allMatch(use -> use.passes >= USES_BEFORE));
      // One that has ended by now has failed.
      for (Future<Seen> each : all.stream().filter(Future::isDone).toList()) {
        each.get();
      }
      rights.forEach(right -> take(right, uses));
      List<Seen> seen = new ArrayList<>();
      for (Future<Seen> each : all) {
        seen.add(each.get());
      }
      return seen;
    } finally {
      clients.shutdownNow();
    }
  }

  private void take(Right right, List<Use> uses) {
    List<Use> its = uses.stream().filter(use -> use.right == right).toList();
    its.forEach(use -> use.begun = true);
    at.succeed(right.taking);
    long now = System.nanoTime();
    its.forEach(use -> use.takenAt = now);
  }

  /** A client of one node. */
  private final class Use {
    private final Right right;
    private final ClusterNode node;
    private volatile int passes;
    private volatile boolean begun;
    private volatile long takenAt = Long.MAX_VALUE;
    private long firstRefusal;
    private long lastPass;

    Use(Right right, ClusterNode node) {
      this.right = right;
      this.node = node;
    }

    Seen untilLongAfter() {
      while (!isLongAfter()) {
        once();
      }
      assertThat(firstRefusal).as("%s is refused at %s", right.name, node).isNotZero();
      Seen seen =
          new Seen(right.name, node, millis(firstRefusal - takenAt), millis(lastPass - takenAt));
      assertThat(seen.passed).as(seen.toString()).isLessThanOrEqualTo(bound.toMillis());
      return seen;
    }

    private boolean isLongAfter() {
      long taken = takenAt;
      return taken != Long.MAX_VALUE && System.nanoTime() - taken > bound.plus(LONGER).toNanos();
    }

    private void once() {
      long start = System.nanoTime();
      // Refused credentials count by address.
      HttpResponse<String> answer =
          node.answer(right.use.with("X-Forwarded-For", Addresses.fresh()));
      if (passes(answer)) {
        lastPass = start;
        passes = passes + 1;
      } else {
        assertThat(begun).as("%s: %s", right.name, answer.body()).isTrue();
        firstRefusal = firstRefusal == 0 ? System.nanoTime() : firstRefusal;
        LockSupport.parkNanos(PAUSE_WHEN_REFUSED);
      }
    }

    // Refused for want of counters, which comes after the proof: believed all the same.
    private boolean passes(HttpResponse<String> answer) {
      assertThat(answer.statusCode())
          .as("%s: %s", right.name, answer.body())
          .isIn(200, 401, 403, 429);
      return answer.statusCode() == 200
          || answer.statusCode() == 429
              && answer.headers().firstValue("RateLimit-Policy").isPresent();
    }
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
