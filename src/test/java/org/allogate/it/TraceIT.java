package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One trace leads from who writes, through our logs, to whoever is told of it. */
class TraceIT extends ServerIT {
  private static final String PATH = "/hook";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final Pattern PARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-(0[01])");

  private final Fixture fixture = Fixture.create();
  private final ApiClient client = new ApiClient(fixture.key(Scopes.ALL));
  private final Receiver receiver = Receiver.start();
  private final String trace = UUID.randomUUID().toString().replace("-", "");
  private final String parent = "00-" + trace + "-" + SPAN + "-01";

  @AfterEach
  void end() {
    Fixture.run("update webhook_endpoint set enabled = 0 where tenant_id = ?", fixture.tenant);
    receiver.close();
  }

  private UUID endpoint() {
    return Hooks.endpoint(fixture, receiver.uri(PATH).toString());
  }

  private JsonNode write(String... headers) {
    return KeyMaker.answered(
        client.send("POST", "/api/v2/vault/projects", "{\"name\":\"Traced\"}", headers), 201);
  }

  private static List<String> part(List<Receiver.Received> requests, int group) {
    return requests.stream()
        .map(it -> PARENT.matcher(it.header("traceparent")))
        .map(it -> it.matches() ? it.group(group) : "none")
        .toList();
  }

  @Nested
  class Deliveries {
    @Test
    void areInTheTraceOfTheWriteThatCausedThem() {
      endpoint();
      write("traceparent", parent, "tracestate", "rojo=1,congo@x=t61");
      List<Receiver.Received> received = receiver.await(PATH, 1);
      assertThat(part(received, 1)).containsExactly(trace);
      assertThat(part(received, 2)).doesNotContain(SPAN, "none");
      assertThat(part(received, 3)).containsExactly("01");
      assertThat(received.get(0).header("tracestate")).isEqualTo("rojo=1,congo@x=t61");
    }

    @Test
    void haveASpanForEachTryAndStayInTheTraceWhenSentAgain() {
      receiver.answers(PATH, Receiver.Answer.of(500), Receiver.Answer.of(204));
      UUID endpoint = endpoint();
      write("traceparent", parent);
      receiver.await(PATH, 1);
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofMinutes(1));
        receiver.await(PATH, 2);
      }
      String delivery =
          client
              .read("/v1/webhook-endpoints/" + endpoint + "/deliveries")
              .at("/data/0/id")
              .textValue();
      KeyMaker.eventually(
          "it can be sent again",
          () ->
              client
                      .post("/v1/webhook-deliveries/" + delivery + "/actions/redeliver", "{}")
                      .statusCode()
                  < 300);
      List<Receiver.Received> received = receiver.await(PATH, 3);
      assertThat(part(received, 1)).hasSize(3).containsOnly(trace);
      Set<String> spans = new HashSet<>(part(received, 2));
      assertThat(spans).hasSize(3).doesNotContain(SPAN);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "garbage",
          "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
          "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
          "00-00000000000000000000000000000000-00f067aa0ba902b7-01"
        })
    void beginATraceWhereTheWriteNamedNone(String garbage) {
      endpoint();
      write("traceparent", garbage, "tracestate", "a=1");
      List<Receiver.Received> received = receiver.await(PATH, 1);
      assertThat(part(received, 1).get(0))
          .matches("[0-9a-f]{32}")
          .isNotEqualToIgnoringCase("4bf92f3577b34da6a3ce929d0e0e4736");
      assertThat(part(received, 3)).containsExactly("00");
      assertThat(received.get(0).headers()).doesNotContainKey("tracestate");
    }

    /** What an older node wrote during a rolling update is sent, too. */
    @Test
    void haveATraceOfTheirOwnWhereTheEventSaysNone() {
      endpoint();
      Hooks.event(fixture);
      assertThat(part(receiver.await(PATH, 1), 1).get(0)).matches("[0-9a-f]{32}");
    }
  }

  @Nested
  class Logs {
    @Test
    void nameTheTraceOfARequest() throws IOException {
      String id = "trace-it-" + UUID.randomUUID();
      get("/v1/store", "X-API-Key", client.key(), "X-Request-Id", id, "traceparent", parent);
      assertThat(LogIT.lines(id))
          .singleElement()
          .asString()
          .contains("\"trace\":\"" + trace + "\"");
    }

    @Test
    void areNotWrittenToByWhatNamesNoTrace() throws IOException {
      String id = "trace-it-" + UUID.randomUUID();
      String evil = "00-evil\",\"status\":200-" + SPAN + "-01";
      get(
          "/v1/store",
          "X-API-Key",
          client.key(),
          "X-Request-Id",
          id,
          "traceparent",
          evil,
          "tracestate",
          "evil=1");
      assertThat(LogIT.lines(id))
          .singleElement()
          .asString()
          .doesNotContain("evil")
          .contains("\"trace\"");
    }
  }
}
