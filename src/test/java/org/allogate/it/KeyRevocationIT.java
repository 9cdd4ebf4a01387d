package org.allogate.it;

import static org.allogate.it.KeyMaker.answered;
import static org.allogate.it.KeyMaker.using;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.allogate.Threads;
import org.allogate.people.Role;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A revoked key is over before the revocation is answered, and for good. */
class KeyRevocationIT extends ServerIT {
  private final Fixture fixture = Fixture.create();
  private final KeyMaker keys = KeyMaker.of(fixture);

  @Nested
  class Status200 {
    @Test
    void endsTheKeyWithAReason() {
      JsonNode made = keys.made("");
      using(made).read("/v1/loyalty/tiers");
      JsonNode view = answered(keys.act(made, "revoke", "'reason':' No longer used. '"), 200);
      assertThat(view.path("status").textValue()).isEqualTo("revoked");
      assertThat(view.path("revocationReason").textValue()).isEqualTo("No longer used.");
      assertThat(view.path("revokedAt").isNull()).isFalse();
      assertThat(view).isEqualTo(keys.read(made));
      KeyMaker.isRefused(made.path("key").textValue(), "api_key_revoked");
      assertThat(KeyMaker.actions(made)).containsExactly("api_key.created", "api_key.revoked");
      assertThat(KeyMaker.deeds(made).get(1).change("revocationReason").path("after").textValue())
          .isEqualTo("No longer used.");
    }

    @Test
    void changesNothingTheSecondTime() {
      JsonNode made = keys.made("");
      JsonNode first = keys.revoked(made);
      assertThat(first.path("revocationReason").isNull()).isTrue();
      JsonNode second = answered(keys.act(made, "revoke", "'reason':'Another one'"), 200);
      assertThat(second).isEqualTo(first);
      assertThat(KeyMaker.actions(made)).hasSize(2);
    }

    @Test
    void takesNullOrBlankForNoReason() {
      for (String reason : List.of("'reason':null", "'reason':'  '")) {
        JsonNode view = answered(keys.act(keys.made(""), "revoke", reason), 200);
        assertThat(view.path("revocationReason").isNull()).isTrue();
      }
    }

    @Test
    void endsAnExpiredKeyToo() {
      JsonNode made = keys.made("'expiresAt':'" + Instant.now().plus(Duration.ofHours(1)) + "'");
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofHours(2));
        assertThat(keys.revoked(made).path("status").textValue()).isEqualTo("revoked");
        KeyMaker.isRefused(made.path("key").textValue(), "api_key_revoked");
      }
    }

    @Test
    void letsAKeyEndItself() {
      String key = fixture.key(Scopes.ALL);
      ApiClient own = new ApiClient(key);
      String path = KeyMaker.KEYS + "/" + Fixture.idOf(key);
      answered(own.post(path + "/actions/revoke", "{}"), 200);
      KeyMaker.isRefused(key, "api_key_revoked");
    }

    @Test
    void isForMembersToo() {
      JsonNode made = keys.made("");
      answered(fixture.member(Role.ADMIN).post(KeyMaker.path(made) + "/actions/revoke", "{}"), 200);
      KeyMaker.isRefused(made.path("key").textValue(), "api_key_revoked");
      assertThat(KeyMaker.deeds(made).get(1).actorType()).isEqualTo("member");
    }
  }

  @Nested
  class OnTheVeryNextRequest {
    private static final int THREADS = 4;
    private static final int ROUNDS = Rounds.of(500);

    @Test
    void isInForceUnderLoad() throws Exception {
      AtomicInteger running = new AtomicInteger(THREADS);
      List<Integer> rounds =
          Threads.run(
              THREADS + 2,
              thread -> thread < THREADS ? () -> rounds(running) : () -> load(running));
      assertThat(rounds.subList(0, THREADS)).containsOnly(ROUNDS);
      assertThat(rounds.subList(THREADS, THREADS + 2)).allMatch(it -> it > 0);
    }

    private int rounds(AtomicInteger running) {
      try {
        KeyMaker own = KeyMaker.of(Fixture.create());
        for (int round = 0; round < ROUNDS; round++) {
          JsonNode made = own.made("");
          using(made).read("/v1/loyalty/tiers");
          own.revoked(made);
          KeyMaker.isRefused(made.path("key").textValue(), "api_key_revoked");
        }
        return ROUNDS;
      } finally {
        running.decrementAndGet();
      }
    }

    private int load(AtomicInteger running) {
      ApiClient client = new ApiClient(fixture.key(Scopes.ALL));
      int count = 0;
      while (running.get() > 0) {
        client.read("/v1/loyalty/tiers");
        count++;
      }
      return count;
    }
  }
}
