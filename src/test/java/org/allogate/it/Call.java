package org.allogate.it;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request that any node of several can be sent.
 *
 * @param body empty for none
 * @param headers names and values in turn
 */
record Call(String method, String path, String body, List<String> headers) {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  static Call of(String method, String path, String body, String... headers) {
    return new Call(method, path, body, List.of(headers));
  }

  static Call get(String path, String... headers) {
    return of("GET", path, "", headers);
  }

  /** A call by a key. */
  static Call by(String key, String method, String path, String body) {
    return of(method, path, body, "X-API-Key", key);
  }

  /** A call by a member's session. */
  static Call by(MemberClient member, String method, String path, String body) {
    return of(method, path, body, "Cookie", member.cookie(), "X-CSRF-Token", member.csrf());
  }

  /** The same with one more header. */
  Call with(String name, String value) {
    return new Call(
        method, path, body, Stream.concat(headers.stream(), Stream.of(name, value)).toList());
  }

  /** The request to one of the nodes. */
  HttpRequest at(ClusterNode node) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.uri(path))
            .timeout(LONGEST)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body.startsWith("{")) {
      request.header("Content-Type", "application/json");
    }
    return headers.isEmpty()
        ? request.build()
        : request.headers(headers.toArray(String[]::new)).build();
  }
}
