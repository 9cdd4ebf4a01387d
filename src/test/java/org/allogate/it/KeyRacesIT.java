package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.allogate.Threads;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two who change the keys of one organization at the same moment never break a rule together, and
 * neither of them ever meets a failure of ours. Each pair is let go hundreds of times.
 */
class KeyRacesIT extends ServerIT {
  private static final int ROUNDS = Rounds.of(500);

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.ALL));
  private final Map<String, Integer> outcomes = new TreeMap<>();

  @AfterEach
  void nobodyMetAFailure() {
    assertThat(outcomes.keySet()).noneMatch(outcome -> outcome.contains("5"));
  }

  private static String newKey(String name) {
    return "{\"name\":\"" + name + "\",\"scopes\":[\"store:read\"]}";
  }

  private static void limit(Fixture of, int keys) {
    Fixture.run("update organization set max_active_keys = ? where id = ?", keys, of.organization);
  }

  /** Lets both go at once and counts how it ended for them, the lower status first. */
  private List<Integer> race(
      Callable<HttpResponse<String>> one, Callable<HttpResponse<String>> other) throws Exception {
    List<Callable<HttpResponse<String>>> both = List.of(one, other);
    List<Integer> statuses =
        Threads.run(2, both::get).stream().map(HttpResponse::statusCode).toList();
    String outcome = statuses.stream().sorted().map(it -> "" + it / 100).toList().toString();
    outcomes.merge(outcome, 1, Integer::sum);
    return statuses;
  }

  private UUID created(String name) {
    HttpResponse<String> answer = owner.post("/v1/api-keys", newKey(name));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return UUID.fromString(ApiClient.json(answer).path("id").asText());
  }

  private HttpResponse<String> act(UUID key, String action) {
    return owner.post("/v1/api-keys/" + key + "/actions/" + action, "{}");
  }

  private JsonNode read(UUID key) {
    return owner.read("/v1/api-keys/" + key);
  }

  private List<JsonNode> active(ApiClient of) {
    List<JsonNode> keys = new ArrayList<>();
    of.read("/v1/api-keys?status=active&limit=1000").path("data").forEach(keys::add);
    return keys;
  }

  @Test
  void givesANameOnce() throws Exception {
    limit(fixture, 10);
    for (int round = 0; round < ROUNDS; round++) {
      String name = "Contested " + round;
      List<Integer> statuses =
          race(
              () -> owner.post("/v1/api-keys", newKey(name)),
              () -> owner.post("/v1/api-keys", newKey(name.toUpperCase())));
      assertThat(statuses).containsExactlyInAnyOrder(201, 409);
      List<JsonNode> holders =
          active(owner).stream()
              .filter(it -> it.path("name").asText().equalsIgnoreCase(name))
              .toList();
      assertThat(holders).hasSize(1);
      act(UUID.fromString(holders.get(0).path("id").asText()), "revoke");
    }
  }

  @Test
  void givesANameOnceWhenOneIsMadeAndAnotherRenamed() throws Exception {
    limit(fixture, 10);
    for (int round = 0; round < ROUNDS; round++) {
      UUID renamed = created("To be renamed " + round);
      String name = "Contested " + round;
      List<Integer> statuses =
          race(
              () -> owner.patch("/v1/api-keys/" + renamed, "{\"name\":\"" + name + "\"}"),
              () -> owner.post("/v1/api-keys", newKey(name)));
      assertThat(statuses).containsAnyOf(200, 201).contains(409);
      for (JsonNode key : active(owner)) {
        if (!key.path("id").asText().equals(Fixture.idOf(owner.key()).toString())) {
          act(UUID.fromString(key.path("id").asText()), "revoke");
        }
      }
    }
  }

  @Test
  void neverHoldsMoreThanFiveKeys() throws Exception {
    for (int round = 0; round < ROUNDS / 5; round++) {
      Fixture fresh = Fixture.create();
      ApiClient of = new ApiClient(fresh.key(Scopes.ALL));
      List<Integer> statuses =
          Threads.run(8, i -> () -> of.post("/v1/api-keys", newKey("Key " + i)).statusCode());
      assertThat(statuses).containsOnly(201, 409);
      assertThat(statuses.stream().filter(status -> status == 201)).hasSize(4);
      assertThat(active(of)).hasSize(5);
    }
  }

  @Test
  void rotatesOrRevokesAndNeverRevivesAKey() throws Exception {
    limit(fixture, 10);
    for (int round = 0; round < ROUNDS; round++) {
      UUID key = created("Key " + round);
      List<Integer> statuses = race(() -> act(key, "rotate"), () -> act(key, "revoke"));
      assertThat(statuses.get(0)).isIn(201, 409);
      assertThat(statuses.get(1)).isEqualTo(200);
      assertThat(read(key).path("status").asText()).isEqualTo("revoked");
      List<JsonNode> left = active(owner);
      assertThat(left).hasSize(statuses.get(0) == 201 ? 2 : 1);
      left.forEach(it -> endUnlessOwn(UUID.fromString(it.path("id").asText())));
    }
  }

  private void endUnlessOwn(UUID key) {
    if (!key.equals(Fixture.idOf(owner.key()))) {
      assertThat(act(key, "revoke").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void editsOrRevokesAndNeverChangesARevokedKey() throws Exception {
    limit(fixture, 10);
    for (int round = 0; round < ROUNDS; round++) {
      UUID key = created("Key " + round);
      List<Integer> statuses =
          race(
              () -> owner.patch("/v1/api-keys/" + key, "{\"name\":\"Edited\"}"),
              () -> act(key, "revoke"));
      assertThat(statuses.get(0)).isIn(200, 409);
      assertThat(statuses.get(1)).isEqualTo(200);
      JsonNode ended = read(key);
      assertThat(ended.path("status").asText()).isEqualTo("revoked");
      assertThat(ended.path("name").asText().equals("Edited")).isEqualTo(statuses.get(0) == 200);
    }
  }

  @Test
  void rotatesAKeyOnce() throws Exception {
    limit(fixture, 10);
    for (int round = 0; round < ROUNDS; round++) {
      UUID key = created("Key " + round);
      assertThat(race(() -> act(key, "rotate"), () -> act(key, "rotate")))
          .containsExactlyInAnyOrder(201, 409);
      UUID successor = UUID.fromString(read(key).path("replacedBy").asText());
      assertThat(race(() -> act(key, "abort-rotation"), () -> act(successor, "revoke")))
          .contains(200);
      assertThat(read(successor).path("status").asText()).isEqualTo("revoked");
      endUnlessOwn(key);
    }
  }

  @Test
  void leavesOneKeyAfterTwoReissues() throws Exception {
    for (int round = 0; round < ROUNDS / 5; round++) {
      Fixture fresh = Fixture.create();
      ApiClient one = new ApiClient(fresh.tenantKey(Scopes.ALL));
      IntStream.range(0, 4).forEach(i -> fresh.key(Scopes.READING));
      String body = "{\"organizationId\":\"" + fresh.organization + "\"}";
      List<Integer> statuses =
          race(
              () -> one.post("/v1/api-keys/actions/reissue", body),
              () -> one.post("/v1/api-keys/actions/reissue", body));
      assertThat(Set.copyOf(statuses)).containsExactly(201);
      JsonNode left = one.read("/v1/api-keys?status=active&organizationId=" + fresh.organization);
      assertThat(left.path("data")).hasSize(1);
    }
  }
}
