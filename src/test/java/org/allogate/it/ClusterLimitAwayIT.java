package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients are told while nobody counts what nodes share: no figures that nobody knows. */
class ClusterLimitAwayIT {
  private static final String POLICY = "40;w=3600, 20;w=60";
  private static final String ME = "/api/v2/me";
  private static final int RATE_LIMITED = 429;

  private final Cluster cluster = Cluster.whole();
  private final Fixture tenant = Fixture.create();
  private final String key = tenant.key(Scopes.ALL, POLICY);

  @BeforeEach
  void kill() {
    cluster.killRedis();
  }

  @AfterEach
  void start() {
    cluster.startRedis();
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static void isRefusedWithoutFigures(HttpResponse<String> answer) {
    JsonNode problem = ProblemCheck.of(answer, RATE_LIMITED, "rate_limited");
    assertThat(problem.path("retry_after_seconds").asInt()).isEqualTo(60);
    assertThat(header(answer, "Retry-After")).isEqualTo("60");
    hasNoFigures(answer);
  }

  private static void hasNoFigures(HttpResponse<String> answer) {
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.matches("(?i)(x-)?ratelimit-(limit|remaining|reset|cost)"));
  }

  private Call verification(int cost) {
    String body = "{\"key\":\"" + key + "\",\"cost\":" + cost + "}";
    return Call.by(key, "POST", KeyMaker.KEYS + "/actions/verify", body);
  }

  private Call token() {
    String id = Fixture.idOf(key).toString();
    String basic =
        Base64.getEncoder().encodeToString((id + ":" + key).getBytes(StandardCharsets.UTF_8));
    return Call.of(
        "POST",
        "/oauth2/token",
        "grant_type=client_credentials",
        "Authorization",
        "Basic " + basic,
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  @Test
  void refusesByDefaultAndStaysReady() {
    ClusterNode node = cluster.refusing();
    HttpResponse<String> store = node.answer(Cluster.reading(key));
    isRefusedWithoutFigures(store);
    assertThat(header(store, "RateLimit-Policy")).isEqualTo(POLICY);
    isRefusedWithoutFigures(node.answer(Call.get(ME, "Authorization", "Bearer " + key)));
    isRefusedWithoutFigures(node.answer(verification(1)));
    isRefusedWithoutFigures(node.answer(Call.get("/v1/forward-auth", "X-API-Key", key)));
    HttpResponse<String> token = node.answer(token());
    assertThat(token.statusCode()).isEqualTo(RATE_LIMITED);
    assertThat(header(token, "RateLimit-Policy")).isEqualTo(POLICY);
    assertThat(header(token, "Retry-After")).isEqualTo("60");
    hasNoFigures(token);
    assertThat(node.answer(Call.get("/health/ready")).statusCode()).isEqualTo(200);
  }

  @Test
  void whoProvesNothingIsCountedAllTheSame() {
    ClusterNode node = cluster.refusing();
    Call guess =
        Call.get("/v1/store", "X-API-Key", "guessed", "X-Forwarded-For", Addresses.fresh());
    for (int attempt = 1; attempt <= 10; attempt++) {
      ProblemCheck.of(node.answer(guess), 401, "invalid_api_key");
    }
    ProblemCheck.of(node.answer(guess), RATE_LIMITED, "rate_limited");
  }

  @Test
  void admitsOrCountsByItselfWhereItIsToldTo() {
    ClusterNode admitting = cluster.beside(Map.of("allogate.rate-limit.when-away", "admit"));
    try {
      HttpResponse<String> store = admitting.succeed(Cluster.reading(key));
      hasNoFigures(store);
      assertThat(header(store, "RateLimit-Policy")).isEqualTo(POLICY);
      assertThat(header(store, "Retry-After")).isEmpty();
      hasNoFigures(admitting.succeed(Call.get(ME, "Authorization", "Bearer " + key)));
      JsonNode verified = ProblemCheck.json(admitting.succeed(verification(1)).body());
      assertThat(verified.path("valid").asBoolean()).isTrue();
      assertThat(verified.path("rateLimit").isNull()).isTrue();
      hasNoFigures(admitting.succeed(token()));
    } finally {
      admitting.stop();
    }
    ClusterNode local = cluster.node(0);
    assertThat(header(local.succeed(Cluster.reading(key)), "RateLimit-Remaining")).isEqualTo("19");
  }
}
