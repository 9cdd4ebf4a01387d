package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** No key and no secret ever reaches a file of the server, however they are used and misused. */
class LogIT extends ServerIT {
  private final Fixture tenant = Fixture.create();

  @Nested
  class Secrets {
    @Test
    void standInNoLog() throws Exception {
      String key = tenant.key(Scopes.ALL);
      String narrow = tenant.key(Scopes.of(Scope.VAULT_READ));
      String revoked = tenant.key(Scopes.ALL);
      Fixture.run(
          "update api_key set status = 'revoked', revoked_at = utc_timestamp(6) where id = ?",
          Fixture.idOf(revoked));
      use(key);
      use(narrow);
      use(revoked);
      misplace(key);
      String last = "log-it-" + UUID.randomUUID();
      get("/v1/store", "X-Request-Id", last);
      assertThat(lines(last)).hasSize(1);

      List<String> secrets =
          Stream.concat(
                  Stream.of(key, narrow, revoked).flatMap(it -> Stream.of(it.split("\\."))),
                  Stream.of(SECRETS.split("[:,]")).filter(part -> part.length() > 3))
              .toList();
      assertThat(secrets).hasSize(8);
      for (Path file : files()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(secrets).as(file.toString()).noneMatch(text::contains);
      }
    }

    /** Every way of ending a request that has a log line of its own. */
    private void use(String key) throws IOException {
      String header = "X-API-Key: " + key + "\r\n";
      for (String target :
          List.of("/v1/store", "/v1/loyalty/tiers", "/api/v2/me", "/v1/products?limit=%zz")) {
        RawHttp.get(target, header + from());
      }
      RawHttp.get("/v1/products?cursor=x", "Authorization: Bearer " + key + "\r\n" + from());
      RawHttp.get("/v1/products", header + "Accept: ;;;/\r\n" + from());
      RawHttp.answer(
          "PUT /v1/store HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + header
              + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n");
    }

    /** What people do to a key. */
    private void misplace(String key) throws IOException {
      RawHttp.get("/v1/store?api_key=" + key, from());
      RawHttp.get("/" + key, from());
      RawHttp.get("/v1/products/" + key + "%zz", from());
      RawHttp.get("/v1/products%2f" + key, from());
      RawHttp.get("/v1/products/" + key + "#", from());
      RawHttp.get("/v1/nothing?key=|" + key, from());
      RawHttp.get("/v1/products?%zz=" + key, "X-API-Key: " + key + "\r\n" + from());
      RawHttp.get("/v1/products?search=" + key + "%zz", "X-API-Key: " + key + "\r\n" + from());
      RawHttp.get("/v1/products?cursor=" + key, "X-API-Key: " + key + "\r\n" + from());
      RawHttp.get("/v1/store", "Accept: " + key + ";q=" + key + "\r\n" + from());
      RawHttp.get("/v1/store", "Cookie: key=" + key + "\r\n" + from());
      RawHttp.get("/v1/store", "X-Request-Id: " + key + " \u00ff\r\n" + from());
      RawHttp.get("/v1/store", "X-Request-Id: " + key + "\r\n" + from());
      RawHttp.get("/v1/store", "X-Forwarded-For: " + key + "\r\nX-API-Key: wrong\r\n");
      RawHttp.get("/v1/store", "X-API-Key: " + key + "," + key + "\r\n" + from());
      RawHttp.get("/v1/store", "X-API-Key: " + key + "A\r\n" + from());
      RawHttp.answer(key + " / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      RawHttp.answer("GET / " + key + "\r\nHost: localhost\r\n\r\n");
      send(
          HttpRequest.newBuilder(uri("/v1/store"))
              .headers("X-API-Key", key, "Content-Type", "application/json")
              .PUT(BodyPublishers.ofString("{\"name\": \"" + key + "\", \"x\": " + key)));
    }

    private String from() {
      return "X-Forwarded-For: " + Addresses.fresh() + "\r\n";
    }
  }

  @Nested
  class Values {
    @Test
    void thatAreTakenStandInNoLog() throws Exception {
      // Short, because the database shortens what it says.
      String code = "C" + UUID.randomUUID().toString().substring(24);
      ApiClient owner = new ApiClient(tenant.key(Scopes.ALL));
      String coupon =
          "{\"code\":\"%s\",\"ownerUuid\":\"%s\",\"ownerUsername\":\"a.b\",\"discount\":1}"
              .formatted(code, Fixture.id());
      assertThat(owner.post("/v1/coupons", coupon).statusCode()).isEqualTo(201);
      ApiClient.problem(owner.post("/v1/coupons", coupon), 409, "duplicate_name");
      String last = "log-it-" + UUID.randomUUID();
      get("/v1/store", "X-Request-Id", last);
      assertThat(lines(last)).hasSize(1);
      for (Path file : files()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(code);
      }
    }
  }

  @Nested
  class AccessLog {
    @Test
    void hasALineForEveryRequestWithItsIdAndItsKeysId() throws Exception {
      String key = tenant.key(Scopes.ALL);
      String address = Addresses.fresh();
      String id = "log-it-" + UUID.randomUUID();
      get("/v1/loyalty/tiers", "X-API-Key", key, "X-Request-Id", id, "X-Forwarded-For", address);
      assertThat(lines(id))
          .singleElement()
          .satisfies(
              line -> {
                var entry = ProblemCheck.json(line);
                assertThat(entry.path("address").textValue()).isEqualTo(address);
                assertThat(entry.path("status").intValue()).isEqualTo(200);
                assertThat(entry.path("capability").textValue()).isEqualTo("loyalty.list_tiers");
                assertThat(entry.path("key").textValue()).isEqualTo("" + Fixture.idOf(key));
              });
    }

    @Test
    void namesTheCodeOfARefusal() throws Exception {
      String id = "log-it-" + UUID.randomUUID();
      get("/v1/store", "X-Request-Id", id);
      assertThat(lines(id)).singleElement().asString().contains("\"code\":\"missing_api_key\"");
    }
  }

  // Lines are written out once a second.
  static List<String> lines(String id) throws IOException {
    return lines("access.0.log", id);
  }

  static List<String> lines(String file, String id) throws IOException {
    Path log = ItSession.logs().resolve(file);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    List<String> lines = List.of();
    while (lines.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      try (Stream<String> all = Files.lines(log)) {
        lines = all.filter(line -> line.contains(id)).toList();
      }
    }
    return lines;
  }

  static List<Path> files() {
    try (Stream<Path> files = Files.walk(ItSession.logs())) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
