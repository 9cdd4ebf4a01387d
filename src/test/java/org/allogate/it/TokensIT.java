package org.allogate.it;

import static org.allogate.it.TokenClient.claims;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.allogate.Threads;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A token is its key for a while: with its limits and its bounds, with no more scopes, until either
 * is over.
 */
class TokensIT extends ServerIT {
  private static final String ME = "/api/v2/me";
  private static final String TIERS = "/v1/loyalty/tiers";
  private static final String KEYS = KeyMaker.KEYS;

  private final Fixture fixture = Fixture.create();
  private final String key = fixture.key(Scopes.ALL);
  private final TokenClient client = new TokenClient(key);

  private static HttpResponse<String> use(String path, String token, String... more) {
    List<String> headers =
        new ArrayList<>(
            List.of("Authorization", "Bearer " + token, "X-Forwarded-For", Addresses.fresh()));
    headers.addAll(List.of(more));
    return get(path, headers.toArray(String[]::new));
  }

  private static void isRefused(String token) {
    HttpResponse<String> answer = use(TIERS, token);
    ProblemCheck.of(answer, 401, "invalid_token");
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("error=\"invalid_token\"");
  }

  private static void isTaken(String token) {
    assertThat(use(TIERS, token).statusCode()).isEqualTo(200);
  }

  @Nested
  class Status200 {
    @Test
    void isForBothSurfacesAndBothHeaders() {
      String token = client.token("");
      isTaken(token);
      assertThat(use(ME, token).statusCode()).isEqualTo(200);
      assertThat(new ApiClient(token).get(TIERS).statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhoOneIs() {
      String token = client.token("vault:read");
      JsonNode principal = KeyMaker.answered(use(ME, token), 200);
      JsonNode own = new ApiClient(key).read(ME);
      assertThat(principal.path("auth_method").textValue()).isEqualTo("access_token");
      assertThat(principal.path("scopes").toString()).isEqualTo("[\"vault:read\"]");
      assertThat(Instant.parse(principal.path("expires_at").textValue().replace("+00:00", "Z")))
          .isEqualTo(Instant.ofEpochSecond(claims(token).path("exp").longValue()));
      for (String same : List.of("user_id", "tenant_id", "api_key_id", "organization_id")) {
        assertThat(principal.path(same)).isEqualTo(own.path(same));
      }
    }

    @Test
    void isForAKeyOfTheTenantThatPicksAnOrganization() {
      String token = new TokenClient(fixture.tenantKey(Scopes.ALL)).token("store:read");
      HttpResponse<String> answer =
          use(TIERS, token, "X-Organization-Id", fixture.organization.toString());
      assertThat(answer.statusCode()).isEqualTo(200);
      ProblemCheck.of(
          use(TIERS, token, "X-Organization-Id", Fixture.create().organization.toString()),
          404,
          "not_found");
    }

    @Test
    void isForATestKeyInItsOwnWorkspace() {
      UUID live = fixture.product(fixture.live, "Live hat", 1);
      UUID test = fixture.product(fixture.test, "Test hat", 1);
      String token = new TokenClient(fixture.testKey(Scopes.ALL)).token("products:read");
      assertThat(ids(use("/v1/products", token))).containsExactly(test);
      String reading = new TokenClient(fixture.testKey(Scopes.of(Scope.PRODUCTS_READ))).token("");
      assertThat(ids(use("/v1/products", reading, "X-Environment", "live"))).containsExactly(live);
    }

    private List<UUID> ids(HttpResponse<String> answer) {
      return ApiClient.ids(KeyMaker.answered(answer, 200).path("data"));
    }
  }

  @Nested
  class Status401 {
    @Test
    void isForATokenOfARevokedKeyAtOnce() {
      KeyMaker keys = KeyMaker.of(fixture);
      JsonNode made = keys.made("");
      String token = new TokenClient(made.path("key").textValue()).token("");
      isTaken(token);
      keys.revoked(made);
      isRefused(token);
    }

    @Test
    void isForATokenThatIsOver() {
      try (ServerClock clock = new ServerClock()) {
        String token = client.token("");
        clock.advance(Duration.ofMinutes(14));
        isTaken(token);
        clock.advance(Duration.ofMinutes(2));
        isRefused(token);
        assertThat(client.introspected(token).toString()).isEqualTo("{\"active\":false}");
      }
    }

    @Test
    void isForATokenOfTheFuture() {
      String token;
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofMinutes(2));
        token = client.token("");
        isTaken(token);
      }
      isRefused(token);
    }

    @Test
    void isForATokenWhoseKeyHasExpired() {
      KeyMaker keys = KeyMaker.of(fixture);
      JsonNode made = keys.made("'expiresAt':'" + Instant.now().plus(Duration.ofHours(1)) + "'");
      String text = made.path("key").textValue();
      try (ServerClock clock = new ServerClock()) {
        String token = new TokenClient(text).token("");
        isTaken(token);
        keys.patched(made, "'expiresAt':'" + clock.instant().plusSeconds(120) + "'");
        clock.advance(Duration.ofMinutes(3));
        assertThat(claims(token).path("exp").longValue())
            .isGreaterThan(clock.instant().getEpochSecond());
        isRefused(token);
      }
    }

