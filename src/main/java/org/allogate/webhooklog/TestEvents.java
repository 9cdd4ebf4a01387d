package org.allogate.webhooklog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.allogate.input.Ids;
import org.allogate.outbox.EventExamples;
import org.allogate.outbox.EventType;
import org.allogate.sql.Sql;
import org.allogate.trace.Trace;
import org.allogate.webhooks.Lanes;
import org.allogate.webhooks.WebhookEndpoint;
import org.hibernate.Session;

/** Events that nobody but the endpoint they try out is told. */
@ApplicationScoped
public class TestEvents {
  // Whom it is for is known: nobody else is looked for.
  private static final String ADD =
      "insert into webhook_event (id, tenant_id, organization_id, environment, type, payload,"
          + " occurred_at, trace_parent, trace_state, waiting)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, null)";

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject DeliveryLog log;
  @Inject Lanes lanes;

  /** Sends an endpoint an event of a request, once. */
  @Transactional(TxType.MANDATORY)
  public WebhookDelivery send(WebhookEndpoint endpoint, EventType type, Trace trace, Instant now) {
    UUID event = Ids.next();
    byte[] payload = EventExamples.payload(event, type, now);
    em.unwrap(Session.class)
        .doReturningWork(
            connection ->
                Sql.update(
                    connection,
                    ADD,
                    event,
                    endpoint.tenantId(),
                    endpoint.organizationId(),
                    endpoint.environment().wireName(),
                    type.wireName(),
                    payload,
                    now,
                    trace.parent(),
                    trace.state()));
    lanes.wake(Set.of(endpoint.id()), now);
    WebhookDelivery delivery =
        new WebhookDelivery(Ids.next(), endpoint.id(), event, type.wireName(), 1, now);
    log.add(delivery);
    return delivery;
  }
}
