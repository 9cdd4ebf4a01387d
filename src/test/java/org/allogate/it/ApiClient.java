package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A client of the API that sends one key with everything. */
record ApiClient(String key) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The answer to a GET, whatever it is. */
  HttpResponse<String> get(String path) {
    return ServerIT.get(path, "X-API-Key", key);
  }

  /** The answer to a PUT of a JSON body, whatever it is. */
  HttpResponse<String> put(String path, String body) {
    return ServerIT.send(
        HttpRequest.newBuilder(ServerIT.uri(path))
            .headers("X-API-Key", key, "Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }

  /** The answer to a POST of a JSON body, whatever it is. */
  HttpResponse<String> post(String path, String body) {
    return send("POST", path, body);
  }

  /** The answer to a PATCH with a JSON body, whatever it is. */
  HttpResponse<String> patch(String path, String body) {
    return send("PATCH", path, body);
  }

  /** The answer to a request with a JSON body and further headers, names and values in turn. */
  HttpResponse<String> send(String method, String path, String body, String... more) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(ServerIT.uri(path))
            .headers("X-API-Key", key, "Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    return ServerIT.send(more.length == 0 ? request : request.headers(more));
  }

  /** The body of a GET that succeeds. */
  JsonNode read(String path) {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    return json(answer);
  }

  /** The problem document of a GET that is refused. */
  JsonNode refused(String path, int status, String code) {
    return problem(get(path), status, code);
  }

  /** The problem document in an answer that must be one. */
  static JsonNode problem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = json(answer);
    assertThat(problem.path("code").asText()).isEqualTo(code);
    return problem;
  }

  /** What the errors of a problem point to, in their order. */
  static List<String> pointers(JsonNode problem) {
    return texts(problem.path("errors"), "pointer");
  }

  /** The ids in an array, in their order. */
  static List<UUID> ids(JsonNode array) {
    return texts(array, "id").stream().map(UUID::fromString).toList();
  }

  private static List<String> texts(JsonNode array, String member) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(it -> it.path(member).asText())
        .collect(Collectors.toList());
  }

  static JsonNode json(HttpResponse<String> answer) {
    return json(answer.body());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  /** A JSON text without the spaces between its tokens; its members keep their order. */
  static String compact(String text) {
    return json(text).toString();
  }

  /** A value as it stands in a query. */
  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