    @Test
    void isForATokenOfADisabledTenantOrUser() {
      String token = client.token("");
      isTaken(token);
      Fixture.run("update api_user set active = false where tenant_id = ?", fixture.tenant);
      KeyMaker.eventually("the account is inactive", () -> use(TIERS, token).statusCode() == 401);
      ProblemCheck.of(use(TIERS, token), 401, "user_inactive");
      Fixture.run("update tenant set active = false where id = ?", fixture.tenant);
      KeyMaker.eventually(
          "the tenant is disabled", () -> use(TIERS, token).body().contains("tenant_disabled"));
      assertThat(client.post(TokenClient.TOKEN, TokenClient.GRANT).statusCode()).isEqualTo(401);
    }

    @Test
    void isForATokenAsALeakedKey() {
      String body = "{\"key\":\"" + client.token("store:read") + "\"}";
      HttpResponse<String> answer = new ApiClient("x").post(KEYS + "/actions/revoke-leaked", body);
      ProblemCheck.of(answer, 401, "invalid_api_key");
      assertThat(client.asked("").statusCode()).isEqualTo(200);
    }
  }

  @Nested
  class Status403 {
    @Test
    void isForWhatTheTokenWasNotGiven() {
      String token = client.token("store:read");
      isTaken(token);
      JsonNode problem = ProblemCheck.of(use("/v1/products", token), 403, "insufficient_scope");
      assertThat(problem.path("missing_scopes").toString()).isEqualTo("[\"products:read\"]");
    }

    @Test
    void isForWhatTheKeyHasLost() {
      KeyMaker keys = KeyMaker.of(fixture);
      JsonNode made = keys.made("'scopes':['store:read','products:read']");
      String token = new TokenClient(made.path("key").textValue()).token("");
      assertThat(use("/v1/products", token).statusCode()).isEqualTo(200);
      keys.patched(made, "'scopes':['store:read','products:write']");
      ProblemCheck.of(use("/v1/products", token), 403, "insufficient_scope");
      isTaken(token);
      String body = "{\"name\":\"Hat\"}";
      ProblemCheck.of(new ApiClient(token).post("/v1/products", body), 403, "insufficient_scope");
    }

    @Test
    void isForAddressesThatTheKeyDoesNotAllow() {
      JsonNode made = KeyMaker.of(fixture).made("'allowedAddresses':['192.0.2.8']");
      TokenClient bound = new TokenClient(made.path("key").textValue());
      HttpResponse<String> got =
          TokenClient.form(
              TokenClient.TOKEN,
              TokenClient.GRANT,
              "Authorization",
              bound.basic(),
              "X-Forwarded-For",
              "192.0.2.8");
      String token = KeyMaker.answered(got, 200).path("access_token").textValue();
      ProblemCheck.of(use(TIERS, token), 403, "address_not_allowed");
    }

    @Test
    void isForTheLiveWorkspaceWhateverATokenOfATestKeyLacks() {
      String token = new TokenClient(fixture.testKey(Scopes.ALL)).token("products:read");
      ProblemCheck.of(
          use("/v1/products", token, "X-Environment", "live"), 403, "permission_denied");
    }

    @Test
    void isForGivingOrGettingMoreThanTheToken() {
      ApiClient narrow = new ApiClient(client.token("keys:write keys:read store:read"));
      String body = "{\"name\":\"From a token\",\"scopes\":[\"%s\"]}";
      ProblemCheck.of(narrow.post(KEYS, body.formatted("vault:read")), 403, "insufficient_scope");
      KeyMaker.answered(narrow.post(KEYS, body.formatted("store:read")), 201);
      String own = KEYS + "/" + Fixture.idOf(key);
      ProblemCheck.of(narrow.post(own + "/actions/rotate", "{}"), 403, "insufficient_scope");
      ProblemCheck.of(narrow.patch(own, "{\"name\":\"Another\"}"), 403, "insufficient_scope");
      ProblemCheck.of(
          narrow.post(
              KEYS + "/actions/reissue", "{\"organizationId\":\"" + fixture.organization + "\"}"),
          403,
          "insufficient_scope");
    }
  }

  @Nested
  class Status429 {
    @Test
    void isForTheKeyAndItsTokensTogether() {
      TokenClient limited = new TokenClient(fixture.key(Scopes.ALL, "6;w=60"));
      String one = limited.token("");
      String other = limited.token("");
      isTaken(one);
      isTaken(other);
      assertThat(new ApiClient(limited.key()).get(TIERS).statusCode()).isEqualTo(200);
      HttpResponse<String> last = use(TIERS, one);
      assertThat(last.headers().firstValue("RateLimit-Remaining")).hasValue("0");
      ProblemCheck.of(use(TIERS, other), 429, "rate_limited");
      ProblemCheck.of(new ApiClient(limited.key()).get(TIERS), 429, "rate_limited");
    }

