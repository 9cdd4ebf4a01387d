package org.allogate.it;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Endpoints and their log as rows, for tests that are not about how they come about. */
final class HookRows {
  private static final String MANY =
      "insert into webhook_endpoint (id, tenant_id, organization_id, environment, url,"
          + " event_types, enabled, secret, created_at)"
          + " select %s, o.tenant_id, o.id, w.environment, '"
          + HookMaker.URL
          + "', '"
          + HookMaker.QUIET
          + "', seq mod 10 <> 0, '', utc_timestamp(6) from workspace w"
          + " join organization o on o.id = w.organization_id join seq_1_to_%s where w.id = ?";

  private HookRows() {}

  /** An endpoint of an organization that is told of nothing that happens. */
  static UUID endpoint(UUID tenant, UUID organization, String environment) {
    UUID id = Fixture.id();
    Fixture.run(
        "insert into webhook_endpoint (id, tenant_id, organization_id, environment, url,"
            + " event_types, enabled, secret, created_at) values (?, ?, ?, ?, ?, ?, true, ?, now(6))",
        id,
        tenant,
        organization,
        environment,
        HookMaker.URL,
        HookMaker.QUIET,
        new byte[0]);
    return id;
  }

  /** An endpoint of a workspace. */
  static UUID endpoint(UUID workspace) {
    UUID id = Fixture.id();
    Fixture.run(MANY.formatted("?", "1"), id, workspace);
    return id;
  }

  /** Many endpoints of a workspace, a second between each and the next; one in ten is disabled. */
  static void endpoints(UUID workspace, int count) {
    Fixture.run(
        MANY.formatted(Rows.ID_OF_SEQUENCE, count).replace("chosen.workspace", "w.id"), workspace);
  }

  /** An event of an endpoint's organization with its whole body. */
  static UUID event(UUID endpoint, String type, String payload) {
    UUID id = Fixture.id();
    Fixture.run(
        "insert into webhook_event (id, tenant_id, organization_id, environment, type, payload,"
            + " occurred_at, waiting) select ?, tenant_id, organization_id, environment, ?, ?,"
            + " utc_timestamp(6), null from webhook_endpoint where id = ?",
        id,
        type,
        payload.getBytes(StandardCharsets.UTF_8),
        endpoint);
    return id;
  }

  /** A delivery of an event, due in years when it is pending. */
  static UUID delivery(UUID endpoint, UUID event, String type, String state, int tries) {
    UUID id = Fixture.id();
    boolean pending = state.equals("pending");
    Fixture.run(
        "insert into webhook_delivery values (?, ?, ?, ?, ?, ?, ?, ?, utc_timestamp(6))",
        id,
        endpoint,
        event,
        type,
        state,
        tries,
        pending ? 8 - tries : 0,
        pending ? "2999-01-01 00:00:00" : null);
    return id;
  }

  /** A delivery of an event of its own. */
  static UUID delivery(UUID endpoint, String type, String state) {
    return delivery(endpoint, event(endpoint, type, "{}"), type, state, 1);
  }

  /** An attempt that got an answer, or none where it is null. */
  static void attempt(UUID delivery, int number, Integer status, String error, byte[] answer) {
    Fixture.run(
        "insert into webhook_attempt values (?, ?, '2026-01-02 03:04:05', 17, ?, ?, ?)",
        delivery,
        number,
        status,
        error,
        answer);
  }

  /**
   * Many deliveries, a second between each and the next until now, of ten types; one in fifty is
   * pending and one in twenty exhausted. Each has two attempts.
   */
  static void log(UUID endpoint, int count) {
    Fixture.run(
        "insert into webhook_delivery with chosen as (select ? as workspace)"
            + " select %s, workspace, workspace,"
                .formatted(
                    Rows.ID_OF_SEQUENCE.replace(
                        "1700000000000 + 1000 * seq",
                        "1000 * (floor(unix_timestamp()) - %d + seq)".formatted(count)))
            + " elt(1 + seq mod 10, 'product.created', 'product.updated', 'coupon.created',"
            + " 'coupon.updated', 'coupon.applied', 'coupon.revoked', 'giftcard.granted',"
            + " 'giftcard.updated', 'project.created', 'project.updated'),"
            + " case when seq mod 50 = 0 then 'pending' when seq mod 20 = 1 then 'exhausted'"
            + " else 'delivered' end, 2, 0, if(seq mod 50 = 0, '2999-01-01', null),"
            + " utc_timestamp(6) from seq_1_to_%d, chosen".formatted(count),
        endpoint);
    Fixture.run(
        "insert into webhook_attempt select d.id, seq, d.created_at, 17, 204, null, 'OK'"
            + " from webhook_delivery d join seq_1_to_2 where d.endpoint_id = ?",
        endpoint);
  }
}
