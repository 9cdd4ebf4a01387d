package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;

/** What every answer of 4xx and 5xx owes its client, asserted in one place. */
final class ProblemCheck {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ProblemCheck() {}

  /** The document of an answer that must be this problem. */
  static JsonNode of(HttpResponse<String> answer, int status, String code) {
    return of(
        answer.statusCode(),
        answer.headers().firstValue("Content-Type").orElse(""),
        answer.headers().firstValue("X-Request-Id").orElse(""),
        answer.body(),
        status,
        code);
  }

  /** The document of an answer that must be this problem. */
  static JsonNode of(RawHttp.Answer answer, int status, String code) {
    return of(
        answer.status(),
        answer.header("Content-Type").orElse(""),
        answer.header("X-Request-Id").orElse(""),
        answer.body(),
        status,
        code);
  }

  private static JsonNode of(
      int sent, String mediaType, String requestId, String body, int status, String code) {
    assertThat(sent).as(body).isEqualTo(status);
    assertThat(mediaType).isEqualTo("application/problem+json");
    JsonNode document = json(body);
    assertThat(document.path("code").textValue()).isEqualTo(code);
    assertThat(document.path("type").textValue()).startsWith("http").endsWith("/errors/" + code);
    assertThat(document.path("title").textValue()).isNotBlank();
    assertThat(document.path("status").intValue()).isEqualTo(status);
    assertThat(document.path("detail").textValue()).isNotBlank();
    assertThat(document.path("instance").textValue()).isNotBlank();
    assertThat(document.path("request_id").textValue()).isNotBlank().isEqualTo(requestId);
    assertThat(body).doesNotContainIgnoringCase("exception", "liberty", "com.ibm", "jboss");
    return document;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
