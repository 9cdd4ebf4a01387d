package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.allogate.Threads;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many products at once: every line is done once or refused once, whatever breaks in between. */
class ProductImportsIT extends ServerIT {
  private static final String PATH = "/v1/products/actions/import";
  private static final String EXPORT = "/v1/products/actions/export";
  private static final String IMPORTS = "/v1/product-imports";
  private static final int MANY = 100_000;
  private static final int SOME = 2_600;

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.ALL));

  private static String line(int number) {
    return "{\"name\":\"Product %d\",\"price\":%<d,\"item\":\"Thing\"}\n".formatted(number);
  }

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(ProductImportsIT::line)
        .collect(Collectors.joining());
  }

  private HttpResponse<String> sent(ApiClient client, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(PATH))
            .headers("X-API-Key", client.key(), "Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofByteArray(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> sent(String body, String... headers) {
    return sent(owner, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** The lines of an answer, the last of which is the sum. */
  private static List<JsonNode> results(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/x-ndjson");
    assertThat(answer.body()).endsWith("}\n");
    return answer.body().lines().map(ApiClient::json).toList();
  }

  private static List<Integer> numbers(List<JsonNode> results) {
    return results.subList(0, results.size() - 1).stream()
        .map(it -> it.path("line").asInt())
        .toList();
  }

  private static List<Integer> upTo(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  private static String pathOf(HttpResponse<String> answer) {
    String location = answer.headers().firstValue("Location").orElseThrow();
    return location.substring(location.indexOf("/v1/"));
  }

  private int products() {
    return Rows.ids("select id from product where workspace_id = ?", fixture.live).size();
  }

  private JsonNode onlyImport() {
    JsonNode data = owner.read(IMPORTS).path("data");
    assertThat(data).hasSize(1);
    return data.get(0);
  }

  /** Asks until an import has come so far. */
  private JsonNode until(String status, int lines) {
    Instant deadline = Instant.now().plusSeconds(60);
    JsonNode data = owner.read(IMPORTS).path("data");
    while (Instant.now().isBefore(deadline)) {
      JsonNode found = data.path(0);
      if (found.path("status").asText().equals(status) && found.path("lines").asInt() >= lines) {
        return found;
      }
      data = owner.read(IMPORTS).path("data");
    }
    throw new AssertionError("still " + data);
  }

  private void write(RawHttp http, String headers, String key) throws IOException {
    http.write(
        ("POST "
                + PATH
                + " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: "
                + owner.key()
                + "\r\nContent-Type: application/x-ndjson\r\nIdempotency-Key: "
                + key
                + "\r\n"
                + headers
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static void writeChunk(RawHttp http, String text) throws IOException {
    http.write(
        (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static void leasedUntil(String expression, UUID workspace) {
    Fixture.run(
        "update product_import set leased_until = " + expression + " where workspace_id = ?",
        workspace);
  }

  @Nested
  class Status200 {
    @Test
    void tellsWhatBecameOfEveryLine() throws IOException {
      UUID known = Rows.product(fixture.live);
      UUID foreign = Rows.product(fixture.sibling().live);
      String text =
          line(1)
              + "\n"
              + line(3).replace("{", "{\"id\":\"" + known + "\",")
              + line(4).replace("{", "{\"id\":\"" + foreign + "\",")
              + "{\"name\":\n"
              + "[]\n"
              + "{\"name\":\"\",\"price\":-1,\"permissions\":{\"sell\":1},\"id\":5}\n"
              + "\""
              + "x".repeat(65_535)
              + "\"\n"
              + " \t\r\n"
              + line(10).replace("{", "{\"name\":\"twice\",")
              + "{\"name\":\"\u00ff\"}\n"
              + line(12).strip();
      HttpResponse<String> answer =
          sent(owner, text.getBytes(StandardCharsets.ISO_8859_1), "X-Request-Id", "import-1");
      List<JsonNode> results = results(answer);
      assertThat(numbers(results)).containsExactly(1, 3, 4, 5, 6, 7, 8, 10, 11, 12);
      assertThat(results)
          .extracting(it -> it.path("status").asText() + " " + it.path("code").asText())
          .containsExactly(
              "created ",
              "updated ",
              "refused not_found",
              "refused malformed_request",
              "refused malformed_request",
              "refused validation_error",
              "refused payload_too_large",
              "refused validation_error",
              "refused malformed_request",
              "created ",
              "done ");
      assertThat(results.get(1).path("id").asText()).isEqualTo(known.toString());
      assertThat(results.get(2).path("id").asText()).isEqualTo(foreign.toString());
      assertThat(ApiClient.pointers(results.get(5)))
          .containsExactlyInAnyOrder("/name", "/price", "/item", "/permissions/sell", "/id");
      assertThat(ApiClient.pointers(results.get(7))).containsExactly("/name");
      JsonNode end = results.get(10);
      assertThat(pathOf(answer)).isEqualTo(IMPORTS + "/" + end.path("import").asText());
      assertThat(end.path("lines").asInt()).isEqualTo(12);
      assertThat(end.path("created").asInt()).isEqualTo(2);
      assertThat(end.path("updated").asInt()).isEqualTo(1);
      assertThat(end.path("refused").asInt()).isEqualTo(7);
      assertThat(products()).isEqualTo(3);
      assertThat(owner.read("/v1/products/" + known).path("price").asInt()).isEqualTo(3);
      JsonNode read = owner.read(pathOf(answer));
      assertThat(read.path("status").asText()).isEqualTo("done");
      assertThat(read.path("completedAt").isNull()).isFalse();
      assertThat(onlyImport()).isEqualTo(read);
    }

    @Test
    void takesNothingAtAll() {
      List<JsonNode> results = results(sent(""));
      assertThat(results).hasSize(1);
      assertThat(results.get(0).path("lines").asInt()).isZero();
    }

    @Test
    void takesAHundredThousandLines() {
      String body = lines(1, MANY);
      long began = System.nanoTime();
      List<JsonNode> results = results(sent(body));
      System.out.println(
          "ProductImportsIT: %d lines in %d ms"
              .formatted(MANY, (System.nanoTime() - began) / 1_000_000));
      assertThat(numbers(results)).isEqualTo(upTo(MANY));
      assertThat(results.get(MANY).path("created").asInt()).isEqualTo(MANY);
      List<UUID> made = Rows.active(fixture.live);
      assertThat(ApiClient.json(owner.get("/v1/products/" + made.get(0))).path("name").asText())
          .isEqualTo("Product 1");
      assertThat(results.subList(0, MANY))
          .extracting(it -> UUID.fromString(it.path("id").asText()))
          .isEqualTo(made);
      assertThat(owner.get(EXPORT).body().lines().count()).isEqualTo(MANY);
    }

    @Test
    void giveBackWhatAnExportShowed() throws IOException {
      ProductJson random = new ProductJson(new Random(11));
      StringBuilder body = new StringBuilder();
      List<ObjectNode> sent = new ArrayList<>();
      for (int i = 0; i < 1_200; i++) {
        sent.add(random.valid());
        body.append(sent.get(i)).append('\n');
      }
      assertThat(results(sent(body.toString())).get(1_200).path("created").asInt())
          .isEqualTo(1_200);
      List<ObjectNode> exported = exported(owner);
      assertThat(exported.get(0).propertyStream().map(it -> it.getKey()).toList().get(0))
          .isEqualTo("id");
      List<ObjectNode> withoutIds = withoutIds(exported);
      assertThat(withoutIds.get(0).propertyStream().map(it -> it.getKey()))
          .containsExactlyElementsOf(ProductJson.MEMBERS);
      assertThat(withoutIds).isEqualTo(sent);

      Fixture other = Fixture.create();
      ApiClient stranger = new ApiClient(other.key(Scopes.ALL));
      byte[] copy = text(withoutIds).getBytes(StandardCharsets.UTF_8);
      assertThat(results(sent(stranger, copy)).get(1_200).path("created").asInt()).isEqualTo(1_200);
      assertThat(withoutIds(exported(stranger))).isEqualTo(sent);

      // With ids, in any order, they describe the same products anew; another's are unknown.
      Collections.shuffle(exported, new Random(12));
      for (ObjectNode product : exported) {
        product.setAll(random.valid());
      }
      JsonNode end = results(sent(text(exported))).get(1_200);
      assertThat(end.path("updated").asInt()).isEqualTo(1_200);
      exported.sort((one, two) -> one.path("id").asText().compareTo(two.path("id").asText()));
      assertThat(exported(owner)).isEqualTo(exported);
      byte[] foreign = text(exported).getBytes(StandardCharsets.UTF_8);
      assertThat(results(sent(stranger, foreign)).get(1_200).path("refused").asInt())
          .isEqualTo(1_200);
      assertThat(withoutIds(exported(stranger))).isEqualTo(sent);
    }

    @Test
    void asksOnceForAllThatABatchNames() throws Exception {
      StringBuilder body = new StringBuilder();
      for (int i = 1; i <= 8; i++) {
        UUID product = Rows.product(fixture.live);
        Rows.profitShare(product, 0, product, 5);
        body.append(line(i).replace("{", "{\"id\":\"" + product + "\","));
      }
      List<String> selects;
      try (StatementLog log = StatementLog.open()) {
        assertThat(results(sent(body.toString())).get(8).path("updated").asInt()).isEqualTo(8);
        selects =
            log.selects().stream()
                .filter(it -> it.contains(" product ") || it.contains("profit_share"))
                .toList();
      }
      assertThat(selects).hasSize(1);
    }

    private List<ObjectNode> exported(ApiClient client) {
      HttpResponse<String> answer = client.get(EXPORT);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/x-ndjson");
      return answer
          .body()
          .lines()
          .map(it -> (ObjectNode) ApiClient.json(it))
          .collect(Collectors.toCollection(ArrayList::new));
    }

    private List<ObjectNode> withoutIds(List<ObjectNode> products) {
      List<ObjectNode> copies = new ArrayList<>();
      for (ObjectNode product : products) {
        ObjectNode copy = product.deepCopy();
        copy.remove("id");
        copies.add(copy);
      }
      return copies;
    }

    private String text(List<ObjectNode> products) {
      return products.stream().map(it -> it + "\n").collect(Collectors.joining());
    }

    @Test
    void isTheWorstThatAnyLineMeets() {
      ProductJson random = new ProductJson(new Random(13));
      String body =
          IntStream.range(0, 2_000)
              .mapToObj(i -> random.spoilt() + "\n")
              .collect(Collectors.joining());
      List<JsonNode> results = results(sent(body));
      assertThat(numbers(results)).isEqualTo(upTo(2_000));
      assertThat(products()).isEqualTo(results.get(2_000).path("created").asInt());
    }
  }

  @Nested
  class AnExport {
    @Test
    void showsEveryProductInOrderAndNoOther() {
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 1_001; i++) {
        expected.add(Rows.product(fixture.live, "active", i % 3 == 0).toString());
      }
      Rows.product(fixture.test);
      Rows.product(fixture.sibling().live);
      assertThat(owner.get(EXPORT).body().lines())
          .extracting(it -> ApiClient.json(it).path("id").asText())
          .isEqualTo(expected);
    }

    @Test
    void ofNothingIsEmpty() {
      HttpResponse<String> answer = owner.get(EXPORT);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
    }

    @Test
    void thatFailsInTheMiddleDoesNotEndWell() throws Exception {
      for (int i = 0; i < 501; i++) {
        Rows.product(fixture.live);
      }
      unreadable(Rows.active(fixture.live).get(500));
      String request = "GET " + EXPORT + " HTTP/1.1\r\nHost: a\r\nX-API-Key: " + owner.key();
      String frame = "whole";
      String body = "";
      try (RawHttp http = RawHttp.connect()) {
        http.write((request + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        body = http.read(true).body();
      } catch (IOException | NumberFormatException e) {
        frame = "broken";
      }
      if (frame.equals("whole")) {
        assertThat(body.lines().count()).isEqualTo(501);
        assertThat(body.endsWith("}\n{\"id\":")).isTrue();
      }
    }

    @Test
    void thatFailsAtItsBeginningIsAProblem() {
      unreadable(Rows.product(fixture.live));
      ApiClient.problem(owner.get(EXPORT), 500, "internal_error");
    }

    private void unreadable(UUID product) {
      Rows.profitShare(product, -1, product, 1);
    }
  }

  @Nested
  class Resumed {
    @Test
    void afterABrokenConnectionDoesTheRestAndNothingTwice() throws Exception {
      String body = lines(1, SOME);
      try (RawHttp http = RawHttp.connect()) {
        write(http, "Transfer-Encoding: chunked", "cut");
        writeChunk(http, body.substring(0, body.length() / 2));
        until("running", 1_000);
      }
      JsonNode broken = until("interrupted", 1_000);
      assertThat(broken.path("lines").asInt()).isEqualTo(products()).isLessThan(SOME);
      HttpResponse<String> answer = sent(body, "Idempotency-Key", "cut");
      wasDoneOnce(answer);
      assertThat(answer.headers().firstValue("Idempotent-Replayed")).isEmpty();

      HttpResponse<String> again = sent(body, "Idempotency-Key", "cut");
      assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
      assertThat(again.headers().firstValue("Location"))
          .isEqualTo(answer.headers().firstValue("Location"));
      assertThat(again.body()).isEqualTo(answer.body());
      wasDoneOnce(again);
    }

    @Test
    void afterABodyShorterThanAnnounced() throws Exception {
      String body = lines(1, SOME);
      try (RawHttp http = RawHttp.connect()) {
        write(http, "Content-Length: " + body.length(), "short");
        http.write(body.substring(0, body.length() - 5).getBytes(StandardCharsets.US_ASCII));
        http.endWriting();
        until("interrupted", 2_000);
      }
      assertThat(onlyImport().path("status").asText()).isEqualTo("interrupted");
      wasDoneOnce(sent(body, "Idempotency-Key", "short"));
    }

    @Test
    void afterTheServerWasKilled() throws Exception {
      String body = lines(1, SOME);
      try (RawHttp http = RawHttp.connect()) {
        write(http, "Transfer-Encoding: chunked", "killed");
        writeChunk(http, body.substring(0, body.length() / 2));
        until("running", 1_000);
      }
      until("interrupted", 1_000);
      leasedUntil("utc_timestamp(6) + interval 30 second", fixture.live);
      HttpResponse<String> early = sent(body, "Idempotency-Key", "killed");
      ApiClient.problem(early, 409, "idempotency_in_progress");
      assertThat(early.headers().firstValue("Retry-After")).isPresent();
      leasedUntil("utc_timestamp(6) - interval 1 second", fixture.live);
      wasDoneOnce(sent(body, "Idempotency-Key", "killed"));
    }

    @Test
    void whileItRunsIsRefusedAndTheFirstGoesOn() throws Exception {
      String body = lines(1, SOME);
      try (RawHttp http = RawHttp.connect()) {
        write(http, "Transfer-Encoding: chunked", "twice");
        writeChunk(http, body.substring(0, body.length() / 2));
        until("running", 1_000);
        ApiClient.problem(sent(body, "Idempotency-Key", "twice"), 409, "idempotency_in_progress");
        writeChunk(http, body.substring(body.length() / 2));
        http.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(http.read(true).status()).isEqualTo(200);
      }
      wasDoneOnce(sent(body, "Idempotency-Key", "twice"));
    }

    @Test
    void takesTheClaimFromWhoLostIt() throws Exception {
      String body = lines(1, SOME);
      try (RawHttp http = RawHttp.connect()) {
        write(http, "Transfer-Encoding: chunked", "slow");
        writeChunk(http, body.substring(0, body.length() / 2));
        until("running", 1_000);
        leasedUntil("utc_timestamp(6) - interval 1 second", fixture.live);
        wasDoneOnce(sent(body, "Idempotency-Key", "slow"));
        writeChunk(http, body.substring(body.length() / 2));
        http.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        RawHttp.Answer late = http.read(true);
        assertThat(late.status()).as(late.body()).isEqualTo(409);
      }
      wasDoneOnce(sent(body, "Idempotency-Key", "slow"));
    }

    @Test
    void byManyAtOnceIsDoneOnce() throws Exception {
      String body = lines(1, SOME);
      List<Integer> statuses =
          Threads.run(4, i -> () -> sent(body, "Idempotency-Key", "at-once").statusCode());
      assertThat(statuses).contains(200).containsAnyOf(200, 409).doesNotContain(500, 503);
      wasDoneOnce(sent(body, "Idempotency-Key", "at-once"));
    }

    private void wasDoneOnce(HttpResponse<String> answer) {
      List<JsonNode> results = results(answer);
      assertThat(numbers(results)).isEqualTo(upTo(SOME));
      assertThat(results.get(SOME).path("created").asInt()).isEqualTo(SOME);
      assertThat(results.subList(0, SOME))
          .extracting(it -> UUID.fromString(it.path("id").asText()))
          .isEqualTo(Rows.active(fixture.live));
      assertThat(onlyImport().path("lines").asInt()).isEqualTo(SOME);
    }
  }

  @Nested
  class Status404 {
    @ParameterizedTest
    @ValueSource(strings = {"x", "019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a37"})
    void hidesWhatIsNotThere(String id) {
      owner.refused(IMPORTS + "/" + id, 404, "not_found");
    }

    @Test
    void hidesOtherWorkspacesImports() {
      String path = pathOf(sent(line(1)));
      new ApiClient(Fixture.create().key(Scopes.ALL)).refused(path, 404, "not_found");
      new ApiClient(fixture.testKey(Scopes.ALL)).refused(path, 404, "not_found");
    }

    @Test
    void comesWithTheEndOfItsTime() {
      String path = pathOf(sent(line(1), "Idempotency-Key", "old"));
      Fixture.run(
          "update product_import set expires_at = utc_timestamp(6) where workspace_id = ?",
          fixture.live);
      Instant deadline = Instant.now().plusSeconds(60);
      while (owner.get(path).statusCode() != 404 && Instant.now().isBefore(deadline)) {
        // The timer comes every five seconds.
        continue;
      }
      owner.refused(path, 404, "not_found");
      assertThat(results(sent(line(2), "Idempotency-Key", "old"))).hasSize(2);
    }
  }

  @Nested
  class Status409 {
    @Test
    void refusesOtherLinesWithTheSameKey() {
      String body = lines(1, 600);
      results(sent(body, "Idempotency-Key", "k"));
      for (String other :
          List.of(
              body + line(601),
              body + "\n",
              lines(1, 599),
              lines(2, 601),
              "",
              body.replace("Product 600", "Product six"))) {
        ApiClient.problem(sent(other, "Idempotency-Key", "k"), 409, "idempotency_key_reused");
      }
      assertThat(products()).isEqualTo(600);
      results(sent(body, "Idempotency-Key", "other"));
      assertThat(products()).isEqualTo(1_200);
    }
  }

  @Nested
  class Status413 {
    @Test
    void comesAfterTheLastLineThatIsAllowed() {
      HttpResponse<String> answer = sent(line(1) + "\n".repeat(MANY));
      assertThat(ApiClient.problem(answer, 413, "payload_too_large").path("detail").asText())
          .contains("100000");
      JsonNode read = owner.read(pathOf(answer));
      assertThat(read.path("lines").asInt()).isEqualTo(MANY);
      assertThat(read.path("created").asInt()).isEqualTo(1);
      assertThat(read.path("status").asText()).isEqualTo("interrupted");
      results(sent("\n".repeat(MANY)));
    }

    @Test
    void isSaidBeforeSoMuchIsSent() throws Exception {
      RawHttp.Answer answer =
          RawHttp.answer(
              "POST "
                  + PATH
                  + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                  + "Content-Length: 536870913\r\n\r\n");
      ProblemCheck.of(answer, 413, "payload_too_large");
    }
  }

  @Nested
  class OtherStatuses {
    @ParameterizedTest
    @ValueSource(
        strings = {"application/json", "text/plain", "application/x-ndjson; charset=utf-16"})
    void refusesOtherMediaTypes(String mediaType) {
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(uri(PATH))
                  .headers("X-API-Key", owner.key(), "Content-Type", mediaType)
                  .POST(BodyPublishers.ofString(line(1))));
      ApiClient.problem(answer, 415, "unsupported_media_type");
    }

    @Test
    void refusesABodyWithoutMediaType() {
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(uri(PATH))
                  .header("X-API-Key", owner.key())
                  .POST(BodyPublishers.ofString(line(1))));
      ApiClient.problem(answer, 415, "unsupported_media_type");
    }

    @Test
    void refusesAKeyThatIsNone() {
      ApiClient.problem(
          sent(line(1), "Idempotency-Key", "x".repeat(256)), 422, "invalid_idempotency_key");
      ApiClient.problem(
          sent(line(1), "Idempotency-Key", "a", "Idempotency-Key", "b"),
          422,
          "invalid_idempotency_key");
    }

    @Test
    void writingDoesNotIncludeReading() {
      ApiClient writer = new ApiClient(fixture.key(Scopes.of(Scope.PRODUCTS_WRITE)));
      ApiClient reader = new ApiClient(fixture.key(Scopes.of(Scope.PRODUCTS_READ)));
      byte[] body = line(1).getBytes(StandardCharsets.US_ASCII);
      results(sent(writer, body));
      writer.refused(IMPORTS, 403, "insufficient_scope");
      writer.refused(EXPORT, 403, "insufficient_scope");
      ApiClient.problem(sent(reader, body), 403, "insufficient_scope");
    }

    @Test
    void takesNoOtherMethod() {
      owner.refused(PATH, 405, "method_not_allowed");
      ApiClient.problem(owner.post(EXPORT, "{}"), 405, "method_not_allowed");
    }
  }
}
