package org.allogate.it;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A key never gets more than its limits, an address never tries more credentials than its own, and
 * every answer tells its client where it stands; what is refused or meant for nobody counts
 * nowhere.
 */
class RateLimitIT extends ServerIT {
  private static final String TIERS = "/v1/loyalty/tiers";
  private static final String ME = "/api/v2/me";
  private static final List<String> LIMITS =
      List.of("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Policy");

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static List<String> limits(HttpResponse<String> answer) {
    return LIMITS.stream().map(name -> header(answer, name)).toList();
  }

  private static HttpResponse<String> read(String key) {
    return get(TIERS, "X-API-Key", key);
  }

  @Nested
  class Keys {
    private final Fixture tenant = Fixture.create();

    @Test
    void getSixtyOf200ParallelRequestsThroughAndNotOneMore() {
      String key = tenant.key(Scopes.ALL, null);
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      HttpRequest request = HttpRequest.newBuilder(uri(TIERS)).header("X-API-Key", key).build();
      List<CompletableFuture<HttpResponse<String>>> sent =
          IntStream.range(0, 200)
              .mapToObj(i -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
              .toList();
      Map<Integer, List<HttpResponse<String>>> answers =
          sent.stream().map(CompletableFuture::join).collect(groupingBy(HttpResponse::statusCode));

      assertThat(answers.keySet()).containsOnly(200, 429);
      assertThat(answers.get(200)).hasSize(60);
      Set<Integer> remaining = new TreeSet<>();
      answers.get(200).forEach(it -> remaining.add(Integer.valueOf(limits(it).get(1))));
      assertThat(remaining).containsExactlyElementsOf(IntStream.range(0, 60).boxed().toList());
      assertThat(answers.get(429))
          .allSatisfy(
              refused -> {
                assertThat(limits(refused)).containsExactly("60", "0", "60;w=60");
                assertThat(header(refused, "Retry-After")).isEqualTo("60");
                assertThat(
                        ProblemCheck.of(refused, 429, "rate_limited")
                            .path("retry_after_seconds")
                            .intValue())
                    .isEqualTo(60);
              });
    }

    @Test
    void areToldWhatIsLeft() {
      String key = tenant.key(Scopes.ALL, "5;w=60");
      assertThat(limits(read(key))).containsExactly("5", "4", "5;w=60");
      HttpResponse<String> second = read(key);
      assertThat(limits(second)).containsExactly("5", "3", "5;w=60");
      assertThat(header(second, "Retry-After")).isEmpty();
    }

    @Test
    void areToldInTheHeadersOfTheVaultSurface() {
      String key = tenant.key(Scopes.ALL, "2;w=60");
      long before = Instant.now().getEpochSecond();
      HttpResponse<String> answer = get(ME, "X-API-Key", key);
      long after = Instant.now().getEpochSecond();
      assertThat(header(answer, "X-RateLimit-Limit")).isEqualTo("2");
      assertThat(header(answer, "X-RateLimit-Remaining")).isEqualTo("1");
      assertThat(header(answer, "X-RateLimit-Cost")).isEqualTo("1");
      assertThat(Long.parseLong(header(answer, "X-RateLimit-Reset")))
          .isBetween(before + 60, after + 62);
      assertThat(limits(answer)).containsOnly("");

      get(ME, "X-API-Key", key);
      HttpResponse<String> refused = get(ME, "X-API-Key", key);
      ProblemCheck.of(refused, 429, "rate_limited");
      assertThat(header(refused, "X-RateLimit-Limit")).isEqualTo("2");
      assertThat(header(refused, "X-RateLimit-Remaining")).isEqualTo("0");
      assertThat(header(refused, "X-RateLimit-Cost")).isEqualTo("1");
      assertThat(header(refused, "X-RateLimit-Reset")).isNotEmpty();
      assertThat(header(refused, "Retry-After")).isEqualTo("60");
    }

    @Test
    void haveOneCountForBothSurfaces() {
      String key = tenant.key(Scopes.ALL, "2;w=60");
      read(key);
      get(ME, "X-API-Key", key);
      ProblemCheck.of(read(key), 429, "rate_limited");
    }

    @Test
    void areHeldByTheShorterOfTwoPolicies() {
      String key = tenant.key(Scopes.ALL, "2;w=60, 100;w=3600");
      assertThat(limits(read(key))).containsExactly("2", "1", "2;w=60, 100;w=3600");
      read(key);
      HttpResponse<String> refused = read(key);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(limits(refused)).containsExactly("2", "0", "2;w=60, 100;w=3600");
      assertThat(header(refused, "Retry-After")).isEqualTo("60");
    }

    @Test
    void areHeldByTheLongerOfTwoPolicies() {
      String key = tenant.key(Scopes.ALL, "100;w=60, 1;w=3600");
      assertThat(limits(read(key))).containsExactly("1", "0", "100;w=60, 1;w=3600");
      HttpResponse<String> refused = read(key);
      assertThat(limits(refused)).containsExactly("1", "0", "100;w=60, 1;w=3600");
      assertThat(header(refused, "Retry-After")).isEqualTo("3600");
    }

    @Test
    void comeBackWhileTheyKeepTrying() {
      String key = tenant.key(Scopes.ALL, "1;w=1");
      assertThat(read(key).statusCode()).isEqualTo(200);
      Instant deadline = Instant.now().plusSeconds(30);
      int status = 0;
      while (status != 200 && Instant.now().isBefore(deadline)) {
        status = read(key).statusCode();
      }
      assertThat(status).as("a refused attempt must not count").isEqualTo(200);
    }

    @Test
    void doNotShareTheirCounts() {
      String key = tenant.key(Scopes.ALL, "1;w=60");
      String other = tenant.key(Scopes.ALL, "1;w=60");
      read(key);
      assertThat(read(key).statusCode()).isEqualTo(429);
      assertThat(read(other).statusCode()).isEqualTo(200);
    }

    @Test
    void payForARequestWithoutScope() {
      String key = tenant.key(Scopes.of(Scope.PRODUCTS_READ), "2;w=60");
      HttpResponse<String> answer = read(key);
      ProblemCheck.of(answer, 403, "insufficient_scope");
      assertThat(limits(answer)).containsExactly("2", "1", "2;w=60");
      read(key);
      ProblemCheck.of(read(key), 429, "rate_limited");
    }

    @Test
    void payForAnObjectThatIsNotTheirs() {
      String key = tenant.key(Scopes.ALL, "2;w=60");
      HttpResponse<String> answer = get("/v1/products/" + Fixture.id(), "X-API-Key", key);
      ProblemCheck.of(answer, 404, "not_found");
      assertThat(limits(answer)).containsExactly("2", "1", "2;w=60");
    }

    @Test
    void doNotPayForAnUnknownPathOrMethod() {
      String key = tenant.key(Scopes.ALL, "2;w=60");
      for (HttpRequest.Builder request :
          List.of(
              HttpRequest.newBuilder(uri("/v1/nothing")),
              HttpRequest.newBuilder(uri("/api/v2/nothing")),
              HttpRequest.newBuilder(uri(TIERS)).DELETE(),
              HttpRequest.newBuilder(uri(TIERS)).method("FROB", noBody()),
              HttpRequest.newBuilder(uri(TIERS)).method("OPTIONS", noBody()))) {
        HttpResponse<String> answer = send(request.header("X-API-Key", key));
        assertThat(answer.statusCode()).isIn(200, 204, 404, 405);
        assertThat(limits(answer)).containsOnly("");
      }
      assertThat(limits(read(key))).containsExactly("2", "1", "2;w=60");
    }

    @Test
    void haveTheTenantsTierWithoutAPolicyOfTheirOwn() {
      Fixture.run("update tenant set default_tier = 'free' where id = ?", tenant.tenant);
      assertThat(limits(read(tenant.key(Scopes.ALL, null)))).containsExactly("10", "9", "10;w=60");
    }

    @Test
    void keepTheConnectionWhenTheyAreRefused() throws Exception {
      String key = tenant.key(Scopes.ALL, "1;w=60");
      String request =
          "GET " + TIERS + " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + key + "\r\n\r\n";
      try (RawHttp http = RawHttp.connect()) {
        assertThat(http.send(request).status()).isEqualTo(200);
        for (int i = 0; i < 3; i++) {
          RawHttp.Answer refused = http.send(request);
          assertThat(refused.status()).isEqualTo(429);
          assertThat(refused.closes()).isFalse();
        }
      }
    }
  }

