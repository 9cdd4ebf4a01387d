package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service behind a real nginx is guarded by the example of server-config. Without nginx it is not
 * tested, and said to be so, unless allogate.samples.required is true.
 */
class NginxIT extends ServerIT {
  private static final boolean REQUIRED = Boolean.getBoolean("allogate.samples.required");
  private static final Scopes SCOPES = Scopes.of(Scope.VAULT_READ);

  private final Fixture fixture = Fixture.create();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> guardsAService() {
    if (!REQUIRED && !Nginx.isInstalled()) {
      System.out.println("The example for nginx was NOT tried: no nginx is on PATH.");
      return Stream.empty();
    }
    return Stream.of(
        dynamicTest("lets a good key pass", () -> with(this::letsAGoodKeyPass)),
        dynamicTest("passes on every refusal", () -> with(this::passesOnEveryRefusal)),
        dynamicTest("believes no client's word", () -> with(this::believesNoClientsWord)),
        dynamicTest("leaves the service's errors", () -> with(this::leavesTheServicesErrors)),
        dynamicTest("is shut without the guard", this::isShutWithoutTheGuard));
  }

  private void with(Check check) throws Exception {
    try (Nginx nginx = started(Integer.getInteger("it.http.port"))) {
      check.of(nginx);
    }
  }

  private Nginx started(int allogate) throws Exception {
    return Nginx.start(Files.createTempDirectory(folder, "nginx"), allogate);
  }

  private static HttpResponse<String> call(Nginx nginx, String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(nginx.address() + path));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse(null);
  }

  private void letsAGoodKeyPass(Nginx nginx) {
    String key = fixture.key(SCOPES, "10;w=60");
    HttpResponse<String> answer = call(nginx, "/projects?x=1", "X-API-Key", key);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("served");
    assertThat(header(answer, "RateLimit-Limit")).isEqualTo("10");
    assertThat(header(answer, "RateLimit-Remaining")).isEqualTo("9");
    assertThat(header(answer, "RateLimit-Policy")).isEqualTo("10;w=60");
    Map<String, String> served = only(nginx);
    assertThat(served)
        .containsEntry(":path", "/projects?x=1")
        .containsEntry("X-Allogate-Key-Id", Fixture.idOf(key).toString())
        .containsEntry("X-Allogate-Tenant-Id", fixture.tenant.toString())
        .containsEntry("X-Allogate-Organization-Id", fixture.organization.toString())
        .containsEntry("X-Allogate-Scopes", "vault:read")
        .containsEntry("X-Allogate-Environment", "live")
        .doesNotContainKeys("X-API-Key", "Authorization");
    HttpResponse<String> written =
        send(
            HttpRequest.newBuilder(URI.create(nginx.address() + "/projects"))
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString("x".repeat(10_000))));
    assertThat(written.statusCode()).isEqualTo(200);
    assertThat(header(written, "RateLimit-Remaining")).isEqualTo("8");
    assertThat(only(nginx)).containsEntry(":method", "POST").doesNotContainKey("Authorization");
  }

  private void passesOnEveryRefusal(Nginx nginx) {
    refused(call(nginx, "/"), 401);
    assertThat(header(call(nginx, "/"), "WWW-Authenticate")).startsWith("Bearer ");
    refused(call(nginx, "/", "X-API-Key", fixture.key(Scopes.of(Scope.STORE_READ))), 403);
    String key = fixture.key(SCOPES, "1;w=60");
    assertThat(call(nginx, "/", "X-API-Key", key).statusCode()).isEqualTo(200);
    nginx.served();
    HttpResponse<String> over = call(nginx, "/", "X-API-Key", key);
    refused(over, 429);
    assertThat(header(over, "Retry-After")).isEqualTo("60");
    assertThat(header(over, "RateLimit-Limit")).isEqualTo("1");
    assertThat(header(over, "RateLimit-Remaining")).isEqualTo("0");
    assertThat(nginx.served()).isEmpty();
  }

  private static void refused(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
    assertThat(ApiClient.json(answer).path("status").asInt()).isEqualTo(status);
  }

  private void believesNoClientsWord(Nginx nginx) {
    String key = fixture.key(SCOPES, "10;w=60");
    HttpResponse<String> answer =
        call(
            nginx,
            "/x?cost=0&scopes=-",
            "X-API-Key",
            key,
            "X-Allogate-Tenant-Id",
            "mine",
            "X-Allogate-Scopes",
            "vault:write",
            "X-Forwarded-For",
            "203.0.113.1");
    assertThat(header(answer, "RateLimit-Remaining")).isEqualTo("9");
    assertThat(only(nginx))
        .containsEntry("X-Allogate-Tenant-Id", fixture.tenant.toString())
        .containsEntry("X-Allogate-Scopes", "vault:read")
        .containsEntry("X-Forwarded-For", "127.0.0.1");
    assertThat(call(nginx, "/allogate", "X-API-Key", key).statusCode()).isEqualTo(404);
    assertThat(nginx.served()).isEmpty();
  }

  private void leavesTheServicesErrors(Nginx nginx) {
    HttpResponse<String> answer = call(nginx, "/fails", "X-API-Key", fixture.key(SCOPES));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo("served");
  }

  private void isShutWithoutTheGuard() throws Exception {
    int nobody = 1;
    try (Nginx nginx = started(nobody)) {
      refused(call(nginx, "/", "X-API-Key", fixture.key(SCOPES)), 503);
      assertThat(nginx.served()).isEmpty();
    }
  }

  private static Map<String, String> only(Nginx nginx) {
    List<Map<String, String>> served = nginx.served();
    assertThat(served).hasSize(1);
    return served.get(0);
  }

  private interface Check {
    void of(Nginx nginx) throws Exception;
  }
}
