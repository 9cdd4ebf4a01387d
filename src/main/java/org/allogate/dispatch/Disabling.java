package org.allogate.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.allogate.audit.AuditEntry;
import org.allogate.audit.AuditTrail;
import org.allogate.audit.Changes;
import org.allogate.outbox.EventType;
import org.allogate.outbox.Outbox;
import org.allogate.outbox.OutboxEvent;
import org.allogate.retry.Retried;
import org.allogate.sql.Sql;
import org.allogate.surface.Environment;
import org.allogate.surface.Origin;
import org.allogate.tenancy.Actor;
import org.allogate.webhooks.WebhookDisabledEvent;
import org.allogate.webhooks.WebhookEndpoint;
import org.hibernate.Session;

/**
 * Ends what is sent to an endpoint, and tells its owners. In a transaction of its own, for it locks
 * the endpoint before its lane, as its owners do, and the end of the audit trail.
 */
@ApplicationScoped
public class Disabling {
  private static final String LOCKED =
      "select tenant_id, organization_id, environment from webhook_endpoint"
          + " where id = ? and url collate utf8mb4_bin = ? and enabled = 1 for update";
  private static final String DISABLE =
      "update webhook_endpoint set enabled = 0, disabled_reason = ? where id = ?";
  private static final String REST =
      "update webhook_lane set due_at = null, failing_since = null where endpoint_id = ?";

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Outbox outbox;
  @Inject AuditTrail audit;

  /** Disables an endpoint that is enabled and where it was. */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public void disable(UUID endpoint, Outcomes.Fault fault) {
    em.unwrap(Session.class)
        .doReturningWork(connection -> disabled(connection, endpoint, fault))
        .forEach(it -> tell(endpoint, it, fault.reason()));
  }

  private static List<Disabled> disabled(Connection connection, UUID endpoint, Outcomes.Fault fault)
      throws SQLException {
    List<Disabled> found = Sql.list(connection, LOCKED, Disabled::of, endpoint, fault.url());
    if (!found.isEmpty()) {
      Sql.update(connection, DISABLE, fault.reason(), endpoint);
      Sql.update(connection, REST, endpoint);
    }
    return found;
  }

  private void tell(UUID endpoint, Disabled it, String reason) {
    outbox.add(
        List.of(
            new OutboxEvent(
                EventType.WEBHOOK_ENDPOINT_DISABLED,
                it.tenant,
                it.organization,
                it.environment,
                WebhookDisabledEvent.of(em.find(WebhookEndpoint.class, endpoint)))));
    Changes changes =
        Changes.none().with("enabled", true, false).with("disabledReason", null, reason);
    audit.record(
        it.tenant,
        Actor.SYSTEM,
        Origin.NONE,
        List.of(
            new AuditEntry(
                it.organization,
                "webhook_endpoint.disabled",
                "webhook_endpoint",
                endpoint,
                changes)));
  }

  private record Disabled(UUID tenant, UUID organization, Environment environment) {
    private static Disabled of(ResultSet row) throws SQLException {
      return new Disabled(
          Sql.id(row, 1),
          row.getBytes(2) == null ? null : Sql.id(row, 2),
          Environment.byName(row.getString(3)).orElseThrow());
    }
  }
}
