package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the contract is sent requests made from its own description and then spoilt:
 * values of other types and sizes, members that are not its own, paths, queries and headers with a
 * twist. No answer is a failure, every refusal is a problem document, and none tells of the inside.
 * The seed is fixed: a failure comes back.
 */
class ContractFuzzIT extends ServerIT {
  private static final long SEED = 20_261_122;
  private static final int PER_OPERATION = 100;
  private static final int THREADS = 3;
  private static final String SPOILT = "@@spoilt@@";

  private static final List<String> TOKENS =
      List.of(
          "null",
          "true",
          "-0",
          "-1",
          "0",
          "1.0",
          "1e2",
          "1E400",
          "-1e-2147483649",
          "1e99999999999",
          "2147483648",
          "-2147483649",
          "9223372036854775807",
          "9223372036854775808",
          "9".repeat(2000),
          "\"\"",
          "\" \"",
          "\"7\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"x\\udc00\"",
          "\"\\u202ex\\u2028\"",
          "\"\uD835\uDFD9\uD83D\uDCA9\"",
          "\"\u0130\u0131\u00df\u00e9\"",
          "\"" + "x".repeat(70_000) + "\"",
          "\"" + "\uD83D\uDCA9".repeat(64) + "\"",
          "\"%\"",
          "\"_\"",
          "\"a' or 1=1 -- \\\\\"",
          "\"${jndi:ldap://x}\"",
          "\"a.b.c\"",
          "\"00000000-0000-0000-0000-000000000000\"",
          "\"FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF\"",
          "\"0000-01-01T00:00:00Z\"",
          "\"9999-12-31T23:59:59.999999999Z\"",
          "\"9999-12-31T23:59:59-18:00\"",
          "\"2026-02-30T00:00:00Z\"",
          "[]",
          "{}",
          "[null]",
          "[{}]",
          "[1,2,3]",
          "{\"a\":{\"b\":[]}}",
          "[".repeat(1200) + "]".repeat(1200),
          "{\"a\":".repeat(1200) + "1" + "}".repeat(1200),
          "NaN",
          "'x'",
          "01",
          "undefined");
  private static final List<String> NAMES =
      List.of(
          "\"\"",
          "\"id\"",
          "\"workspaceId\"",
          "\"workspace_id\"",
          "\"spent\"",
          "\"__proto__\"",
          "\"a/b~c\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"\uD83D\uDCA9\"",
          "\"" + "n".repeat(5000) + "\"");
  private static final List<String> SEGMENTS =
      List.of(
          "%00",
          "%ed%a0%80",
          "%c0%af",
          "%ff",
          "%2e%2e",
          "%2F",
          "..%2f..",
          ";a=b",
          "a;b=c",
          "%F0%9F%92%A9",
          "%20",
          "%0d%0aX-Y:%20z",
          "%25",
          "%27%20or%201=1",
          "a.b.c",
          "x".repeat(3000),
          "actions",
          "0",
          "null",
          "00000000-0000-0000-0000-000000000000");
  private static final List<String> HEADERS =
      List.of(
          "Idempotency-Key: one",
          "Idempotency-Key: two",
          "Idempotency-Key: with blank",
          "Idempotency-Key: " + "k".repeat(256),
          "If-Match: *",
          "If-Match: \"x\"",
          "If-Match: W/\"x\"",
          "If-Match: \"a\",, \"b",
          "If-None-Match: *",
          "If-None-Match: \"x\", *",
          "If-Modified-Since: Sat, 29 Oct 1994 19:43:31 GMT",
          "X-Environment: test",
          "X-Environment: none",
          "X-Organization-Id: 00000000-0000-0000-0000-000000000000",
          "X-Organization-Id: x",
          "X-HTTP-Method-Override: DELETE",
          "Accept: text/html",
          "Accept: application/json;q=0",
          "Accept-Encoding: gzip;q=1, identity;q=0",
          "Range: bytes=0-1",
          "Content-Encoding: gzip");
  private static final List<String> MEDIA_TYPES =
      List.of(
          "application/json",
          "application/json;charset=utf-8",
          "application/json; charset=\"UTF-8\"",
          "application/json;charset=utf-16",
          "application/json;charset=none",
          "application/merge-patch+json",
          "application/x-ndjson",
          "text/plain",
          "*/*",
          "multipart/form-data");

  private final ConcurrentHashMap<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
  private final Stock.Place place = Stock.Place.of(Fixture.create());
  private final String key = place.fixture().key(Scopes.ALL);
  private final Contract contract = Contract.read();

