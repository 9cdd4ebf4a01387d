package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allogate.Api;
import org.allogate.access.RequiresScope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators see what happens, strangers nothing, and nobody who it happened to. */
class MetricsIT extends ServerIT {
  private static final Path DASHBOARD = Path.of("server-config/grafana/allogate.json");
  private static final Path ALERTS = Path.of("server-config/grafana/alerts.yml");

  private final Fixture tenant = Fixture.create();
  private final String key = tenant.key(Scopes.ALL);
  private final ApiClient client = new ApiClient(key);

  MetricsIT() {
    tenant.store(tenant.live, "A store");
  }

  private static double requests(String capability, String outcome) {
    return Metrics.now()
        .sum("allogate_requests_total", "app", "/", "capability", capability, "outcome", outcome);
  }

  private static void awaitRequests(String capability, String outcome, double count) {
    KeyMaker.eventually(
        count + " of " + capability + " " + outcome, () -> requests(capability, outcome) >= count);
  }

  @Nested
  class Strangers {
    @Test
    void areRefused() {
      assertThat(Metrics.get(Metrics.uri()).statusCode()).isEqualTo(401);
      assertThat(refusal("Authorization", "Bearer " + key)).isEqualTo(401);
      assertThat(refusal("X-API-Key", key)).isEqualTo(401);
      assertThat(refusal("Authorization", Metrics.basic(Metrics.USER, "wrong"))).isEqualTo(401);
      assertThat(refusal("Authorization", Metrics.basic(Metrics.USER, ""))).isEqualTo(401);
      assertThat(refusal("Authorization", Metrics.basic("", Metrics.PASSWORD))).isEqualTo(401);
    }

    private int refusal(String... headers) {
      HttpResponse<String> answer = Metrics.get(Metrics.uri(), headers);
      assertThat(answer.body()).doesNotContain("allogate_");
      return answer.statusCode();
    }

    @Test
    void areSentFromPlainHttpToTls() {
      HttpResponse<String> answer =
          get("/metrics", "Authorization", Metrics.basic(Metrics.USER, Metrics.PASSWORD));
      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("Location")).hasValue(Metrics.uri().toString());
      assertThat(answer.body()).doesNotContain("allogate_");
    }

    /** It comes with the metrics, and says nothing before it knows by TLS who asks. */
    @ParameterizedTest
    @ValueSource(strings = {"/ibm/api/", "/ibm/api/config", "/ibm/api/validation"})
    void areToldNothingByTheServersOwnApi(String path) {
      assertThat(get(path).statusCode()).isIn(302, 404);
      assertThat(Metrics.get(Metrics.uri().resolve(path)).statusCode()).isIn(401, 403, 404);
    }

