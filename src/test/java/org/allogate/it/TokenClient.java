package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A client of the token endpoints that shows one key, by HTTP Basic. */
record TokenClient(String key) {
  static final String TOKEN = "/oauth2/token";
  static final String REVOKE = "/oauth2/revoke";
  static final String INTROSPECT = "/oauth2/introspect";
  static final String GRANT = "grant_type=client_credentials";

  private static final String FORM = "application/x-www-form-urlencoded";

  /** The answer to a POST of a form with header names and values in turn. */
  static HttpResponse<String> form(String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(ServerIT.uri(path))
            .header("Content-Type", FORM)
            .POST(BodyPublishers.ofString(body));
    return ServerIT.send(headers.length == 0 ? request : request.headers(headers));
  }

  static String basic(String id, String secret) {
    return "Basic "
        + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  String basic() {
    return basic(id(), key);
  }

  String id() {
    return Fixture.idOf(key).toString();
  }

  /** The answer to a POST of a form, whatever it is. */
  HttpResponse<String> post(String path, String body) {
    return form(path, body, "Authorization", basic());
  }

  /** The answer of the token endpoint to a request for some scopes, or for all with none. */
  HttpResponse<String> asked(String scope) {
    return post(TOKEN, GRANT + (scope.isEmpty() ? "" : "&scope=" + ApiClient.encoded(scope)));
  }

  /** A token with some scopes, or with all of the key's. */
  String token(String scope) {
    return KeyMaker.answered(asked(scope), 200).path("access_token").textValue();
  }

  JsonNode introspected(String token) {
    return KeyMaker.answered(post(INTROSPECT, "token=" + token), 200);
  }

  void revoke(String token) {
    HttpResponse<String> answer = post(REVOKE, "token=" + token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  /** What the payload of a token says. */
  static JsonNode claims(String token) {
    return decoded(token, 1);
  }

  /** The id of the key that signed a token. */
  static String kid(String token) {
    return decoded(token, 0).path("kid").textValue();
  }

  private static JsonNode decoded(String token, int part) {
    return ApiClient.json(
        new String(
            Base64.getUrlDecoder().decode(token.split("\\.")[part]), StandardCharsets.UTF_8));
  }

  /** The error of RFC 6749, section 5.2, in an answer that must be one. */
  static JsonNode refused(HttpResponse<String> answer, int status, String error) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    JsonNode document = ApiClient.json(answer);
    assertThat(document.path("error").textValue()).as(answer.body()).isEqualTo(error);
    assertThat(document.path("error_description").textValue()).matches("[ !#-\\[\\]-~]+");
    assertThat(document).hasSize(2);
    return document;
  }
}
