package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.allogate.access.SessionCookie;

/** A member who is signed in, as a browser speaks for it: cookie and CSRF token with everything. */
record MemberClient(UUID id, String token, String csrf) {
  /** Who an answer has signed in. */
  static MemberClient of(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode session = ApiClient.json(answer);
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return new MemberClient(
        UUID.fromString(session.at("/member/id").textValue()),
        cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')),
        session.path("csrfToken").textValue());
  }

  /** The answer to a GET, whatever it is. */
  HttpResponse<String> get(String path, String... more) {
    return send("GET", path, "", more);
  }

  /** The answer to a POST of a JSON body, whatever it is. */
  HttpResponse<String> post(String path, String body, String... more) {
    return send("POST", path, body, more);
  }

  /** The answer to a PATCH with a JSON body, whatever it is. */
  HttpResponse<String> patch(String path, String body, String... more) {
    return send("PATCH", path, body, more);
  }

  /** The answer to a request with further headers, names and values in turn. */
  HttpResponse<String> send(String method, String path, String body, String... more) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(ServerIT.uri(path))
            .headers("Cookie", cookie(), "X-CSRF-Token", csrf)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return ServerIT.send(more.length == 0 ? request : request.headers(more));
  }

  /** The cookie as a browser sends it. */
  String cookie() {
    return SessionCookie.NAME + "=" + token;
  }

  /** Whether the session is in force. */
  boolean isIn() {
    return get("/v1/session").statusCode() == 200;
  }

  /** The body of a GET that succeeds. */
  JsonNode read(String path, String... more) {
    HttpResponse<String> answer = get(path, more);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    return ApiClient.json(answer);
  }
}