    /** The operators' credentials are none of the API's, and its header stays its own. */
    @Test
    void areNotLetIntoTheApiByThem() {
      String basic = Metrics.basic(Metrics.USER, Metrics.PASSWORD);
      HttpResponse<String> answer =
          get("/v1/store", "Authorization", basic, "X-Forwarded-For", Addresses.fresh());
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(get("/v1/store", "Authorization", "Bearer " + key).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/ready", "/openapi"})
    void seeWhatIsOpenAsBefore(String path) {
      assertThat(get(path).statusCode()).isEqualTo(200);
    }
  }

  @Nested
  class Operators {
    @Test
    void seeRequestsByCapabilityAndOutcome() {
      double ok = requests("store.read", "ok");
      double missing = requests("store.read", "unauthorized");
      double unknown = requests("unknown", "not_found");
      for (int i = 0; i < 3; i++) {
        assertThat(client.get("/v1/store").statusCode()).isEqualTo(200);
      }
      get("/v1/store");
      get("/v1/nothing-there");
      awaitRequests("store.read", "ok", ok + 3);
      awaitRequests("store.read", "unauthorized", missing + 1);
      awaitRequests("unknown", "not_found", unknown + 1);
    }

    @Test
    void seeRefusalsOfLimits() {
      double limited = requests("store.read", "rate_limited");
      ApiClient narrow = new ApiClient(tenant.key(Scopes.ALL, "1;w=60"));
      assertThat(narrow.get("/v1/store").statusCode()).isEqualTo(200);
      assertThat(narrow.get("/v1/store").statusCode()).isEqualTo(429);
      awaitRequests("store.read", "rate_limited", limited + 1);
    }

    @Test
    void seeReplays() {
      double before = replays();
      String once = UUID.randomUUID().toString();
      for (int i = 0; i < 2; i++) {
        client.send(
            "POST", "/api/v2/vault/projects", "{\"name\":\"Once\"}", "Idempotency-Key", once);
      }
      KeyMaker.eventually("a replay", () -> replays() == before + 1);
    }

    private double replays() {
      return Metrics.now().sum("allogate_idempotency_repeats_total", "outcome", "replayed");
    }

    @Test
    void seeHowLongTheGuardTakesInBuckets() {
      client.get("/v1/store");
      KeyMaker.eventually(
          "times of the guard",
          () ->
              Metrics.now().sum("allogate_guard_microseconds_count", "decision", "passed") > 0
                  && Metrics.now().text().contains("allogate_guard_microseconds_bucket{"));
      assertThat(Metrics.now().text()).doesNotContain("allogate_guard_microseconds{");
    }

    @Test
    void seeTheDatabase() {
      KeyMaker.eventually(
          "a database that is up", () -> Metrics.now().sum("allogate_database_up") == 1);
      assertThat(Metrics.now().sum("allogate_schema_version")).isGreaterThanOrEqualTo(10);
      assertThat(Metrics.now().names()).contains("connectionpool_managedConnections");
    }
  }

  @Nested
  class Labels {
    @Test
    void haveValuesOfClosedListsOnly() {
      Set<String> capabilities =
          Api.RESOURCES.stream()
              .flatMap(type -> Stream.of(type.getMethods()))
              .filter(method -> method.isAnnotationPresent(RequiresScope.class))
              .map(method -> method.getAnnotation(RequiresScope.class).capability())
              .collect(Collectors.toCollection(TreeSet::new));
      capabilities.add("open");
      capabilities.add("unknown");
      get("/v1/" + UUID.randomUUID(), "User-Agent", "stranger");
      client.get("/v1/products/" + UUID.randomUUID());
      client.get("/v1/forward-auth?scopes=store:read&cost=3");
      assertThat(capabilities.containsAll(Metrics.now().values("capability"))).isTrue();
    }

    @Test
    void tellNothingOfRequestsAndOfWhomTheyCameFrom() throws IOException {
      String host = "stranger-" + UUID.randomUUID() + ".example";
      RawHttp.answer("GET /v1/store HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
      RawHttp.answer("GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
      client.get("/v1/store");
      String text = Metrics.now().text();
      assertThat(text).doesNotContain("stranger", tenant.tenant.toString(), key.substring(0, 20));
      assertThat(Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-").matcher(text).find()).isFalse();
      assertThat(Pattern.compile("allo_(live|test)|@|/v1/").matcher(text).find()).isFalse();
    }
  }

  /** What is drawn and what rings is there. */
  @Nested
  class Dashboards {
    @Test
    void nameMetricsThatThereAre() throws IOException {
      client.get("/v1/store");
      Set<String> drawn = Queries.metrics(Queries.ofDashboard(Files.readString(DASHBOARD)));
      Set<String> ringing = Queries.metrics(Queries.ofRules(Files.readString(ALERTS)));
      assertThat(drawn).hasSizeGreaterThan(15);
      assertThat(ringing).hasSizeGreaterThan(3);
      KeyMaker.eventually(
          "all of " + drawn + " and " + ringing + " but " + missing(drawn, ringing),
          () -> missing(drawn, ringing).isEmpty());
    }

    private Set<String> missing(Set<String> drawn, Set<String> ringing) {
      Set<String> missing = new TreeSet<>(drawn);
      missing.addAll(ringing);
      missing.removeAll(Metrics.now().names());
      missing.remove("up");
      return missing;
    }
  }
}