  @Nested
  class FailedAttempts {
    private final Fixture tenant = Fixture.create();
    private final String address = Addresses.fresh();

    private HttpResponse<String> attempt(String path, String... headers) {
      String[] from = {"X-Forwarded-For", address};
      return get(path, Stream.of(headers, from).flatMap(Stream::of).toArray(String[]::new));
    }

    private void failTenTimes() {
      for (int i = 0; i < 10; i++) {
        ProblemCheck.of(attempt(TIERS, "X-API-Key", "wrong" + i), 401, "invalid_api_key");
      }
    }

    @Test
    void areRefusedAfterTen() {
      failTenTimes();
      HttpResponse<String> refused = attempt(TIERS, "X-API-Key", "wrong");
      assertThat(
              ProblemCheck.of(refused, 429, "rate_limited").path("retry_after_seconds").intValue())
          .isEqualTo(60);
      assertThat(header(refused, "Retry-After")).isEqualTo("60");
      assertThat(limits(refused)).containsOnly("");
      HttpResponse<String> vault = attempt(ME, "Authorization", "Bearer wrong");
      ProblemCheck.of(vault, 429, "rate_limited");
      assertThat(vault.headers().map().keySet())
          .noneMatch(name -> name.toLowerCase().contains("ratelimit"));
    }

