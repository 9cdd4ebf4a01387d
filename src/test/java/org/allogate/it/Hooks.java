package org.allogate.it;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.allogate.PublishedVerifiers;
import org.allogate.input.Ids;
import org.allogate.secrets.Envelope;
import org.allogate.secrets.ServerSecrets;

/**
 * Rows of endpoints and events, as webhooks and outbox write them, and what dispatch made of them.
 */
final class Hooks {
  private static final UUID NODE = UUID.randomUUID();
  private static final AtomicLong SEQUENCE = new AtomicLong();
  private static final Envelope SECRETS =
      ServerSecrets.parse(ServerIT.SECRETS).envelope("webhook-secret");

  private Hooks() {}

  /** The secret of every endpoint that is made here. */
  static byte[] secret() {
    return "a secret of thirty-two bytes ...".getBytes(StandardCharsets.US_ASCII);
  }

  /** The one before it, where a test gives one. */
  static byte[] secretBefore() {
    return "its predecessor, as long as it..".getBytes(StandardCharsets.US_ASCII);
  }

  /** An enabled live endpoint of an organization, which wants everything. */
  static UUID endpoint(Fixture of, String url) {
    return endpoint(of.tenant, of.organization, "live", url, "*");
  }

  static UUID endpoint(
      UUID tenant, UUID organization, String environment, String url, String types) {
    UUID id = Fixture.id();
    Fixture.run(
        "insert into webhook_endpoint (id, tenant_id, organization_id, environment, url,"
            + " event_types, enabled, secret, created_at)"
            + " values (?, ?, ?, ?, ?, ?, 1, ?, utc_timestamp(6))",
        id,
        tenant,
        organization,
        environment,
        url,
        types,
        SECRETS.seal(secret(), Ids.bytes(id)));
    return id;
  }

  /** Gives an endpoint a secret before the present one. */
  static void rotated(UUID endpoint, Instant until) {
    Fixture.run(
        "update webhook_endpoint set secret_before = ?, secret_before_until = ? where id = ?",
        SECRETS.seal(secretBefore(), Ids.bytes(endpoint)),
        LocalDateTime.ofInstant(until, ZoneOffset.UTC),
        endpoint);
  }

