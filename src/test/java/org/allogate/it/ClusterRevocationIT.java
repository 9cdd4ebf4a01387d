package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.allogate.it.Withdrawal.Right;
import org.allogate.it.Withdrawal.Seen;
import org.allogate.people.Role;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * What is taken away at one node is over at the others within the time that is promised: a second
 * with Redis, five without. How long it took is written to target/cluster-revocation.md.
 */
class ClusterRevocationIT {
  private static final int KEYS = Integer.getInteger("it.revocations", 50);
  private static final int AT_ONCE = 10;
  private static final int KEYS_WITHOUT_REDIS = 8;
  private static final Duration WITH_REDIS = Duration.ofSeconds(1);
  private static final Duration WITHOUT_REDIS = Duration.ofSeconds(5);
  private static final String KEY = "a key is revoked";

  private static final List<String> LINES =
      new ArrayList<>(
          List.of(
              "| what | Redis | times, by node | first refusal, ms after the answer: least, median,"
                  + " 99 %, most | last request that passed, sent: median, 99 %, most |",
              "| --- | --- | ---: | ---: | ---: |"));

  private final Cluster cluster = Cluster.whole();
  private final ClusterNode a = cluster.node(0);
  private final ClusterNode b = cluster.node(1);
  private final ClusterNode c = cluster.node(2);

  @AfterAll
  static void write() throws IOException {
    LINES.forEach(System.out::println);
    Files.write(
        Path.of(System.getProperty("allogate.target")).resolve("cluster-revocation.md"), LINES);
  }

  @Test
  void endsKeysWithinASecond() throws Exception {
    Withdrawal withdrawal = new Withdrawal(a, List.of(b, c), WITH_REDIS);
    List<Seen> seen = new ArrayList<>();
    for (int left = KEYS; left > 0; left -= AT_ONCE) {
      seen.addAll(withdrawal.of(keys(Math.min(left, AT_ONCE))));
    }
    report("up", seen);
  }

  @Test
  void endsWhateverLetsInWithinASecond() throws Exception {
    report("up", new Withdrawal(a, List.of(b, c), WITH_REDIS).of(others()));
  }

  @Test
  void endsAllOfItWithinFiveSecondsWithoutRedis() throws Exception {
    cluster.killRedis();
    try {
      Withdrawal withdrawal = new Withdrawal(a, List.of(b, c), WITHOUT_REDIS);
      report("down", withdrawal.of(keys(KEYS_WITHOUT_REDIS)));
      // The other node refuses all for want of counters: it shows whom it believes, but not what
      // they may do.
      report("down", new Withdrawal(a, List.of(b), WITHOUT_REDIS).of(others()));
    } finally {
      cluster.startRedis();
    }
    cluster.requireRecovery();
  }

  private static List<Right> keys(int count) {
    return IntStream.range(0, count).mapToObj(i -> key()).toList();
  }

  private static Right key() {
    Fixture fixture = Fixture.create();
    String key = fixture.key(Scopes.ALL);
    return new Right(
        KEY, Cluster.reading(key), change(fixture, key, "POST", "/actions/revoke", "{}"));
  }

  private static Call change(Fixture of, String key, String method, String deed, String body) {
    return Call.by(
        of.tenantKey(Scopes.ALL), method, KeyMaker.KEYS + "/" + Fixture.idOf(key) + deed, body);
  }

  private List<Right> others() {
    return List.of(scope(), organization(), tenant(), token(), session());
  }

  private static Right scope() {
    Fixture fixture = Fixture.create();
    String key = fixture.key(Scopes.ALL);
    return new Right(
        "a key loses a scope",
        Call.by(key, "GET", "/v1/categories?limit=1", ""),
        change(fixture, key, "PATCH", "", "{\"scopes\":[\"store:read\"]}"));
  }

  private static Right organization() {
    Fixture fixture = Fixture.create();
    return new Right(
        "an organization is disabled",
        Cluster.reading(fixture.key(Scopes.ALL)),
        Call.by(
            fixture.tenantMember(Role.OWNER),
            "PATCH",
            "/v1/organizations/" + fixture.organization,
            "{\"active\":false}"));
  }

  private static Right tenant() {
    Fixture fixture = Fixture.create();
    return new Right(
        "a tenant is disabled",
        Cluster.reading(fixture.key(Scopes.ALL)),
        Call.by(fixture.tenantMember(Role.OWNER), "PATCH", "/v1/tenant", "{\"active\":false}"));
  }

  private Right token() {
    TokenClient client = new TokenClient(Fixture.create().key(Scopes.ALL));
    String token =
        ApiClient.json(a.succeed(form(client, TokenClient.TOKEN, TokenClient.GRANT)))
            .path("access_token")
            .textValue();
    return new Right(
        "an access token is revoked",
        Call.get("/v1/loyalty/tiers", "Authorization", "Bearer " + token),
        form(client, TokenClient.REVOKE, "token=" + token));
  }

  private static Call form(TokenClient client, String path, String body) {
    return Call.of(
        "POST",
        path,
        body,
        "Authorization",
        client.basic(),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  private static Right session() {
    MemberClient member = Fixture.create().tenantMember(Role.ADMIN);
    return new Right(
        "a member signs out everywhere",
        Call.by(member, "GET", "/v1/session", ""),
        Call.by(member, "POST", "/v1/session/actions/sign-out-everywhere", ""));
  }

  private static void report(String redis, List<Seen> all) {
    assertThat(all).isNotEmpty();
    all.stream()
        .collect(Collectors.groupingBy(Seen::right))
        .forEach(
            (right, seen) ->
                LINES.add(
                    "| %s | %s | %d | %s | %s |"
                        .formatted(
                            right,
                            redis,
                            seen.size(),
                            figures(seen, Seen::refused, 0, 50, 99, 100),
                            figures(seen, Seen::passed, 50, 99, 100))));
  }

  private static String figures(List<Seen> seen, ToDoubleFunction<Seen> of, int... percents) {
    List<Double> sorted =
        seen.stream().map(of::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
    return IntStream.of(percents)
        .mapToObj(percent -> "%.0f".formatted(sorted.get(percent * (sorted.size() - 1) / 100)))
        .collect(Collectors.joining(", "));
  }
}
