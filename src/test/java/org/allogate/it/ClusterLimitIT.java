package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.allogate.Threads;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Test;

/** A limit is one limit, however many nodes count for it. */
class ClusterLimitIT {
  private static final int LIMIT = 600;
  private static final int CALLS = 2 * LIMIT;
  private static final int THREADS = 64;

  private final Cluster cluster = Cluster.whole();

  @Test
  void admitsWhatOneNodeWould() throws Exception {
    Call call = Cluster.reading(Fixture.create().key(Scopes.ALL, LIMIT + ";w=60"));
    AtomicInteger next = new AtomicInteger();
    List<Integer> passed =
        Threads.run(
            THREADS,
            thread ->
                () -> {
                  int count = 0;
                  for (int i = next.getAndIncrement(); i < CALLS; i = next.getAndIncrement()) {
                    count += passed(cluster.node(i % 3).answer(call)) ? 1 : 0;
                  }
                  return count;
                });
    assertThat(passed.stream().mapToInt(it -> it).sum()).isEqualTo(LIMIT);
  }

  private static boolean passed(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 429);
    // A refusal without numbers would come from no count.
    assertThat(answer.headers().firstValue("RateLimit-Remaining")).isPresent();
    assertThat(answer.headers().firstValue("RateLimit-Limit")).contains("" + LIMIT);
    return answer.statusCode() == 200;
  }

  @Test
  void countsDownOverAllNodes() {
    Call call = Cluster.reading(Fixture.create().key(Scopes.ALL, "7;w=60"));
    List<String> remaining = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      HttpResponse<String> answer = cluster.node(i % 3).answer(call);
      remaining.add(
          answer.statusCode() + " " + answer.headers().firstValue("RateLimit-Remaining").get());
    }
    assertThat(remaining)
        .containsExactly("200 6", "200 5", "200 4", "200 3", "200 2", "200 1", "200 0", "429 0");
  }
}