    @ParameterizedTest
    @ValueSource(strings = {"signature", "none", "kid"})
    void isForTooManyTokensThatAreNone(String fault) {
      String token = spoilt(client.token(""), fault);
      String address = Addresses.fresh();
      for (int i = 0; i < 10; i++) {
        ProblemCheck.of(from(address, token), 401, "invalid_token");
      }
      ProblemCheck.of(from(address, token), 429, "rate_limited");
      assertThat(from(address, client.token("")).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> from(String address, String token) {
      return get(TIERS, "Authorization", "Bearer " + token, "X-Forwarded-For", address);
    }

    private String spoilt(String token, String fault) {
      String[] parts = token.split("\\.");
      return switch (fault) {
        case "signature" -> parts[0] + "." + parts[1] + "." + parts[2].replaceAll("[A-M]", "N");
        case "none" -> header("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + parts[1] + ".";
        default ->
            header("{\"kid\":\"" + Fixture.id() + "\",\"typ\":\"at+jwt\",\"alg\":\"ES256\"}")
                + "."
                + parts[1]
                + "."
                + parts[2];
      };
    }

    private String header(String json) {
      return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes());
    }
  }

  @Nested
  class Idempotency {
    @Test
    void knowsEveryTokenForItself() {
      String body = "{\"name\":\"Hats\"}";
      String one = client.token("");
      HttpResponse<String> first = post(one, body);
      HttpResponse<String> again = post(one, body);
      assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
      assertThat(again.body()).isEqualTo(first.body());
      ProblemCheck.of(post(client.token(""), body), 409, "duplicate_name");
    }

    private HttpResponse<String> post(String token, String body) {
      return new ApiClient(token).send("POST", "/v1/categories", body, "Idempotency-Key", "one");
    }
  }

  @Nested
  class SigningKeys {
    @Test
    void takeTurns() {
      try (ServerClock clock = new ServerClock()) {
        beginAnew(clock);
        String first = TokenClient.kid(client.token(""));
        Instant end = end(first, "signs_until");
        clock.advance(Duration.between(clock.instant(), end).minusMinutes(5));
        KeyMaker.eventually("a successor is published", () -> kids().size() > 1);
        String last = client.token("");
        assertThat(TokenClient.kid(last)).isEqualTo(first);
        clock.advance(Duration.ofMinutes(6));
        String next = client.token("");
        assertThat(TokenClient.kid(next)).isNotEqualTo(first);
        assertThat(kids()).contains(first, TokenClient.kid(next));
        isTaken(last);
        isTaken(next);
        clock.advance(Duration.ofMinutes(15));
        isRefused(last);
        KeyMaker.eventually("the first is gone", () -> !kids().contains(first));
        KeyMaker.eventually("with its row", () -> rows().stream().noneMatch(first::equals));
        assertThat(client.token("")).isNotEmpty();
      }
    }

    @Test
    void areMadeOnceHoweverManyAsk() throws Exception {
      try (ServerClock clock = new ServerClock()) {
        beginAnew(clock);
        List<String> tokens = Threads.run(8, thread -> () -> client.token(""));
        assertThat(tokens.stream().map(TokenClient::kid).distinct()).hasSize(1);
        assertThat(rows()).containsExactly(TokenClient.kid(tokens.get(0)));
        tokens.forEach(TokensIT::isTaken);
      }
    }

    @Test
    void areSealedInTheDatabase() {
      client.token("");
      // The object identifier that every private or public EC key in the clear begins with.
      byte[] curve = HexFormat.of().parseHex("06072a8648ce3d0201");
      assertThat(count("select count(*) from signing_key where locate(?, public_key) > 0", curve))
          .isEqualTo(rows().size());
      assertThat(count("select count(*) from signing_key where locate(?, sealed) > 0", curve))
          .isZero();
    }

    // Other tests move the clock, too, and leave keys of other times; what was read is believed for
    // a minute.
    private void beginAnew(ServerClock clock) {
      Fixture.run("delete from signing_key");
      clock.advance(Duration.ofMinutes(2));
    }

    private List<String> kids() {
      List<String> kids = new ArrayList<>();
      KeyMaker.answered(get("/oauth2/jwks"), 200)
          .path("keys")
          .forEach(it -> kids.add(it.path("kid").textValue()));
      return kids;
    }

    private List<String> rows() {
      try (Connection connection = database();
          PreparedStatement statement =
              connection.prepareStatement("select lower(hex(id)) from signing_key");
          ResultSet rows = statement.executeQuery()) {
        List<String> ids = new ArrayList<>();
        while (rows.next()) {
          ids.add(
              rows.getString(1).replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
        }
        return ids;
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    private Instant end(String kid, String column) {
      try (Connection connection = database();
          PreparedStatement statement =
              connection.prepareStatement("select " + column + " from signing_key where id = ?")) {
        statement.setBytes(1, Fixture.bytes(UUID.fromString(kid)));
        ResultSet row = statement.executeQuery();
        row.next();
        return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    private int count(String sql, byte[] value) {
      try (Connection connection = database();
          PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setBytes(1, value);
        ResultSet row = statement.executeQuery();
        row.next();
        return row.getInt(1);
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }
  }
}
