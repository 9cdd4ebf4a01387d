package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.allogate.scopes.Scopes;

/**
 * Makes and changes keys of one organization, by a key of its tenant, which counts for none of
 * them. Bodies are written with single quotes.
 */
record KeyMaker(ApiClient client, UUID organization) {
  static final String KEYS = "/v1/api-keys";

  private static final AtomicInteger NEXT = new AtomicInteger();

  static KeyMaker of(Fixture fixture) {
    return new KeyMaker(new ApiClient(fixture.tenantKey(Scopes.ALL)), fixture.organization);
  }

  /** The body of a new key: the members, and a name and a scope where they say none. */
  String body(String members) {
    ObjectNode body = (ObjectNode) ApiClient.json("{" + quoted(members) + "}");
    body.put("organizationId", organization.toString());
    if (!body.has("name")) {
      body.put("name", "Key " + NEXT.incrementAndGet());
    }
    if (!body.has("scopes")) {
      body.putArray("scopes").add("store:read");
    }
    return body.toString();
  }

  static String quoted(String text) {
    return text.replace('\'', '"');
  }

  HttpResponse<String> create(String members) {
    return client.post(KEYS, body(members));
  }

  /** A new key, as the answer shows it. */
  JsonNode made(String members) {
    return answered(create(members), 201);
  }

  /** The text of a new key. */
  String key(String members) {
    return made(members).path("key").textValue();
  }

  JsonNode refused(String members, int status, String code) {
    return ProblemCheck.of(create(members), status, code);
  }

  HttpResponse<String> patch(JsonNode key, String members) {
    return client.patch(path(key), "{" + quoted(members) + "}");
  }

  JsonNode patched(JsonNode key, String members) {
    return answered(patch(key, members), 200);
  }

  /** The answer to one of the deeds on a key. */
  HttpResponse<String> act(JsonNode key, String deed, String members) {
    return client.post(path(key) + "/actions/" + deed, "{" + quoted(members) + "}");
  }

  JsonNode revoked(JsonNode key) {
    return answered(act(key, "revoke", ""), 200);
  }

  /** The successor, as the answer shows it. */
  JsonNode rotated(JsonNode key, String members) {
    return answered(act(key, "rotate", members), 201);
  }

  JsonNode read(JsonNode key) {
    return client.read(path(key));
  }

  /** The keys of the organization. */
  JsonNode list(String query) {
    return client.read(KEYS + "?organizationId=" + organization + query).path("data");
  }

  static String path(JsonNode key) {
    return KEYS + "/" + key.path("id").textValue();
  }

  static UUID id(JsonNode key) {
    return UUID.fromString(key.path("id").textValue());
  }

  /** A client that shows the key of an answer. */
  static ApiClient using(JsonNode made) {
    return new ApiClient(made.path("key").textValue());
  }

  /** Checks that a key is over; refused keys count by address, so each time from another one. */
  static void isRefused(String key, String code) {
    ProblemCheck.of(
        ServerIT.get("/v1/loyalty/tiers", "X-API-Key", key, "X-Forwarded-For", Addresses.fresh()),
        401,
        code);
  }

  static JsonNode answered(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return ApiClient.json(answer);
  }

  /** Waits for what the server does by itself, and looks again and again. */
  static void eventually(String what, BooleanSupplier holds) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  /** What the audit trail says of a key, oldest first. */
  static List<Deed> deeds(JsonNode key) {
    try (Connection connection = ServerIT.database();
        PreparedStatement statement =
            connection.prepareStatement(
                "select action, actor_type, actor_id, organization_id, changes from audit_event"
                    + " where target_id = ? order by sequence")) {
      statement.setBytes(1, Fixture.bytes(id(key)));
      List<Deed> deeds = new ArrayList<>();
      ResultSet rows = statement.executeQuery();
      while (rows.next()) {
        deeds.add(
            new Deed(
                rows.getString(1),
                rows.getString(2),
                rows.getBytes(3),
                rows.getBytes(4),
                rows.getString(5)));
      }
      return deeds;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  static List<String> actions(JsonNode key) {
    return deeds(key).stream().map(Deed::action).toList();
  }

  /** A row of the audit trail. */
  record Deed(String action, String actorType, byte[] actor, byte[] organization, String changes) {
    JsonNode change(String member) {
      return ApiClient.json(changes).path(member);
    }
  }
}
