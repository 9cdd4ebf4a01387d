package org.allogate.webhooklog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.allogate.outbox.EventType;
import org.allogate.paging.Keyset;
import org.allogate.paging.Lists;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.replica.Replica;
import org.allogate.sql.Sql;
import org.hibernate.Session;

/** The deliveries and their attempts, whoever's the endpoint is. */
@ApplicationScoped
public class DeliveryLog {
  private static final String LAST_ATTEMPTS =
      """
      from WebhookAttempt a where a.key.deliveryId in :deliveries and a.key.number =
        (select max(l.key.number) from WebhookAttempt l where l.key.deliveryId = a.key.deliveryId)
      """;

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Lists lists;
  @Inject Replica replica;

  /** Those of an endpoint, newest first. */
  Page<DeliveryView> ofEndpoint(
      UUID endpoint, Optional<DeliveryState> state, Optional<EventType> type, PageRequest page) {
    Keyset<WebhookDelivery> list =
        lists
            .newestFirst(
                "select d from WebhookDelivery d",
                WebhookDelivery.class,
                "d.id",
                WebhookDelivery::id)
            .where("d.endpointId = :endpoint", "endpoint", endpoint);
    state.ifPresent(it -> list.where("d.state = :state", "state", it));
    type.ifPresent(it -> list.where("d.type = :type", "type", it.wireName()));
    list.by(index(state.isPresent(), type.isPresent()));
    return replica.read(em, side -> withLastAttempts(side, list.page(page)));
  }

  private static Page<DeliveryView> withLastAttempts(
      EntityManager side, Page<WebhookDelivery> found) {
    Map<UUID, AttemptView> last = lastAttempts(side, found.rows());
    return found.map(delivery -> DeliveryView.of(delivery, last.get(delivery.id())));
  }

  // Left to itself, the database intersects two of them and sorts.
  private static String index(boolean state, boolean type) {
    if (state && type) {
      return "webhook_delivery_by_type_and_state";
    }
    return state
        ? "webhook_delivery_by_state"
        : type ? "webhook_delivery_by_type" : "webhook_delivery_of_endpoint";
  }

  // As many parameters as the next power of two, so that statements are few.
  private static Map<UUID, AttemptView> lastAttempts(
      EntityManager side, List<WebhookDelivery> deliveries) {
    if (deliveries.isEmpty()) {
      return Map.of();
    }
    List<UUID> ids = deliveries.stream().map(WebhookDelivery::id).toList();
    return side.createQuery(LAST_ATTEMPTS, WebhookAttempt.class)
        .setParameter("deliveries", Sql.padded(ids))
        .setHint("org.hibernate.readOnly", true)
        .getResultStream()
        .collect(Collectors.toMap(WebhookAttempt::deliveryId, WebhookAttempt::view));
  }

  /** A delivery with each of its attempts that ended, in any order; nothing where there is none. */
  List<Logged> whole(UUID id) {
    return em.createQuery(
            "select d, a from WebhookDelivery d"
                + " left join WebhookAttempt a on a.key.deliveryId = d.id where d.id = :id",
            Logged.class)
        .setParameter("id", id)
        .setHint("org.hibernate.readOnly", true)
        .getResultList();
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

  /** The last attempt that ended of a delivery that is locked. */
  Optional<WebhookAttempt> last(UUID delivery) {
    return Optional.ofNullable(
        em.createQuery(
                "from WebhookAttempt a where a.key.deliveryId = :delivery"
                    + " order by a.key.number desc",
                WebhookAttempt.class)
            .setParameter("delivery", delivery)
            .setMaxResults(1)
            .getSingleResultOrNull());
  }

  /** Whether there is an event that could be sent. */
  boolean keeps(UUID event) {
    return payload(event, 0) != null;
  }

  /** What an event says, at least the beginning that is shown and a byte more; null when gone. */
  byte[] payload(UUID event) {
    return payload(event, StrangeText.KEPT + 1);
  }

  private byte[] payload(UUID event, int bytes) {
    List<byte[]> found =
        em.unwrap(Session.class)
            .doReturningWork(
                connection ->
                    Sql.list(
                        connection,
                        "select substring(payload, 1, ?) from webhook_event where id = ?",
                        row -> row.getBytes(1),
                        bytes,
                        event));
    return found.isEmpty() ? null : found.get(0);
  }
}
