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
import org.allogate.outbox.EventData;
import org.allogate.outbox.EventType;
import org.allogate.outbox.Payload;
import org.allogate.sql.Sql;
import org.allogate.webhooks.Lanes;
import org.allogate.webhooks.WebhookEndpoint;
import org.hibernate.Session;

/** Events that nobody but the endpoint they try out is told. */
@ApplicationScoped
public class TestEvents {
  // Whom it is for is known: nobody else is looked for.
  private static final String ADD =
      "insert into webhook_event (id, tenant_id, organization_id, environment, type, payload,"
          + " occurred_at, waiting) values (?, ?, ?, ?, ?, ?, ?, null)";

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject DeliveryLog log;
  @Inject Lanes lanes;

  /** Sends an endpoint an event, once. */
  @Transactional(TxType.MANDATORY)
  public WebhookDelivery send(WebhookEndpoint endpoint, EventType type, Instant now) {
    UUID event = Ids.next();
    byte[] payload = Payload.of(event, type, now, new Test(1));
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
                    now));
    lanes.wake(Set.of(endpoint.id()), now);
    WebhookDelivery delivery =
        new WebhookDelivery(Ids.next(), endpoint.id(), event, type.wireName(), 1, now);
    log.add(delivery);
    return delivery;
  }

  /** What a test tells. */
  record Test(int version) implements EventData {}
}
