package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand requests that nobody should send leave the server standing, and not one of its
 * answers tells of a failure or of the inside. The seed is fixed: a failure comes back.
 */
class FuzzIT extends ServerIT {
  private static final long SEED = 20_261_121;
  private static final int REQUESTS = 10_000;
  private static final int THREADS = 4;

  /** What no answer shows. */
  static final List<String> INSIDE =
      List.of(
          "\tat ",
          "java.",
          "jakarta.",
          "com.ibm",
          "openliberty",
          "liberty",
          "websphere",
          "jboss",
          "resteasy",
          "hibernate",
          "mariadb",
          "org.allogate",
          "weld",
          "srve");

  private static final List<String> METHODS =
      List.of("GET", "GET", "GET", "PUT", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "FROB");
  private static final List<String> PATHS =
      List.of(
          "/v1/store",
          "/v1/store",
          "/v1/products",
          "/v1/products",
          "/v1/loyalty/tiers",
          "/v1/organizations",
          "/v1/tenant",
          "/v1/audit-events",
          "/api/v2/me",
          "/api/v2/me",
          "/errors/not_found",
          "/.well-known/oauth-protected-resource",
          "/v1/products/0190f7a4-7d1c-7000-8000-000000000000",
          "/",
          "/v1",
          "/console/",
          "/health",
          "/-/container-error");
  private static final List<String> QUERIES =
      List.of(
          "",
          "",
          "?limit=10",
          "?limit=-1&limit=2",
          "?search=hat&listed=true",
          "?cursor=abc",
          "?category=0190f7a4-7d1c-7000-8000-000000000000",
          "?bloggable=maybe",
          "?from=2026-04-01T00:00:00Z&to=9999-12-31T23:59:59.9Z&action=a&actor=b",
          "?a=b&c",
          "?&&=;");
  private static final List<String> NAMES =
      List.of(
          "Accept",
          "Content-Type",
          "X-Organization-Id",
          "X-Request-Id",
          "Accept-Language",
          "Accept-Encoding",
          "Cookie",
          "If-None-Match",
          "Range",
          "Idempotency-Key",
          "Origin",
          "X-HTTP-Method-Override",
          "$WSRA",
          "$WSSN",
          "User-Agent");
  private static final List<String> VALUES =
      List.of(
          "application/json",
          "text/html",
          "*/*;q=0.1",
          "application/json;charset=utf-16",
          "0190f7a4-7d1c-7000-8000-000000000000",
          "10.1.2.3",
          "for=\"[::1]\"",
          "bytes=0-1",
          "\"x\"",
          "de-DE,de;q=0.9",
          "a=b; c=\"d",
          "GET",
          "0",
          "-1",
          "NaN",
          "null",
          "true");
  private static final List<String> BODIES =
      List.of(
          "{}",
          "[]",
          "null",
          "",
          "{\"name\":\"x\"}",
          "{\"bonus\":{\"baseBonus\":1}}",
          "{\"name\":\"A\",\"ownerUuid\":\"a1b2c3d4-e5f6-4789-9abc-def012345678\","
              + "\"ownerUsername\":\"a\",\"bonus\":{\"baseBonus\":5,\"groupBonus\":0}}");
  private static final String SPICE =
      "%/\\.;:?#&=+,'\"<>[]{}()|^`~!$*@ \t\0\1\u007f\u0080\u00ff\u00c0\u00af-_0aZ9";
  private static final List<String> MORSELS =
      List.of(
          "%00",
          "%zz",
          "%2e%2e/",
          "%2f",
          "../",
          "//",
          ";a=b",
          "%c0%af",
          "%ff",
          "<script>",
          "' or 1=1",
          "${jndi:ldap://x}",
          "\u00e9",
          "%f0%9f%98%80",
          "9999999999999999999",
          "1e400",
          "{{7*7}}");