  @Test
  void noOperationFailsOrTellsOfTheInside() throws Exception {
    List<String> findings = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<List<String>>> work = new ArrayList<>();
      for (Contract.Operation operation : contract.operations()) {
        work.add(() -> spoilt(operation));
      }
      for (Future<List<String>> done : threads.invokeAll(work)) {
        findings.addAll(done.get());
      }
    } finally {
      threads.shutdownNow();
    }
    System.out.println("ContractFuzzIT, seed " + SEED + ": " + new TreeMap<>(statuses));
    assertThat(findings).as("seed %d", SEED).isEmpty();
    assertThat(statuses.keySet()).contains(200, 201, 400, 404).doesNotContain(401, 429);
  }

  private List<String> spoilt(Contract.Operation operation) throws Exception {
    Random random = new Random(SEED + operation.name().hashCode());
    Keys keys = keys(operation);
    List<String> findings = new ArrayList<>();
    for (int i = 0; i < PER_OPERATION; i++) {
      String body = operation.mediaType().isEmpty() ? "" : body(random, operation.body());
      HttpRequest request = request(random, operation, keys.next(), body);
      finding(answer(request))
          .ifPresent(
              it -> findings.add(it + "\nfor " + request + " " + request.headers().map() + body));
    }
    return findings;
  }

  // A server may close a connection that it kept; what is closed twice was closed on purpose.
  private static HttpResponse<String> answer(HttpRequest request) throws Exception {
    try {
      return client().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      return client().send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private Optional<String> finding(HttpResponse<String> answer) {
    int status = answer.statusCode();
    statuses.computeIfAbsent(status, it -> new LongAdder()).increment();
    // What cannot be decoded at all, the container refuses before anybody can help it.
    if (status < 400 || status == 400 && answer.body().contains("CWWWC0005I")) {
      return Optional.empty();
    }
    String mediaType = answer.headers().firstValue("Content-Type").orElse("");
    String text = (answer.headers().map() + answer.body()).replaceAll("req_[0-9a-z]+", "");
    boolean tells = FuzzIT.INSIDE.stream().anyMatch(text.toLowerCase(Locale.ROOT)::contains);
    return status >= 500 || tells || !mediaType.equals("application/problem+json")
        ? Optional.of(status + " " + mediaType + "\n" + answer.body())
        : Optional.empty();
  }

  // What is done to keys ends some of them; nobody else's, and the next request has another.
  private Keys keys(Contract.Operation operation) {
    if (!operation.name().startsWith("keys.")) {
      return () -> key;
    }
    Fixture alone = Fixture.create();
    return () -> alone.key(Scopes.ALL);
  }

  private HttpRequest request(
      Random random, Contract.Operation operation, String key, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path(random, operation) + query(random, operation)))
            .timeout(Duration.ofSeconds(60))
            .header("X-API-Key", key);
    if (random.nextInt(3) == 0) {
      String[] header = one(random, HEADERS).split(": ", 2);
      request.header(header[0], header[1]);
    }
    operation
        .mediaType()
        .ifPresent(
            it ->
                request.header(
                    "Content-Type", random.nextInt(12) == 0 ? one(random, MEDIA_TYPES) : it));
    return request
        .method(
            operation.method(),
            body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  private String path(Random random, Contract.Operation operation) {
    StringBuilder path = new StringBuilder();
    for (String segment : operation.path().substring(1).split("/")) {
      path.append('/').append(segment.startsWith("{") ? segment(random, operation) : segment);
    }
    return path.append(
            random.nextInt(25) == 0 ? one(random, List.of("/", "//", ";a=b", "%20")) : "")
        .toString();
  }

  private String segment(Random random, Contract.Operation operation) {
    String feature = operation.name().substring(0, operation.name().indexOf('.'));
    String own =
        switch (feature) {
          case "products" -> place.live().name("product");
          case "categories" -> place.live().name("category");
          case "coupons" ->
              place.live().name(operation.path().contains("{identifier}") ? "avatar" : "coupon");
          case "giftcards" ->
              place.live().name(operation.path().contains("{identifier}") ? "avatar" : "card");
          case "deliveries" -> place.live().name("delivery");
          case "productimports" -> place.live().name("import");
          case "customers", "credits" -> place.live().name("username");
          case "vault" -> place.live().name("project");
          case "webhooks" -> webhook(operation);
          default -> Fixture.id().toString();
        };
    return random.nextInt(5) == 0 ? one(random, SEGMENTS) : own;
  }

  // What is deleted is no more for all others.
  private String webhook(Contract.Operation operation) {
    return operation.method().equals("DELETE")
        ? Fixture.id().toString()
        : place
            .live()
            .name(operation.path().startsWith("/v1/webhook-deliveries/") ? "sent" : "endpoint");
  }

  private String query(Random random, Contract.Operation operation) {
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : operation.parameters()) {
      if (parameter.path("in").asText().equals("query") && random.nextInt(3) == 0) {
        int times = random.nextInt(8) == 0 ? 2 : 1;
        for (int i = 0; i < times; i++) {
          query
              .append(query.isEmpty() ? '?' : '&')
              .append(parameter.path("name").asText())
              .append('=')
              .append(
                  random.nextBoolean()
                      ? one(random, List.of("true", "1", "-1", "%25", "_", "99999999999999999999"))
                      : one(random, SEGMENTS));
        }
      }
    }
    return query.toString();
  }

  private String body(Random random, JsonNode schema) {
    JsonNode tree = valid(random, contract.resolved(schema), "");
    int spoils = random.nextInt(3);
    for (int i = 0; i < spoils; i++) {
      spoil(random, tree);
    }
    String text = tree.toString();
    while (text.contains(SPOILT)) {
      text = text.replaceFirst("\"?" + SPOILT + "\"?", replacement(one(random, TOKENS)));
    }
    return switch (random.nextInt(20)) {
      case 0 -> one(random, TOKENS);
      case 1 -> text.substring(0, random.nextInt(text.length()));
      case 2 -> text + text;
      case 3 -> text.replaceFirst("\\{", replacement("{" + one(random, NAMES) + ":1,"));
      default -> text;
    };
  }

  private static String replacement(String text) {
    return Matcher.quoteReplacement(text);
  }

  private JsonNode valid(Random random, JsonNode schema, String name) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (schema.has("enum")) {
      return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
    }
    if (schema.has("properties")) {
      ObjectNode object = json.objectNode();
      for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
        if (random.nextInt(12) > 0) {
          object.set(
              member.getKey(),
              valid(random, contract.resolved(member.getValue()), member.getKey()));
        }
      }
      return object;
    }
    String type = schema.path("type").isArray() ? first(schema) : schema.path("type").asText();
    return switch (type) {
      case "array" ->
          json.arrayNode().add(valid(random, contract.resolved(schema.path("items")), name));
      case "boolean" -> json.booleanNode(random.nextBoolean());
      case "integer" -> json.numberNode(within(random, schema));
      default -> json.textNode(text(random, schema, name));
    };
  }

  private static String first(JsonNode schema) {
    return schema.path("type").get(0).asText();
  }

  private static long within(Random random, JsonNode schema) {
    long least = schema.path("minimum").asLong(0);
    long most = schema.path("maximum").asLong(least + 100);
    return switch (random.nextInt(4)) {
      case 0 -> least;
      case 1 -> most;
      default -> least + random.nextInt((int) Math.min(100, most - least + 1));
    };
  }

  private String text(Random random, JsonNode schema, String name) {
    if (schema.path("format").asText().equals("date-time")) {
      return "20" + (30 + random.nextInt(60)) + "-01-01T00:00:00Z";
    }
    if (schema.path("format").asText().equals("uuid")) {
      return switch (name) {
        case "couponId" -> place.live().name("coupon");
        case "productId" -> place.live().name("product");
        default -> random.nextInt(3) == 0 ? place.live().name("tier") : Fixture.id().toString();
      };
    }
    if (name.equals("url")) {
      return HookMaker.URL;
    }
    if (name.equals("eventTypes")) {
      return HookMaker.QUIET;
    }
    return name.startsWith("re") ? place.live().name("username") : "x" + random.nextInt(1000);
  }

  private static void spoil(Random random, JsonNode tree) {
    List<JsonNode> parents = new ArrayList<>();
    parents(tree, parents);
    JsonNode parent = parents.get(random.nextInt(parents.size()));
    if (parent instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      object.put(names.get(random.nextInt(names.size())), SPOILT);
    } else if (parent instanceof ArrayNode array && !array.isEmpty()) {
      array.set(random.nextInt(array.size()), JsonNodeFactory.instance.textNode(SPOILT));
    }
  }

  private static void parents(JsonNode node, List<JsonNode> parents) {
    if (node.isContainerNode()) {
      parents.add(node);
    }
    node.forEach(child -> parents(child, parents));
  }

  private static <T> T one(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Where a request gets its key. */
  private interface Keys {
    String next();
  }
}