    @Test
    void doNotStopAValidKeyFromTheSameAddress() {
      failTenTimes();
      assertThat(attempt(TIERS, "X-API-Key", "wrong").statusCode()).isEqualTo(429);
      assertThat(attempt(TIERS, "X-API-Key", tenant.key(Scopes.ALL)).statusCode()).isEqualTo(200);
    }

    @Test
    void countKeysAndTokensOnBothSurfacesTogether() {
      String expired = tenant.keyUntil(Instant.now().minusSeconds(1));
      String revoked = tenant.key(Scopes.ALL);
      Fixture.run(
          "update api_key set status = 'revoked', revoked_at = utc_timestamp(6) where id = ?",
          Fixture.idOf(revoked));
      for (int i = 0; i < 2; i++) {
        ProblemCheck.of(attempt(TIERS, "X-API-Key", "wrong"), 401, "invalid_api_key");
        ProblemCheck.of(attempt(ME, "Authorization", "Bearer eyJ.e.s"), 401, "invalid_token");
        ProblemCheck.of(attempt(TIERS, "X-API-Key", expired), 401, "api_key_expired");
        ProblemCheck.of(attempt(ME, "X-API-Key", revoked), 401, "api_key_revoked");
        ProblemCheck.of(attempt(TIERS, "X-API-Key", "a,b"), 401, "invalid_api_key");
      }
      ProblemCheck.of(attempt(TIERS, "X-API-Key", expired), 429, "rate_limited");
      ProblemCheck.of(attempt(ME, "Authorization", "Bearer eyJ.e.s"), 429, "rate_limited");
    }

    @Test
    void doNotCountARequestWithoutCredential() {
      failTenTimes();
      ProblemCheck.of(attempt(TIERS), 401, "missing_api_key");
      String other = Addresses.fresh();
      for (int i = 0; i < 20; i++) {
        get(TIERS, "X-Forwarded-For", other);
      }
      ProblemCheck.of(
          get(TIERS, "X-API-Key", "wrong", "X-Forwarded-For", other), 401, "invalid_api_key");
    }

    @Test
    void doNotCountAgainstAnotherAddress() {
      failTenTimes();
      ProblemCheck.of(
          get(TIERS, "X-API-Key", "wrong", "X-Forwarded-For", Addresses.fresh()),
          401,
          "invalid_api_key");
    }

    @Test
    void letExactlyTenOfFiftyAtOnceBeJudged() {
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      HttpRequest request =
          HttpRequest.newBuilder(uri(TIERS))
              .headers("X-API-Key", "wrong", "X-Forwarded-For", address)
              .build();
      List<CompletableFuture<HttpResponse<String>>> sent =
          IntStream.range(0, 50)
              .mapToObj(i -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
              .toList();
      assertThat(
              sent.stream()
                  .map(it -> it.join().statusCode())
                  .collect(groupingBy(status -> status, counting())))
          .isEqualTo(Map.of(401, 10L, 429, 40L));
    }
  }