  /** As many events of the live environment of an organization; their ids. */
  static List<UUID> events(Fixture of, int count) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(event(of));
    }
    return ids;
  }

  static UUID event(Fixture of) {
    return event(of.tenant, of.organization, "live", "product.created");
  }

  static UUID event(UUID tenant, UUID organization, String environment, String type) {
    UUID id = Fixture.id();
    Fixture.run(
        "insert into outbox (id, tenant_id, organization_id, environment, type, payload,"
            + " occurred_at) values (?, ?, ?, ?, ?, ?, utc_timestamp(6))",
        id,
        tenant,
        organization,
        environment,
        type,
        body(id));
    return id;
  }

  /** An event whose row is the charge of its write, too, at a node that nobody knows. */
  static UUID chargedEvent(Fixture of) {
    UUID id = Fixture.id();
    Fixture.run(
        "insert into charged_event (node_id, sequence, tenant_id, units, id, organization_id,"
            + " environment, type, payload, occurred_at)"
            + " values (?, ?, ?, 1, ?, ?, 'live', 'product.created', ?, utc_timestamp(6))",
        NODE,
        SEQUENCE.incrementAndGet(),
        of.tenant,
        id,
        of.organization,
        body(id));
    return id;
  }

  /** The payload of an event that is made here. */
  static byte[] body(UUID event) {
    return ("{\"id\":\"" + event + "\",  \"data\":{\"name\":\"Ünïcode \\u0041\"}}")
        .getBytes(StandardCharsets.UTF_8);
  }

  static void set(UUID endpoint, String assignments) {
    Fixture.run("update webhook_endpoint set " + assignments + " where id = ?", endpoint);
  }

  /** Has an endpoint looked after. */
  static void wake(UUID endpoint) {
    Fixture.run(
        "insert into webhook_lane (endpoint_id, due_at) values (?, utc_timestamp(6))"
            + " on duplicate key update due_at = values(due_at)",
        endpoint);
  }

  /** Has a delivery sent again, as its owner would. */
  static void redeliver(UUID endpoint, UUID event) {
    Fixture.run(
        "update webhook_delivery set state = 'pending', tries_left = 8, due_at = utc_timestamp(6)"
            + " where endpoint_id = ? and event_id = ?",
        endpoint,
        event);
    wake(endpoint);
  }

  /** What became of an event at an endpoint: state and tries, or nothing. */
  static String state(UUID endpoint, UUID event) {
    return texts(
            "select concat(state, ' ', tries) from webhook_delivery"
                + " where endpoint_id = ? and event_id = ?",
            endpoint,
            event)
        .stream()
        .findFirst()
        .orElse("");
  }

  static void awaitState(UUID endpoint, UUID event, String state) {
    KeyMaker.eventually(
        state + " of " + event + ", which is " + state(endpoint, event),
        () -> state(endpoint, event).equals(state));
  }

  /** Waits until nothing more comes of what happened so far at a tenant, where all is accepted. */
  static void awaitAllTold(UUID tenant) {
    // In the order in which an event passes through them.
    KeyMaker.eventually(
        "all of " + tenant + " told",
        () ->
            count("charged_event where tenant_id = ?", tenant) == 0
                && count("outbox where tenant_id = ?", tenant) == 0
                && count(
                        "webhook_delivery d join webhook_event e on e.id = d.event_id"
                            + " where d.state = 'pending' and e.tenant_id = ?",
                        tenant)
                    == 0);
  }

  /** How long after its last try a delivery is due. */
  static Duration wait(UUID endpoint, UUID event) {
    return Duration.ofMillis(
        Long.parseLong(
            texts(
                    "select timestampdiff(microsecond, (select max(at) from webhook_attempt"
                        + " where delivery_id = id), due_at) div 1000 from webhook_delivery"
                        + " where endpoint_id = ? and event_id = ?",
                    endpoint,
                    event)
                .get(0)));
  }

  /** The attempts at an event, each as number, status, error and answer. */
  static List<String> attempts(UUID endpoint, UUID event) {
    return texts(
        "select concat_ws(' ', number, coalesce(status, '-'), coalesce(error, '-'),"
            + " coalesce(convert(answer using utf8mb4), '-'))"
            + " from webhook_attempt join webhook_delivery on delivery_id = id"
            + " where endpoint_id = ? and event_id = ? order by number",
        endpoint,
        event);
  }

  static String lane(UUID endpoint) {
    return texts(
            "select concat_ws(' ', due_at is null, failing_since is null) from webhook_lane"
                + " where endpoint_id = ?",
            endpoint)
        .stream()
        .findFirst()
        .orElse("none");
  }

  static String endpointState(UUID endpoint) {
    return texts(
            "select concat_ws(' ', enabled, disabled_reason) from webhook_endpoint where id = ?",
            endpoint)
        .get(0);
  }

  static long count(String from, UUID id) {
    return Long.parseLong(texts("select count(*) from " + from, id).get(0));
  }

  static List<String> texts(String sql, Object... values) {
    try (Connection connection = ServerIT.database();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i] instanceof UUID id ? Fixture.bytes(id) : values[i]);
      }
      List<String> texts = new ArrayList<>();
      ResultSet rows = statement.executeQuery();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether the published libraries take a request for genuine. */
  static boolean genuine(Receiver.Received request, byte[] secret) {
    return genuine(request, PublishedVerifiers.of(secret));
  }

  static boolean genuine(Receiver.Received request, PublishedVerifiers verifiers) {
    return verifiers.verify(
        request.id(),
        request.header("webhook-timestamp"),
        request.header("webhook-signature"),
        request.text());
  }
}
