package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.allogate.PublishedVerifiers;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every event reaches whom it is for, with one id and one body, however often it has to be sent.
 */
class DispatchIT extends ServerIT {
  private static final String PATH = "/hook";
  private static final List<Duration> SCHEDULE =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(10));

  private final Fixture fixture = Fixture.create();
  private final Receiver receiver = Receiver.start();
  private final ServerClock clock = new ServerClock();

  @AfterEach
  void end() {
    Fixture.run("update webhook_endpoint set enabled = 0 where tenant_id = ?", fixture.tenant);
    receiver.close();
    clock.close();
  }

  private UUID endpoint() {
    return Hooks.endpoint(fixture, receiver.uri(PATH).toString());
  }

  private UUID endpoint(String path) {
    return Hooks.endpoint(fixture, receiver.uri(path).toString());
  }

  private Receiver.Answer fails() {
    return Receiver.Answer.of(500).body("out of order");
  }

  @Nested
  class Requests {
    @Test
    void areSignedPosts() {
      UUID endpoint = endpoint();
      UUID event = Hooks.event(fixture);
      Receiver.Received request = receiver.await(PATH, 1).get(0);
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.id()).isEqualTo(event.toString());
      assertThat(request.header("content-type")).isEqualTo("application/json");
      assertThat(request.header("user-agent")).isEqualTo("Allogate-Webhooks");
      assertThat(request.body()).isEqualTo(Hooks.body(event));
      assertThat(Hooks.genuine(request, Hooks.secret())).isTrue();
      assertThat(Hooks.genuine(request, Hooks.secretBefore())).isFalse();
      Hooks.awaitState(endpoint, event, "delivered 1");
      assertThat(Hooks.attempts(endpoint, event)).containsExactly("1 204 - ");
    }

    @Test
    void areVerifiedByTheSecretAsItsOwnerWasShownIt() {
      HookMaker hooks = new HookMaker(new ApiClient(fixture.key(Scopes.ALL)));
      String url = "'url':'" + receiver.uri(PATH) + "','eventTypes':['product.created']";
      List<String> secrets =
          List.of(
              hooks.made(url).path("secret").textValue(),
              hooks.made(url.replace(PATH, "/other")).path("secret").textValue());
      Hooks.event(fixture);
      Receiver.Received request = receiver.await(PATH, 1).get(0);
      assertThat(secrets)
          .extracting(it -> Hooks.genuine(request, PublishedVerifiers.of(it)))
          .containsExactly(true, false);
    }

    @Test
    void carryBothSignaturesDuringARotation() {
      UUID endpoint = endpoint();
      Hooks.rotated(endpoint, Instant.now().plusSeconds(3600));
      Hooks.event(fixture);
      Receiver.Received request = receiver.await(PATH, 1).get(0);
      assertThat(Hooks.genuine(request, Hooks.secret())).isTrue();
      assertThat(Hooks.genuine(request, Hooks.secretBefore())).isTrue();
      Hooks.rotated(endpoint, Instant.now().minusSeconds(1));
      Hooks.event(fixture);
      Receiver.Received after = receiver.await(PATH, 2).get(1);
      assertThat(Hooks.genuine(after, Hooks.secret())).isTrue();
      assertThat(Hooks.genuine(after, Hooks.secretBefore())).isFalse();
    }

    @Test
    void areNotMadeWithoutTheSecret() {
      UUID endpoint = endpoint();
      Hooks.set(endpoint, "secret = x'00'");
      UUID event = Hooks.event(fixture);
      Hooks.awaitState(endpoint, event, "pending 1");
      KeyMaker.eventually("attempt", () -> Hooks.attempts(endpoint, event).size() == 1);
      assertThat(Hooks.attempts(endpoint, event)).containsExactly("1 - secret_unavailable -");
      assertThat(receiver.received(PATH)).isEmpty();
    }

    @Test
    void areTheSameAtEveryTryAndFollowTheSchedule() {
      receiver.answers(PATH, fails());
      UUID endpoint = endpoint();
      Instant from = clock.instant();
      UUID event = Hooks.event(fixture);
      for (int tries = 1; tries < 8; tries++) {
        Hooks.awaitState(endpoint, event, "pending " + tries);
        int number = tries;
        KeyMaker.eventually(
            "attempt " + number, () -> Hooks.attempts(endpoint, event).size() == number);
        isSignedAtItsTime(receiver.received(PATH).get(tries - 1), from);
        Duration wait = SCHEDULE.get(tries - 1);
        assertThat(Hooks.wait(endpoint, event))
            .isBetween(wait, wait.plus(wait.dividedBy(10)).plusSeconds(5));
        Duration step = wait.plus(wait.dividedBy(10)).plusSeconds(6);
        from = clock.instant().plus(step);
        clock.advance(step);
      }
      Hooks.awaitState(endpoint, event, "exhausted 8");
      isSignedAtItsTime(receiver.received(PATH).get(7), from);
      assertThat(receiver.received(PATH)).hasSize(8);
      assertThat(receiver.received(PATH))
          .allSatisfy(
              it -> {
                assertThat(it.id()).isEqualTo(event.toString());
                assertThat(it.body()).isEqualTo(Hooks.body(event));
              });
      assertThat(Hooks.attempts(endpoint, event))
          .hasSize(8)
          .allMatch(it -> it.endsWith(" 500 - out of order"));
      clock.advance(Duration.ofHours(24));
      receiver.answers(PATH, Receiver.Answer.of(200));
      Hooks.redeliver(endpoint, event);
      Hooks.awaitState(endpoint, event, "delivered 9");
      assertThat(receiver.received(PATH).get(8).id()).isEqualTo(event.toString());
    }

    /** By the server's clock, which the libraries do not know. */
    private void isSignedAtItsTime(Receiver.Received request, Instant from) {
      long second = Long.parseLong(request.header("webhook-timestamp"));
      assertThat(Instant.ofEpochSecond(second))
          .isBetween(from.truncatedTo(ChronoUnit.SECONDS), clock.instant());
      assertThat(request.header("webhook-signature"))
          .isEqualTo(
              PublishedVerifiers.of(Hooks.secret()).sign(request.id(), second, request.text()));
    }
  }

  @Nested
  class Answers {
    @Test
    void mayAskForALongerWait() {
      receiver.answers(PATH, Receiver.Answer.of(503).with("Retry-After", "3600"));
      UUID endpoint = endpoint();
      UUID event = Hooks.event(fixture);
      awaitAttempt(endpoint, event);
      assertThat(Hooks.wait(endpoint, event))
          .isBetween(Duration.ofHours(1), Duration.ofHours(1).plusSeconds(10));
    }

    @Test
    void mayAskForADate() {
      String date =
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              Instant.now().plusSeconds(7200).atOffset(ZoneOffset.UTC));
      receiver.answers(PATH, Receiver.Answer.of(429).with("Retry-After", date));
      UUID endpoint = endpoint();
      UUID event = Hooks.event(fixture);
      awaitAttempt(endpoint, event);
      assertThat(Hooks.wait(endpoint, event))
          .isBetween(Duration.ofSeconds(7100), Duration.ofSeconds(7210));
    }

    @Test
    void thatRedirectAreFailuresAndNotFollowed() {
      receiver.answers(
          PATH, Receiver.Answer.of(302).with("Location", receiver.uri("/there").toString()));
      UUID endpoint = endpoint();
      UUID event = Hooks.event(fixture);
      awaitAttempt(endpoint, event);
      assertThat(Hooks.state(endpoint, event)).isEqualTo("pending 1");
      assertThat(Hooks.attempts(endpoint, event)).containsExactly("1 302 - ");
      assertThat(receiver.received("/there")).isEmpty();
    }

    @Test
    void areKeptUpToTheirLimit() {
      receiver.answers(PATH, Receiver.Answer.of(200).body("x".repeat(10_000)));
      UUID endpoint = endpoint();
      UUID event = Hooks.event(fixture);
      Hooks.awaitState(endpoint, event, "delivered 1");
      assertThat(Hooks.attempts(endpoint, event)).containsExactly("1 200 - " + "x".repeat(4096));
    }

    @Test
    void withoutAConnectionAreFailures() {
      UUID endpoint = Hooks.endpoint(fixture, "http://127.0.0.1:1/");
      UUID event = Hooks.event(fixture);
      awaitAttempt(endpoint, event);
      assertThat(Hooks.attempts(endpoint, event)).containsExactly("1 - connection_failed -");
    }
  }

  @Nested
  class Targets {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "http://127.0.0.2:%d/",
          "http://0.0.0.0:%d/",
          "http://[::1]:%d/",
          "http://10.1.2.3:%d/",
          "http://user@127.0.0.1:%d/"
        })
    void thatAreForbiddenAreNotConnectedTo(String url) throws IOException {
      try (ServerSocketChannel elsewhere = ServerSocketChannel.open()) {
        elsewhere.bind(null).configureBlocking(false);
        UUID endpoint = Hooks.endpoint(fixture, url.formatted(elsewhere.socket().getLocalPort()));
        UUID event = Hooks.event(fixture);
        awaitAttempt(endpoint, event);
        assertThat(Hooks.attempts(endpoint, event)).containsExactly("1 - refused_target -");
        assertThat(Hooks.state(endpoint, event)).isEqualTo("pending 1");
        assertThat(elsewhere.accept()).isNull();
      }
    }
  }

  private static void awaitAttempt(UUID endpoint, UUID event) {
    KeyMaker.eventually("attempt", () -> !Hooks.attempts(endpoint, event).isEmpty());
  }

  @Nested
  class Disabling {
    @Test
    void followsFromGone() {
      receiver.answers(PATH, Receiver.Answer.of(410));
      UUID endpoint = endpoint();
      UUID other = endpoint("/other");
      UUID event = Hooks.event(fixture);
      Hooks.awaitState(endpoint, event, "exhausted 1");
      KeyMaker.eventually(
          "disabled", () -> Hooks.endpointState(endpoint).equals("0 Answered 410 Gone."));
      isTold(other, endpoint, "Answered 410 Gone.");
      assertThat(Hooks.lane(endpoint)).isEqualTo("1 1");
    }

    @Test
    void followsFromFiveDaysOfFailures() {
      receiver.answers(PATH, fails());
      UUID endpoint = endpoint();
      UUID other = endpoint("/other");
      UUID first = Hooks.event(fixture);
      awaitAttempt(endpoint, first);
      assertThat(Hooks.lane(endpoint)).isEqualTo("0 0");
      clock.advance(Duration.ofDays(4));
      UUID second = Hooks.event(fixture);
      awaitAttempt(endpoint, second);
      assertThat(Hooks.endpointState(endpoint)).isEqualTo("1");
      clock.advance(Duration.ofDays(1));
      Hooks.event(fixture);
      KeyMaker.eventually(
          "disabled", () -> Hooks.endpointState(endpoint).equals("0 Failed for five days."));
      isTold(other, endpoint, "Failed for five days.");
    }

    @Test
    void isAvertedByASuccess() {
      receiver.answers(PATH, fails(), Receiver.Answer.of(204), fails());
      UUID endpoint = endpoint();
      UUID first = Hooks.event(fixture);
      awaitAttempt(endpoint, first);
      clock.advance(Duration.ofDays(3));
      Hooks.awaitState(endpoint, first, "delivered 2");
      clock.advance(Duration.ofDays(3));
      UUID second = Hooks.event(fixture);
      awaitAttempt(endpoint, second);
      assertThat(Hooks.endpointState(endpoint)).isEqualTo("1");
    }

    @Test
    void isNotForWhatAnotherUrlAnswered() {
      receiver.answers(PATH, Receiver.Answer.hanging(410));
      UUID endpoint = endpoint();
      UUID event = Hooks.event(fixture);
      receiver.await(PATH, 1);
      Fixture.run(
          "update webhook_endpoint set url = ? where id = ?",
          receiver.uri("/mended").toString(),
          endpoint);
      receiver.release(PATH);
      awaitAttempt(endpoint, event);
      assertThat(Hooks.attempts(endpoint, event)).containsExactly("1 410 - ");
      assertThat(Hooks.state(endpoint, event)).isEqualTo("pending 1");
      assertThat(Hooks.lane(endpoint)).as("it does not fail").isEqualTo("0 1");
      clock.advance(Duration.ofSeconds(10));
      Hooks.awaitState(endpoint, event, "delivered 2");
      assertThat(receiver.received("/mended")).hasSize(1);
      assertThat(Hooks.endpointState(endpoint)).isEqualTo("1");
    }

    private void isTold(UUID other, UUID disabled, String reason) {
      KeyMaker.eventually(
          "told",
          () ->
              receiver.received("/other").stream()
                  .anyMatch(
                      it ->
                          it.text().contains("\"webhook_endpoint.disabled\"")
                              && it.text().contains("\"endpoint\":{\"id\":\"" + disabled + "\"")
                              && it.text().contains(reason)));
      assertThat(
              Hooks.texts(
                  "select concat_ws(' ', action, actor_type, target_type) from audit_event"
                      + " where target_id = ?",
                  disabled))
          .containsExactly("webhook_endpoint.disabled system webhook_endpoint");
      assertThat(
              Hooks.count(
                  "webhook_delivery where type = 'webhook_endpoint.disabled' and endpoint_id = ?",
                  disabled))
          .isZero();
      assertThat(Hooks.endpointState(other)).isEqualTo("1");
    }
  }

  @Nested
  class Audience {
    @Test
    void isOfTheTenantTheOrganizationTheEnvironmentAndTheType() {
      Fixture sibling = fixture.sibling();
      Fixture stranger = Fixture.create();
      endpoint("/ours");
      Hooks.endpoint(fixture.tenant, null, "live", receiver.uri("/tenant").toString(), "*");
      Hooks.endpoint(
          fixture.tenant, fixture.organization, "test", receiver.uri("/test").toString(), "*");
      Hooks.endpoint(sibling, receiver.uri("/sibling").toString());
      Hooks.endpoint(stranger, receiver.uri("/stranger").toString());
      Hooks.endpoint(
          fixture.tenant,
          fixture.organization,
          "live",
          receiver.uri("/filter").toString(),
          "coupon.created product.updated");
      UUID event = Hooks.event(fixture);
      UUID ofTenant = Hooks.event(fixture.tenant, null, "live", "webhook_endpoint.disabled");
      UUID ofAll = Hooks.event(fixture.tenant, null, "live", "credits.low");
      UUID inTest = Hooks.event(fixture.tenant, fixture.organization, "test", "customer.updated");
      UUID filtered = Hooks.event(fixture.tenant, fixture.organization, "live", "coupon.created");
      UUID unknown = Hooks.event(fixture.tenant, fixture.organization, "live", "of.the.future");
      Hooks.awaitAllTold(fixture.tenant);
      gets("/ours", event, ofAll, filtered, unknown);
      gets("/tenant", event, ofTenant, ofAll, filtered, unknown);
      gets("/sibling", ofAll);
      gets("/test", inTest);
      gets("/filter", filtered);
      gets("/stranger");
      Fixture.run("update webhook_endpoint set enabled = 0 where tenant_id = ?", stranger.tenant);
    }

    private void gets(String path, UUID... events) {
      assertThat(receiver.received(path))
          .as(path)
          .extracting(it -> UUID.fromString(it.id()))
          .containsExactlyInAnyOrder(events);
    }

    @Test
    void ofASecondOrganizationIsItsOwnAndTheTenants() {
      Fixture second = fixture.sibling();
      endpoint("/first");
      Hooks.endpoint(second, receiver.uri("/second").toString());
      Hooks.endpoint(fixture.tenant, null, "live", receiver.uri("/tenant").toString(), "*");
      JsonNode product =
          KeyMaker.answered(
              new ApiClient(fixture.tenantKey(Scopes.ALL))
                  .send(
                      "POST",
                      "/v1/products",
                      "{\"name\":\"Hat\",\"price\":100,\"item\":\"Hat\"}",
                      "X-Organization-Id",
                      second.organization.toString()),
              201);
      Hooks.awaitAllTold(fixture.tenant);
      for (String path : List.of("/second", "/tenant")) {
        assertThat(receiver.received(path)).as(path).hasSize(1);
        JsonNode body = ApiClient.json(receiver.received(path).get(0).text());
        assertThat(body.path("type").asText()).isEqualTo("product.created");
        assertThat(body.at("/data/product")).isEqualTo(product);
      }
      assertThat(receiver.received("/first")).isEmpty();
    }

    @Test
    void isFoundForWhatAnOlderNodeWroteToo() {
      UUID endpoint = endpoint();
      UUID event = Fixture.id();
      Fixture.run(
          "insert into webhook_event (id, tenant_id, organization_id, environment, type, payload,"
              + " occurred_at, waiting)"
              + " values (?, ?, ?, 'live', 'product.created', ?, utc_timestamp(6), 1)",
          event,
          fixture.tenant,
          fixture.organization,
          Hooks.body(event));
      Hooks.awaitState(endpoint, event, "delivered 1");
      gets(PATH, event);
    }

    @Test
    void whichIsNobodyLeavesNoRow() {
      UUID event = Hooks.event(fixture);
      KeyMaker.eventually("gone", () -> Hooks.count("outbox where id = ?", event) == 0);
      assertThat(Hooks.count("webhook_event where id = ?", event)).isZero();
    }

    @Test
    void doesNotIncludeDisabledEndpointsWhichResume() {
      receiver.answers(PATH, fails(), Receiver.Answer.of(204));
      UUID endpoint = endpoint();
      UUID other = endpoint("/other");
      UUID before = Hooks.event(fixture);
      awaitAttempt(endpoint, before);
      Hooks.set(endpoint, "enabled = 0");
      UUID meanwhile = Hooks.event(fixture);
      Hooks.awaitState(other, meanwhile, "delivered 1");
      assertThat(Hooks.state(endpoint, meanwhile)).isEmpty();
      clock.advance(Duration.ofMinutes(10));
      KeyMaker.eventually("it rests", () -> Hooks.lane(endpoint).equals("1 0"));
      assertThat(Hooks.state(endpoint, before)).isEqualTo("pending 1");
      Hooks.set(endpoint, "enabled = 1");
      Hooks.wake(endpoint);
      Hooks.awaitState(endpoint, before, "delivered 2");
    }

    @Test
    void thatIsGoneIsForgotten() {
      receiver.answers(PATH, fails());
      UUID endpoint = endpoint();
      UUID event = Hooks.event(fixture);
      awaitAttempt(endpoint, event);
      Fixture.run("delete from webhook_endpoint where id = ?", endpoint);
      clock.advance(Duration.ofMinutes(1));
      KeyMaker.eventually("no lane", () -> Hooks.lane(endpoint).equals("none"));
    }
  }

  @Nested
  class Slots {
    @Test
    void ofAHangingEndpointAreNotThoseOfOthers() {
      receiver.answers("/hangs", Receiver.Answer.hanging());
      UUID hanging = endpoint("/hangs");
      UUID healthy = endpoint("/healthy");
      List<UUID> events = Hooks.events(fixture, 50);
      events.forEach(event -> Hooks.awaitState(healthy, event, "delivered 1"));
      // All of the healthy one's were done while the first of the hanging one's were under way.
      assertThat(receiver.received("/hangs")).hasSize(4);
      assertThat(receiver.mostAtOnce("/hangs")).isEqualTo(4);
      receiver.release("/hangs");
      events.forEach(event -> Hooks.awaitState(hanging, event, "delivered 1"));
      assertThat(receiver.mostAtOnce("/hangs")).isLessThanOrEqualTo(4);
      assertThat(receiver.received("/hangs")).hasSize(50);
    }

    @Test
    void areFourForAnEndpoint() {
      UUID endpoint = endpoint();
      List<UUID> events = Hooks.events(fixture, 200);
      events.forEach(event -> Hooks.awaitState(endpoint, event, "delivered 1"));
      assertThat(receiver.mostAtOnce(PATH)).isBetween(1, 4);
      assertThat(receiver.received(PATH)).hasSize(200);
    }
  }

  @Nested
  class Log {
    @Test
    void isKeptForThirtyDays() {
      UUID endpoint = endpoint();
      UUID event = Hooks.event(fixture);
      Hooks.awaitState(endpoint, event, "delivered 1");
      clock.advance(Duration.ofDays(30).minusMinutes(10));
      UUID redelivered = Hooks.event(fixture);
      Hooks.awaitState(endpoint, redelivered, "delivered 1");
      assertThat(Hooks.state(endpoint, event)).isEqualTo("delivered 1");
      clock.advance(Duration.ofMinutes(20));
      KeyMaker.eventually("removed", () -> Hooks.state(endpoint, event).isEmpty());
      KeyMaker.eventually(
          "its event, too", () -> Hooks.count("webhook_event where id = ?", event) == 0);
      assertThat(new ArrayList<>(receiver.received(PATH))).hasSize(2);
    }

    @Test
    void endsWhatCanBeSentNoMore() {
      receiver.answers(PATH, fails());
      UUID endpoint = endpoint();
      UUID event = Hooks.event(fixture);
      awaitAttempt(endpoint, event);
      Fixture.run("delete from webhook_event where id = ?", event);
      clock.advance(Duration.ofMinutes(1));
      Hooks.awaitState(endpoint, event, "exhausted 1");
    }
  }
}
