package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.allogate.problem.ProblemType;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever goes wrong before or beside a resource is answered by a problem document, too; where the
 * application cannot be reached at all, by nothing that names what runs here.
 */
class ContainerIT extends ServerIT {
  private static final String STORE = "/v1/store";
  private static final int MIB = 1 << 20;

  private final Fixture tenant = Fixture.create();
  private final String key = tenant.key(Scopes.ALL);

  private static Set<String> methods(String allow) {
    return Stream.of(allow.split(",")).map(String::strip).collect(Collectors.toSet());
  }

  private HttpResponse<String> put(String mediaType, BodyPublisher body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(STORE)).header("X-API-Key", key);
    if (mediaType != null) {
      request.header("Content-Type", mediaType);
    }
    return send(request.PUT(body));
  }

  private HttpResponse<String> put(String json) {
    return put("application/json", BodyPublishers.ofString(json));
  }

  private RawHttp.Answer putRaw(String headers, String body) throws Exception {
    return RawHttp.answer(
        "PUT "
            + STORE
            + " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: "
            + key
            + "\r\n"
            + headers
            + "\r\n"
            + body);
  }

  private static String store(String name) {
    return """
        {"name": "%s", "ownerUuid": "a1b2c3d4-e5f6-4789-9abc-def012345678", "ownerUsername": "a"}\
        """
        .formatted(name);
  }

  @Nested
  class Status200 {
    @Test
    void answersOptionsWithoutCredential() {
      HttpResponse<String> answer =
          send(HttpRequest.newBuilder(uri(STORE)).method("OPTIONS", BodyPublishers.noBody()));
      assertThat(answer.statusCode()).isBetween(200, 204);
      assertThat(methods(answer.headers().firstValue("Allow").orElse("")))
          .containsExactlyInAnyOrder("GET", "HEAD", "PUT", "OPTIONS");
    }

    @Test
    void answersHeadAsGetWithoutBody() throws Exception {
      tenant.store(tenant.live, "A store");
      String rest = " " + STORE + " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + key + "\r\n\r\n";
      try (RawHttp http = RawHttp.connect()) {
        RawHttp.Answer head = http.send("HEAD" + rest);
        RawHttp.Answer get = http.send("GET" + rest);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/store/", "/v1/store;x=1", "/v1;y/store", "http://other/v1/store"})
    void guardsEverySpellingOfAnAddress(String target) throws Exception {
      ProblemCheck.of(RawHttp.get(target, ""), 401, "missing_api_key");
      tenant.store(tenant.live, "A store");
      assertThat(RawHttp.get(target, "X-API-Key: " + key + "\r\n").status()).isEqualTo(200);
    }

    @Test
    void speaksHttp10() throws Exception {
      RawHttp.Answer answer =
          RawHttp.answer("GET /v1/loyalty/tiers HTTP/1.0\r\nX-API-Key: " + key + "\r\n\r\n");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("[]");
    }

    @Test
    void takesABodyOfExactlyOneMebibyte() {
      String body = store("A store");
      assertThat(put(body + " ".repeat(MIB - body.length())).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "application/json;charset=utf-8",
          "application/json; charset=\"UTF-8\"",
          "Application/JSON"
        })
    void takesEverySpellingOfTheMediaType(String mediaType) {
      assertThat(put(mediaType, BodyPublishers.ofString(store("A store"))).statusCode())
          .isEqualTo(200);
    }

    @Test
    void keepsEveryCharacterOfUnicode() {
      assertThat(put(store("ßlåhaj 😀 漢字")).body()).contains("\"name\":\"ßlåhaj 😀 漢字\"");
    }
  }

  @Nested
  class Status400 {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          "{",
          "{\"a\":",
          "{'a': 1}",
          "{\"a\": 01}",
          "{\"a\": NaN}",
          "{\"a\": 1,}",
          "{} {}",
          "{} x",
          "[]",
          "null",
          "1",
          "\"{}\"",
          "\ufeff{}",
          "// c\n{}"
        })
    void rejectsABodyThatIsNotOneJsonObject(String body) {
      ProblemCheck.of(put(body), 400, "malformed_request");
    }

    @Test
    void rejectsABodyNestedTooDeep() {
      ProblemCheck.of(put("{\"a\":".repeat(500) + "1" + "}".repeat(500)), 400, "malformed_request");
      ProblemCheck.of(put("[".repeat(100_000)), 400, "malformed_request");
    }

    @Test
    void rejectsANumberOfEndlessDigits() {
      ProblemCheck.of(put("{\"a\": " + "9".repeat(10_000) + "}"), 400, "malformed_request");
      ProblemCheck.of(put("{\"bonus\": {\"baseBonus\": 1e999999999}}"), 400, "validation_error");
    }

    @Test
    void rejectsInvalidUtf8() {
      byte[] overlong = {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'};
      byte[] cut = "{\"name\": \"ä".getBytes(StandardCharsets.UTF_8);
      byte[] utf16 = store("A store").getBytes(StandardCharsets.UTF_16);
      for (byte[] body : new byte[][] {overlong, cut, utf16}) {
        ProblemCheck.of(
            put("application/json", BodyPublishers.ofByteArray(body)), 400, "malformed_request");
      }
    }

    @Test
    void pointsToADuplicateMember() {
      JsonNode document =
          ProblemCheck.of(
              put("{\"bonus\": {\"baseBonus\": 1, \"baseBonus\": 2}}"), 400, "validation_error");
      assertThat(document.path("errors").toString())
          .contains("\"pointer\":\"/bonus/baseBonus\"")
          .contains("twice");
    }

    @Test
    void pointsToAnUnknownMemberWithEverythingElseThatIsWrong() {
      JsonNode document =
          ProblemCheck.of(
              put("{\"a~b/c\": 1, \"name\": 5, \"bonus\": {\"x\": null}}"),
              400,
              "validation_error");
      assertThat(document.path("errors").findValuesAsText("pointer"))
          .containsExactlyInAnyOrder(
              "/a~0b~1c", "/name", "/bonus/x", "/ownerUuid", "/ownerUsername");
    }

    @Test
    void rejectsHalfASurrogatePair() {
      JsonNode document = ProblemCheck.of(put(store("\\ud800")), 400, "validation_error");
      assertThat(document.path("errors").findValuesAsText("pointer")).containsExactly("/name");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
          "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
          "Content-Length: abc\r\n\r\n{}",
          "Content-Length: -5\r\n\r\n{}",
          "Transfer-Encoding: banana\r\n\r\n{}"
        })
    void rejectsABodyInABrokenFrame(String frameAndBody) throws Exception {
      RawHttp.Answer answer =
          RawHttp.answer(
              "PUT "
                  + STORE
                  + " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: "
                  + key
                  + "\r\nContent-Type: application/json\r\n"
                  + frameAndBody);
      ProblemCheck.of(answer, 400, "malformed_request");
      assertThat(answer.closes()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/v1/%2e%2e/store",
          "/v1%2fstore",
          "/v1%2Fstore",
          "/v1%5cstore",
          "/v1\\store",
          "/v1/%c0%ae/store",
          "/v1/%ff/store",
          "/v1/store#fragment"
        })
    void rejectsAnAmbiguousAddress(String target) throws Exception {
      ProblemCheck.of(RawHttp.get(target, "X-API-Key: " + key + "\r\n"), 400, "malformed_request");
    }

    /**
     * Liberty's web container answers these itself, before it looks for an application: HTML,
     * unless the client asks for JSON, and no setting changes that (WebContainer,
     * sendBadRequestResponse). What matters is that nothing of the client's text is live in it.
     */
    @ParameterizedTest
    @ValueSource(
        strings = {
          "/%zz",
          "/v1/store%",
          "/v1/store%00",
          "/v1/store\0",
          "/v1/..;/store",
          "/../../store",
          "/<script>%zz"
        })
    void leavesAnUndecodableAddressToTheServer(String target) throws Exception {
      RawHttp.Answer answer = RawHttp.get(target, "X-API-Key: " + key + "\r\n");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).doesNotContainIgnoringCase("<script", "liberty", "com.ibm", "\tat");
      assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");

      RawHttp.Answer json = RawHttp.get(target, "Accept: application/json\r\n");
      assertThat(json.status()).isEqualTo(400);
      assertThat(json.header("Content-Type")).contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {";;;/", "application/json;q=abc", "a/b/c"})
    void rejectsAnAcceptHeaderThatIsNone(String accept) {
      ProblemCheck.of(
          get("/v1/loyalty/tiers", "X-API-Key", key, "Accept", accept), 400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1/organizations", "/v1/store", "/console/"})
    void rejectsAQualityThatIsNoNumber(String path) {
      assertThat(get(path, "X-API-Key", key, "Accept", "*/*;q=0.1x").statusCode()).isEqualTo(400);
    }

    @Test
    void rejectsAQueryThatIsNoneOnAnUnknownAddress() throws Exception {
      ProblemCheck.of(RawHttp.get("/v1/nothing?a=|<\u00ff", ""), 400, "malformed_request");
    }

    @Test
    void rejectsAQueryThatCannotBeDecoded() throws Exception {
      ProblemCheck.of(
          RawHttp.get("/v1/products?search=%zz", "X-API-Key: " + key + "\r\n"),
          400,
          "malformed_request");
    }
  }

  @Nested
  class Status404 {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "/nothing",
          "/v1",
          "/v1/",
          "/v1/nothing",
          "/V1/store",
          "/api/v2/nothing",
          "//v1/store",
          "/v1//store",
          "/v1/./store",
          "/v1/../store",
          "/v1/store/more",
          "/v1/products/x/y",
          "/WEB-INF/web.xml",
          "/META-INF/MANIFEST.MF",
          "/-/container-error",
          "/j_security_check",
          "/IBMJMXConnectorREST/",
          "/errors/nothing",
          "/store%20",
          "*"
        })
    void rejectsAnUnknownAddressWithoutCredential(String target) throws Exception {
      JsonNode document = ProblemCheck.of(RawHttp.get(target, ""), 404, "not_found");
      assertThat(document.path("instance").textValue()).isEqualTo(target);
    }

    @Test
    void rejectsAnUnknownAddressByAnyMethod() throws Exception {
      for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "FROB"}) {
        ProblemCheck.of(
            RawHttp.answer(
                method + " /v1/nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"),
            404,
            "not_found");
      }
    }

    @Test
    void answersHeadWithoutBody() throws Exception {
      try (RawHttp http = RawHttp.connect()) {
        RawHttp.Answer answer = http.send("HEAD /v1/nothing HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("X-Request-Id")).isPresent();
      }
    }
  }

  @Nested
  class Status405 {
    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE", "PATCH", "TRACE", "FROB", "G<b>T", "PROPFIND"})
    void rejectsAnotherMethodWithoutCredential(String method) throws Exception {
      RawHttp.Answer answer =
          RawHttp.answer(
              method + " " + STORE + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
      ProblemCheck.of(answer, 405, "method_not_allowed");
      assertThat(methods(answer.header("Allow").orElse("")))
          .containsExactlyInAnyOrder("GET", "HEAD", "PUT", "OPTIONS");
    }

    @Test
    void doesNotLetAHeaderChangeTheMethod() throws Exception {
      ProblemCheck.of(
          RawHttp.answer(
              "POST "
                  + STORE
                  + " HTTP/1.1\r\nHost: a\r\nX-HTTP-Method-Override: GET\r\n"
                  + "Content-Length: 0\r\n\r\n"),
          405,
          "method_not_allowed");
    }

    @Test
    void neverEchoesARequest() throws Exception {
      RawHttp.Answer answer =
          RawHttp.answer("TRACE /v1/store HTTP/1.1\r\nHost: a\r\nCookie: secret=1\r\n\r\n");
      assertThat(answer.body()).doesNotContain("secret");
    }
  }

  @Nested
  class Status406 {
    @ParameterizedTest
    @ValueSource(strings = {"image/png", "text/html"})
    void rejectsAnAcceptHeaderWithoutJson(String accept) {
      ProblemCheck.of(
          get("/v1/loyalty/tiers", "X-API-Key", key, "Accept", accept), 406, "not_acceptable");
    }

    @Test
    void isNotSentForAProblem() {
      ProblemCheck.of(get("/v1/nothing", "Accept", "image/png"), 404, "not_found");
    }
  }

  @Nested
  class Status413 {
    @Test
    void rejectsAnAnnouncedBodyOfMoreThanOneMebibyte() throws Exception {
      ProblemCheck.of(
          putRaw(
              "Content-Type: application/json\r\nContent-Length: " + (MIB + 1) + "\r\n",
              " ".repeat(MIB + 1)),
          413,
          "payload_too_large");
    }

    @Test
    void rejectsAnAnnouncedBodyBeforeItIsSent() throws Exception {
      ProblemCheck.of(
          putRaw("Content-Type: application/json\r\nContent-Length: " + (MIB + 1) + "\r\n", ""),
          413,
          "payload_too_large");
    }

    @Test
    void rejectsAChunkedBodyOfMoreThanOneMebibyte() throws Exception {
      String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
      ProblemCheck.of(
          putRaw(
              "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
              chunk.repeat(16) + "1\r\n \r\n0\r\n\r\n"),
          413,
          "payload_too_large");
    }

    @Test
    void closesOnABodyBeyondTheServersOwnLimit() throws Exception {
      RawHttp.Answer answer =
          putRaw("Content-Type: application/json\r\nContent-Length: 99999999999\r\n", "");
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Nested
  class Status415 {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "text/plain",
          "text/html",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "application/merge-patch+json",
          "application/json; charset=iso-8859-1",
          "application/json; charset=utf-16"
        })
    void rejectsAnotherMediaType(String mediaType) {
      ProblemCheck.of(
          put(mediaType, BodyPublishers.ofString(store("A store"))), 415, "unsupported_media_type");
    }

    @Test
    void rejectsABodyWithoutMediaType() {
      ProblemCheck.of(put(null, BodyPublishers.ofString("{}")), 415, "unsupported_media_type");
    }
  }

  @Nested
  class Unreachable {
    /** The HTTP channel refuses these before there is a request: a bare status, and the end. */
    @ParameterizedTest
    @ValueSource(
        strings = {
          "hello\r\n\r\n",
          "\1\2\3 garbage\r\n\r\n",
          "GET v1/store HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /v1/ store HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /v1/store\r\n\r\n",
          "GET /v1/store HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
          "CONNECT example.com:80 HTTP/1.1\r\nHost: a\r\n\r\n"
        })
    void requestsAreRefusedInSilence(String request) throws Exception {
      refusesInSilence(request);
    }

    @Test
    void limitsAreRefusedInSilence() throws Exception {
      String get = "GET /v1/store HTTP/1.1\r\nHost: a\r\n";
      refusesInSilence(get + "X-A: b\r\n".repeat(150) + "\r\n");
      refusesInSilence(get + "X-A: " + "a".repeat(20_000) + "\r\n\r\n");
      refusesInSilence("GET /v1/store?" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
      refusesInSilence("G".repeat(20_000) + " /v1/store HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    private void refusesInSilence(String request) throws Exception {
      RawHttp.Answer answer = RawHttp.answer(request);
      assertThat(answer.status()).isIn(400, 505);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.headers().keySet())
          .isSubsetOf(
              "Date", "Connection", "Content-Length", "Content-Type", "X-Content-Type-Options");
    }
  }

  @Nested
  class Hosts {
    @ParameterizedTest
    @ValueSource(strings = {"a b<c>", "<script>", "a\"b", "a%zz", "}", "a\\b"})
    void thatAreNoneMakeNoAddress(String host) throws Exception {
      ProblemCheck.of(nothingAt(host), 400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b<c>", "<script>", "", "a\"b", "[::1", "evil/path", "a@b", "a?b"})
    void thatAreNoneAreNotRepeated(String host) throws Exception {
      assertThat(ProblemCheck.json(nothingAt(host).body()).path("type").textValue())
          .matches("http://[A-Za-z0-9.:-]+/errors/[a-z_]+");
    }

    private RawHttp.Answer nothingAt(String host) throws Exception {
      return RawHttp.answer("GET /v1/nothing HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }

    @Test
    void neverChooseTheScheme() throws Exception {
      RawHttp.Answer answer = RawHttp.get("ftp://elsewhere/v1/nothing", "");
      assertThat(ProblemCheck.of(answer, 404, "not_found").path("type").textValue())
          .startsWith("http://");
    }
  }

  @Nested
  class RequestIds {
    @ParameterizedTest
    @ValueSource(strings = {"a", "A-b_c.9", "0123456789", "req_xyz"})
    void areTakenOver(String id) {
      for (String path : new String[] {"/v1/nothing", STORE, "/errors"}) {
        assertThat(get(path, "X-Request-Id", id).headers().allValues("X-Request-Id"))
            .containsExactly(id);
      }
      JsonNode document = ProblemCheck.of(get(STORE, "X-Request-Id", id), 401, "missing_api_key");
      assertThat(document.path("request_id").textValue()).isEqualTo(id);
    }

    @Test
    void areTakenOverBeforeTheApplicationIsReached() throws Exception {
      RawHttp.Answer answer = RawHttp.get("/v1%2fstore", "X-Request-Id: mine\r\n");
      assertThat(ProblemCheck.of(answer, 400, "malformed_request").path("request_id").textValue())
          .isEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "ä", "<b>", "a,b", "\"a\""})
    void areReplacedWhenMalformed(String id) throws Exception {
      RawHttp.Answer answer = RawHttp.get("/v1/nothing", "X-Request-Id: " + id + "\r\n");
      assertThat(ProblemCheck.of(answer, 404, "not_found").path("request_id").textValue())
          .isNotEqualTo(id)
          .matches("[A-Za-z0-9._-]{1,128}");
    }

    @Test
    void areReplacedWhenTooLong() {
      String longest = "a".repeat(128);
      assertThat(get(STORE, "X-Request-Id", longest).headers().firstValue("X-Request-Id"))
          .contains(longest);
      assertThat(get(STORE, "X-Request-Id", longest + "a").headers().firstValue("X-Request-Id"))
          .isPresent()
          .get()
          .isNotEqualTo(longest + "a");
    }

    @Test
    void differFromRequestToRequest() {
      assertThat(get("/errors").headers().firstValue("X-Request-Id"))
          .isNotEqualTo(get("/errors").headers().firstValue("X-Request-Id"));
    }
  }

  @Nested
  class Pages {
    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void explainEveryProblemType(ProblemType type) {
      HttpResponse<String> page = get("/errors/" + type.code());
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Type").orElse(""))
          .isEqualToIgnoringCase("text/html;charset=utf-8");
      assertThat(page.body()).contains(type.title()).contains(type.code());
    }

    @Test
    void areListed() {
      HttpResponse<String> page = get("/errors");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(Stream.of(ProblemType.values()).map(ProblemType::code))
          .allMatch(code -> page.body().contains("errors/" + code + "\""));
    }

    @Test
    void areWhereProblemsPoint() {
      String type = ProblemCheck.of(get("/v1/nothing"), 404, "not_found").path("type").textValue();
      assertThat(send(HttpRequest.newBuilder(URI.create(type))).statusCode()).isEqualTo(200);
    }

    @Test
    void doNotRepeatWhatTheyWereAskedFor() throws Exception {
      RawHttp.Answer answer = RawHttp.get("/errors/<script>", "Accept: text/html\r\n");
      ProblemCheck.of(answer, 404, "not_found");
      assertThat(answer.header("Content-Type")).contains("application/problem+json");
    }

    @Test
    void describeTheProtectedResource() {
      HttpResponse<String> answer = get("/.well-known/oauth-protected-resource");
      assertThat(answer.statusCode()).isEqualTo(200);
      JsonNode metadata = ProblemCheck.json(answer.body());
      assertThat(metadata.path("resource").textValue()).isEqualTo(uri("").toString());
      assertThat(metadata.path("bearer_methods_supported").toString()).isEqualTo("[\"header\"]");
      assertThat(metadata.path("scopes_supported").toString()).contains("\"store:read\"");
    }
  }

  @Nested
  class SecurityHeaders {
    @ParameterizedTest
    @ValueSource(
        strings = {"/v1/store", "/v1/nothing", "/v1/loyalty/tiers", "/api/v2/me", "/errors"})
    void standOnEveryAnswer(String path) {
      HttpResponse<String> answer = get(path, "X-API-Key", key);
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .contains("default-src 'none'; frame-ancestors 'none'");
      assertThat(answer.headers().map())
          .doesNotContainKeys(
              "server", "x-powered-by", "$wsep", "content-language", "strict-transport-security");
    }

    @Test
    void standOnAnAnswerOfTheContainer() throws Exception {
      RawHttp.Answer answer = RawHttp.get("/v1%2fstore", "");
      assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
      assertThat(answer.header("Content-Security-Policy")).isPresent();
      assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void askForTlsOnTls() throws Exception {
      HttpClient client = HttpClient.newBuilder().sslContext(trustingAll()).build();
      String base = "https://localhost:" + System.getProperty("it.https.port");
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(base + "/v1/nothing")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(ProblemCheck.of(answer, 404, "not_found").path("type").textValue())
          .isEqualTo(base + "/errors/not_found");
      assertThat(answer.headers().firstValue("Strict-Transport-Security"))
          .contains("max-age=31536000");
    }
  }

  @Nested
  class Connections {
    @Test
    void outliveARefusedCredential() throws Exception {
      try (RawHttp http = RawHttp.connect()) {
        for (int i = 0; i < 3; i++) {
          assertThat(http.send("GET /v1/store HTTP/1.1\r\nHost: a\r\n\r\n").closes()).isFalse();
        }
      }
    }
  }

  /** The certificate of the test server is its own; its name is still checked. */
  private static SSLContext trustingAll() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustingAll()}, null);
    return context;
  }

  private static final class TrustingAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