  @Nested
  class ClientAddresses {
    private final String address = Addresses.fresh();

    private int failure(String... headers) {
      return get(
              TIERS,
              Stream.concat(Stream.of("X-API-Key", "wrong"), Stream.of(headers))
                  .toArray(String[]::new))
          .statusCode();
    }

    private void failTenTimes() {
      for (int i = 0; i < 10; i++) {
        assertThat(failure("X-Forwarded-For", address)).isEqualTo(401);
      }
    }

    @Test
    void cannotBeSpoofedLeftOfTheProxysWord() {
      for (int i = 0; i < 10; i++) {
        assertThat(failure("X-Forwarded-For", Addresses.fresh() + ", " + address)).isEqualTo(401);
      }
      assertThat(failure("X-Forwarded-For", Addresses.fresh() + ", " + address)).isEqualTo(429);
      assertThat(failure("X-Forwarded-For", address)).isEqualTo(429);
      assertThat(failure("X-Forwarded-For", "nonsense, " + address)).isEqualTo(429);
    }

    @Test
    void areReadThroughAChainOfTrustedProxies() {
      failTenTimes();
      assertThat(failure("X-Forwarded-For", address + ", 127.0.0.1")).isEqualTo(429);
    }

    @Test
    void areReadWithAPort() {
      failTenTimes();
      assertThat(failure("X-Forwarded-For", address + ":4711")).isEqualTo(429);
    }

    @Test
    void areReadFromForwarded() {
      failTenTimes();
      String forwarded = "for=" + Addresses.fresh() + ", for=\"" + address + ":80\";proto=https";
      assertThat(failure("Forwarded", forwarded)).isEqualTo(429);
      assertThat(failure("Forwarded", forwarded, "X-Forwarded-For", address)).isEqualTo(429);
    }

    @Test
    void ofOneIpv6NetworkShareACount() {
      String network = "2001:db8:" + Integer.toHexString(address.hashCode() & 0xFFFF) + ":1:";
      for (int i = 0; i < 10; i++) {
        assertThat(failure("X-Forwarded-For", network + ":" + i)).isEqualTo(401);
      }
      assertThat(failure("Forwarded", "for=\"[" + network + ":ffff]\"")).isEqualTo(429);
    }

    @Test
    void cannotBeChosenByPrivateHeadersOfTheServer() {
      failTenTimes();
      String[] chosen = {
        "X-Forwarded-For", address, "$WSRA", Addresses.fresh(), "$WSRH", "elsewhere.example"
      };
      assertThat(failure(chosen)).isEqualTo(429);
    }

    @Test
    void cannotBeMovedToTlsByPrivateHeadersOfTheServer() throws Exception {
      RawHttp.Answer answer =
          RawHttp.get("/v1/nothing", "$WSSC: https\r\n$WSIS: true\r\n$WSSN: evil.example\r\n");
      assertThat(ProblemCheck.of(answer, 404, "not_found").path("type").textValue())
          .startsWith("http://localhost");
      assertThat(answer.header("Strict-Transport-Security")).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX) // Only there is all of 127.0.0.0/8 this machine.
    void areNotReadFromAPeerThatIsNoTrustedProxy() throws Exception {
      InetAddress untrusted = InetAddress.getByName("127.77.0.1");
      for (int i = 0; i < 10; i++) {
        assertThat(failureFrom(untrusted)).isEqualTo(401);
      }
      assertThat(failureFrom(untrusted)).isEqualTo(429);
    }

    private int failureFrom(InetAddress peer) throws Exception {
      try (RawHttp http = RawHttp.connectFrom(peer)) {
        return http.send(
                "GET %s HTTP/1.1\r\nHost: localhost\r\nX-API-Key: wrong\r\nX-Forwarded-For: %s\r\n\r\n"
                    .formatted(TIERS, Addresses.fresh()))
            .status();
      }
    }
  }

  private static HttpRequest.BodyPublisher noBody() {
    return HttpRequest.BodyPublishers.noBody();
  }
}
