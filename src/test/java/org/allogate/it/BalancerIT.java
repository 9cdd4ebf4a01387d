package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The balancer of server-config/cluster, a real nginx, repeats what is safe to repeat and nothing
 * else, and believes no client. Without nginx it is not tested, and said to be so, unless
 * allogate.samples.required is true.
 */
class BalancerIT {
  private static final boolean REQUIRED = Boolean.getBoolean("allogate.samples.required");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> balances() {
    if (!REQUIRED && !Nginx.isInstalled()) {
      System.out.println("The balancer of the cluster was NOT tried: no nginx is on PATH.");
      return Stream.empty();
    }
    return Stream.of(
        dynamicTest("repeats a read", () -> with(this::repeatsARead)),
        dynamicTest("repeats a write with a key", () -> with(this::repeatsAWriteWithAKey)),
        dynamicTest("repeats no other write", () -> with(this::repeatsNoOtherWrite)),
        dynamicTest("goes to the node that is left", () -> with(this::goesToTheNodeThatIsLeft)),
        dynamicTest("is 503 without a node", () -> with(this::is503WithoutANode)),
        dynamicTest("believes no client's word", () -> with(this::believesNoClientsWord)),
        dynamicTest("keeps the nodes' own affairs", () -> with(this::keepsTheNodesOwnAffairs)),
        dynamicTest("takes imports in full", () -> with(this::takesImportsInFull)));
  }

  private void with(Check check) throws Exception {
    try (Balancer balancer = new Balancer(Files.createTempDirectory(folder, "nginx"))) {
      check.of(balancer);
    }
  }

  private void repeatsARead(Balancer balancer) throws Exception {
    balancer.killTheNextNode();
    assertThat(balancer.send(balancer.request("/v1/store")).statusCode()).isEqualTo(200);
    assertThat(balancer.seen()).hasSize(2);
  }

  private void repeatsAWriteWithAKey(Balancer balancer) throws Exception {
    balancer.killTheNextNode();
    HttpResponse<String> answer =
        balancer.send(post(balancer, "/v1/products", 100_000).header("Idempotency-Key", "k"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(balancer.seen())
        .hasSize(2)
        .allSatisfy(
            it ->
                assertThat(it)
                    .containsEntry(":method", "POST")
                    .containsEntry(":path", "/v1/products")
                    .containsEntry(":length", "100000")
                    .containsEntry("Idempotency-Key", "k"));
  }

  private void repeatsNoOtherWrite(Balancer balancer) throws Exception {
    balancer.killTheNextNode();
    unavailable(balancer.send(post(balancer, "/v1/products", 10)));
    assertThat(balancer.seen()).hasSize(1);
  }

  /** What no node has seen may go to another one, whatever it is. */
  private void goesToTheNodeThatIsLeft(Balancer balancer) throws Exception {
    balancer.stop(0);
    for (int i = 0; i < 20; i++) {
      assertThat(balancer.send(post(balancer, "/v1/products", 10)).statusCode()).isEqualTo(200);
    }
    assertThat(balancer.seen()).hasSize(20);
  }

  private void is503WithoutANode(Balancer balancer) throws Exception {
    balancer.stop(0);
    balancer.stop(1);
    for (int i = 0; i < 4; i++) {
      unavailable(balancer.send(balancer.request("/v1/store")));
    }
  }

  private static void unavailable(HttpResponse<String> answer) {
    refused(answer, 503, "service_unavailable");
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
  }

  private void believesNoClientsWord(Balancer balancer) throws Exception {
    balancer.send(
        balancer
            .request("/v1/store")
            .header("X-Forwarded-For", "203.0.113.1")
            .header("Forwarded", "for=203.0.113.1")
            .header("X-Forwarded-Proto", "http")
            .header("X-Forwarded-Host", "elsewhere.example")
            .header("X-Real-IP", "203.0.113.1"));
    assertThat(balancer.seen())
        .singleElement()
        .satisfies(
            it ->
                assertThat(it)
                    .containsEntry("X-Forwarded-For", "127.0.0.1")
                    .containsEntry("X-Forwarded-Proto", "https")
                    .doesNotContainKeys("Forwarded", "X-Forwarded-Host", "X-Real-IP")
                    .hasEntrySatisfying("Host", host -> assertThat(host).startsWith("localhost:")));
  }

  private void keepsTheNodesOwnAffairs(Balancer balancer) throws Exception {
    for (String path :
        new String[] {
          "/health", "/health/ready", "//metrics", "/%68ealth", "/v1/../health", "/openapi/ui/"
        }) {
      refused(balancer.send(balancer.request(path)), 404, "not_found");
    }
    assertThat(balancer.seen()).isEmpty();
    assertThat(balancer.send(balancer.request("/openapi")).statusCode()).isEqualTo(200);
  }

  private void takesImportsInFull(Balancer balancer) throws Exception {
    int threeMegabytes = 3_000_000;
    refused(
        balancer.send(post(balancer, "/v1/products", threeMegabytes)), 413, "payload_too_large");
    assertThat(balancer.seen()).isEmpty();
    assertThat(
            balancer
                .send(post(balancer, "/v1/products/actions/import", threeMegabytes))
                .statusCode())
        .isEqualTo(200);
    assertThat(balancer.seen())
        .singleElement()
        .satisfies(it -> assertThat(it).containsEntry(":length", "" + threeMegabytes));
  }

  private static HttpRequest.Builder post(Balancer balancer, String path, int length) {
    return balancer.request(path).POST(BodyPublishers.ofString("x".repeat(length)));
  }

  private static void refused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(ApiClient.json(answer).path("code").asText()).isEqualTo(code);
    assertThat(ApiClient.json(answer).path("status").asInt()).isEqualTo(status);
  }

  private interface Check {
    void of(Balancer balancer) throws Exception;
  }
}