  private final ConcurrentHashMap<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
  private final Fixture tenant = Fixture.create();
  private final String key = tenant.key(Scopes.ALL);
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void tenThousandMutatedRequestsTellNothingOfTheInside() throws Exception {
    tenant.store(tenant.live, "A store");
    List<String> findings = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<List<String>>> work = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        Random random = new Random(SEED + thread);
        work.add(
            thread % 2 == 0
                ? () -> bySocket(random, REQUESTS / THREADS)
                : () -> byClient(random, REQUESTS / THREADS));
      }
      for (Future<List<String>> done : threads.invokeAll(work)) {
        findings.addAll(done.get());
      }
    } finally {
      threads.shutdownNow();
    }
    System.out.println("FuzzIT, seed " + SEED + ": " + new TreeMap<>(statuses));
    assertThat(findings).as("seed %d", SEED).isEmpty();
    assertThat(get("/v1/store", "X-API-Key", key).statusCode()).isEqualTo(200);
    assertThat(get("/api/v2/me", "X-API-Key", key).statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
  }

  private List<String> byClient(Random random, int count) throws InterruptedException {
    List<String> findings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      HttpRequest request = clientRequest(random);
      try {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        String mediaType = answer.headers().firstValue("Content-Type").orElse("");
        judge(
            request.toString(),
            request.uri().getRawPath(),
            answer.statusCode(),
            mediaType,
            answer.headers().map().toString(),
            answer.body(),
            findings);
      } catch (IOException e) {
        // 413 before the body was read, and the like: the next request shows that the server lives.
        count(0);
      }
    }
    return findings;
  }

  private HttpRequest clientRequest(Random random) {
    while (true) {
      try {
        String target =
            "/"
                + mutated(random, one(random, PATHS).substring(1))
                + mutated(random, one(random, QUERIES));
        HttpRequest.Builder request =
            HttpRequest.newBuilder(uri(target)).timeout(Duration.ofSeconds(20));
        identify(random, false, request::header);
        for (int i = random.nextInt(4); i > 0; i--) {
          request.header(one(random, NAMES), mutated(random, one(random, VALUES)));
        }
        byte[] body = mutated(random, one(random, BODIES)).getBytes(StandardCharsets.UTF_8);
        return request.method(one(random, METHODS), BodyPublishers.ofByteArray(body)).build();
      } catch (IllegalArgumentException e) {
        // What the client refuses to send, a socket sends.
        continue;
      }
    }
  }

  private List<String> bySocket(Random random, int count) throws IOException {
    List<String> findings = new ArrayList<>();
    RawHttp http = null;
    for (int i = 0; i < count; i++) {
      String target = mutated(random, one(random, PATHS)) + mutated(random, one(random, QUERIES));
      boolean broken = random.nextInt(8) == 0;
      String request = socketRequest(random, target, broken);
      if (http == null) {
        http = RawHttp.connect();
      }
      RawHttp.Answer answer = exchange(http, broken ? broken(random, request) : request, broken);
      if (answer == null) {
        count(0);
      } else {
        judge(
            request,
            target,
            answer.status(),
            answer.header("Content-Type").orElse(""),
            answer.headers().toString(),
            answer.body(),
            findings);
      }
      if (broken || answer == null || answer.closes()) {
        http.close();
        http = null;
      }
    }
    return findings;
  }

  /** Null when the server closed without an answer, or has none for what reads as another frame. */
  private static RawHttp.Answer exchange(RawHttp http, String request, boolean broken) {
    try {
      http.write(request.getBytes(StandardCharsets.ISO_8859_1));
      if (broken) {
        http.endWriting();
      }
      return http.read(!request.startsWith("HEAD "));
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no answer to: " + request, e);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private String socketRequest(Random random, String target, boolean proven) {
    StringBuilder text = new StringBuilder();
    String method = random.nextInt(20) == 0 ? mutated(random, "GET") : one(random, METHODS);
    text.append(line(method)).append(' ').append(line(target)).append(" HTTP/1.1\r\n");
    text.append("Host: ").append(line(mutated(random, "localhost"))).append("\r\n");
    identify(random, proven, (name, value) -> header(text, name, value));
    for (int i = random.nextInt(5); i > 0; i--) {
      header(text, one(random, NAMES), mutated(random, one(random, VALUES)));
    }
    String body = mutated(random, one(random, BODIES));
    header(text, "Content-Length", String.valueOf(body.length()));
    if (random.nextInt(3) > 0) {
      header(text, "Content-Type", "application/json");
    }
    return text.append("\r\n").append(body).toString();
  }

  private static void header(StringBuilder text, String name, String value) {
    text.append(line(name)).append(": ").append(line(value)).append("\r\n");
  }

  /** As one line, so that the request's frame stays whole. */
  private static String line(String text) {
    return text.replace('\n', ' ').replace('\r', ' ');
  }

  /** Bytes replaced, removed and doubled anywhere but in the key, the frame included. */
  private String broken(Random random, String request) {
    String[] parts = request.split(key);
    int part = random.nextInt(parts.length);
    parts[part] = damaged(random, parts[part]);
    return String.join(key, parts);
  }

  private static String damaged(Random random, String part) {
    StringBuilder text = new StringBuilder(part);
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, (char) random.nextInt(256));
        case 1 -> text.deleteCharAt(at);
        default -> text.insert(at, text.charAt(at));
      }
    }
    return text.toString();
  }

  /**
   * Mostly the right key. A wrong one comes from an address of its own, so that the failed attempts
   * spoil no other test; only with the right one may the address be fuzzed, too.
   */
  private void identify(Random random, boolean proven, BiConsumer<String, String> header) {
    int choice = proven ? 4 : random.nextInt(8);
    switch (choice) {
      case 0 -> {}
      case 1 -> header.accept("X-API-Key", mutated(random, key));
      case 2 -> header.accept("Authorization", mutated(random, "Bearer " + key));
      case 3 -> header.accept("Authorization", "Bearer " + key);
      default -> header.accept("X-API-Key", key);
    }
    boolean fuzzed = choice > 2 && random.nextInt(4) == 0;
    if (fuzzed) {
      header.accept("Forwarded", mutated(random, "for=\"[2001:db8::1]:80\";by=_x, for=10.0.0.1"));
      header.accept("X-Forwarded-For", mutated(random, "10.0.0.1, 10.0.0.2"));
    } else {
      header.accept("X-Forwarded-For", Addresses.fresh());
    }
  }

  private static String mutated(Random random, String text) {
    StringBuilder mutated = new StringBuilder(text);
    for (int i = Math.max(0, random.nextInt(6) - 3); i > 0; i--) {
      int at = random.nextInt(mutated.length() + 1);
      switch (random.nextInt(6)) {
        case 0 -> mutated.insert(at, SPICE.charAt(random.nextInt(SPICE.length())));
        case 1 -> mutated.insert(at, one(random, MORSELS));
        case 2 -> mutated.insert(at, (char) random.nextInt(256));
        case 3 -> mutated.insert(at, mutated.substring(0, at));
        case 4 -> mutated.setLength(at);
        default -> mutated.append("x".repeat(random.nextInt(2000)));
      }
    }
    return mutated.toString();
  }

  private static String one(Random random, List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void judge(
      String request,
      String target,
      int status,
      String mediaType,
      String headers,
      String body,
      List<String> findings) {
    count(status);
    // A random request id may spell anything.
    String text = (headers + body).replaceAll("req_[0-9a-z]+", "").toLowerCase(Locale.ROOT);
    boolean page = target.startsWith("/errors") || target.startsWith("/console");
    boolean html = mediaType.contains("html") || text.contains("<html") || text.contains("<!doc");
    boolean undecodable = status == 400 && body.contains("CWWWC0005I");
    if (status >= 500 && status != 505
        || html && !(page && status == 200) && !undecodable
        || status >= 400 && INSIDE.stream().anyMatch(text::contains)) {
      findings.add(status + " " + mediaType + "\n" + body + "\nfor " + request);
    }
  }

  private void count(int status) {
    statuses.computeIfAbsent(status, it -> new LongAdder()).increment();
  }
}
