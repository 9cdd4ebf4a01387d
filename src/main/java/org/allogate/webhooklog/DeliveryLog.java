package org.allogate.webhooklog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allogate.outbox.EventType;
import org.allogate.paging.Keyset;
import org.allogate.paging.Lists;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.sql.Sql;
import org.hibernate.Session;

/** The deliveries and their attempts, whoever's the endpoint is. */
@ApplicationScoped
public class DeliveryLog {
  private static final String ROWS =
      """
      select new org.allogate.webhooklog.LoggedDelivery(d, a)
      from WebhookDelivery d left join WebhookAttempt a on a.key.deliveryId = d.id
        and a.key.number = (select max(l.key.number) from WebhookAttempt l
          where l.key.deliveryId = d.id)""";

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Lists lists;

  /** Those of an endpoint, newest first. */
  Page<LoggedDelivery> ofEndpoint(
      UUID endpoint, Optional<DeliveryState> state, Optional<EventType> type, PageRequest page) {
    Keyset<LoggedDelivery> list =
        lists
            .newestFirst(ROWS, LoggedDelivery.class, "d.id", row -> row.delivery().id())
            .where("d.endpointId = :endpoint", "endpoint", endpoint);
    state.ifPresent(it -> list.where("d.state = :state", "state", it));
    type.ifPresent(it -> list.where("d.type = :type", "type", it.wireName()));
    return list.page(page);
  }

  Optional<WebhookDelivery> byId(UUID id) {
    return Optional.ofNullable(em.find(WebhookDelivery.class, id));
  }

  /** Whose a delivery is; read alone, for the endpoint is locked before it. */
  Optional<UUID> endpointOf(UUID delivery) {
    return Optional.ofNullable(
        em.createQuery("select d.endpointId from WebhookDelivery d where d.id = :id", UUID.class)
            .setParameter("id", delivery)
            .getSingleResultOrNull());
  }

  /** A delivery that nobody else changes until the end of the transaction. */
  Optional<WebhookDelivery> locked(UUID id) {
    return Optional.ofNullable(em.find(WebhookDelivery.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  void add(WebhookDelivery delivery) {
    em.persist(delivery);
  }

  /** All attempts of a delivery that ended, oldest first. */
  List<WebhookAttempt> attempts(UUID delivery) {
    return em.createQuery(
            "from WebhookAttempt a where a.key.deliveryId = :delivery order by a.key.number",
            WebhookAttempt.class)
        .setParameter("delivery", delivery)
        .setHint("org.hibernate.readOnly", true)
        .getResultList();
  }

  /** What an event says, at least the beginning that is shown and a byte more; null when gone. */
  byte[] payload(UUID event) {
    List<byte[]> found =
        em.unwrap(Session.class)
            .doReturningWork(
                connection ->
                    Sql.list(
                        connection,
                        "select substring(payload, 1, ?) from webhook_event where id = ?",
                        row -> row.getBytes(1),
                        StrangeText.KEPT + 1,
                        event));
    return found.isEmpty() ? null : found.get(0);
  }
}
