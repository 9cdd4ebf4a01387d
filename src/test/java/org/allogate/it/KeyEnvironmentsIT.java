package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A test key that only reads may read what is live; nothing else crosses over. */
class KeyEnvironmentsIT extends ServerIT {
  private static final Scopes READING = Scopes.of(Scope.STORE_READ, Scope.PRODUCTS_READ);

  private final Fixture fixture = Fixture.create();
  private UUID live;
  private UUID test;

  @BeforeEach
  void oneProductInEach() {
    live = fixture.product(fixture.live, "Live hat", 250);
    test = fixture.product(fixture.test, "Test hat", 250);
  }

  private static HttpResponse<String> products(String key, String environment, String... more) {
    String[] headers = new String[4 + more.length];
    System.arraycopy(more, 0, headers, 4, more.length);
    headers[0] = "X-API-Key";
    headers[1] = key;
    headers[2] = "X-Environment";
    headers[3] = environment;
    return get("/v1/products", headers);
  }

  private static void shows(HttpResponse<String> answer, UUID product) {
    assertThat(ApiClient.ids(KeyMaker.answered(answer, 200).path("data"))).containsExactly(product);
  }

  @Nested
  class Status200 {
    @Test
    void readsLiveRowsWithATestKeyThatOnlyReads() {
      String key = fixture.testKey(READING);
      shows(products(key, "live"), live);
      shows(get("/v1/products", "X-API-Key", key), test);
      shows(products(key, "test"), test);
      shows(products(fixture.testKey(Scopes.READING), "live"), live);
    }

    @Test
    void staysInTheSameEnvironment() {
      shows(products(fixture.key(Scopes.ALL), "live"), live);
      shows(products(fixture.testKey(Scopes.ALL), "test"), test);
    }

    @Test
    void isForKeysOfTheTenantToo() {
      String key = fixture.key(Fixture.id(), Environment.TEST, null, READING, "1000000;w=60", null);
      String[] organization = {"X-Organization-Id", "" + fixture.organization};
      shows(products(key, "live", organization), live);
      shows(products(key, "test", organization), test);
    }
  }

  @Nested
  class Status400 {
    @ParameterizedTest
    @ValueSource(strings = {"LIVE", "production", "live,test", "null"})
    void knowsLiveAndTestAlone(String environment) {
      var problem =
          ProblemCheck.of(products(fixture.testKey(READING), environment), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly("X-Environment");
    }
  }

  @Nested
  class Status403 {
    @Test
    void keepsATestKeyThatWritesFromLive() {
      for (Scope scope : Scope.values()) {
        if (!scope.isRead()) {
          String key = fixture.testKey(READING.and(Scopes.of(scope)));
          ProblemCheck.of(products(key, "live"), 403, "permission_denied");
        }
      }
    }

    @Test
    void keepsLiveKeysFromTest() {
      ProblemCheck.of(products(fixture.key(READING), "test"), 403, "permission_denied");
      ProblemCheck.of(products(fixture.key(Scopes.ALL), "test"), 403, "permission_denied");
    }

    @Test
    void endsWithTheScopeThatWrites() {
      KeyMaker keys = KeyMaker.of(fixture);
      var made = keys.made("'environment':'test','scopes':['products:read','products:write']");
      String key = made.path("key").textValue();
      ProblemCheck.of(products(key, "live"), 403, "permission_denied");
      keys.patched(made, "'scopes':['products:read']");
      shows(products(key, "live"), live);
    }
  }
}
