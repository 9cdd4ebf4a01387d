package org.allogate.webhooklog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** One event for one endpoint. Written only in the columns that changed. */
@Entity
@DynamicUpdate
@Table(name = "webhook_delivery")
public class WebhookDelivery {
  /** How often an event is sent by itself. */
  static final int TRIES = 8;

  /** How often it was sent, after which nobody can have it sent again. */
  static final int MOST_TRIES = 100;

  @Id private UUID id;

  @Column(name = "endpoint_id", updatable = false)
  private UUID endpointId;

  @Column(name = "event_id", updatable = false)
  private UUID eventId;

  @Column(updatable = false)
  private String type;

  @Enumerated(EnumType.STRING)
  private DeliveryState state;

  private int tries;

  @Column(name = "tries_left")
  private int triesLeft;

  @Column(name = "due_at")
  private Instant dueAt;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  /** For Hibernate. */
  protected WebhookDelivery() {}

  /** One that is due at once. */
  WebhookDelivery(UUID id, UUID endpointId, UUID eventId, String type, int triesLeft, Instant now) {
    this.id = id;
    this.endpointId = endpointId;
    this.eventId = eventId;
    this.type = type;
    this.state = DeliveryState.PENDING;
    this.triesLeft = triesLeft;
    this.dueAt = now;
    this.createdAt = now;
  }

  /** Is due at once; what is pending keeps the number of its tries. */
  void redeliver(Instant now) {
    if (state != DeliveryState.PENDING) {
      state = DeliveryState.PENDING;
      triesLeft = TRIES;
    }
    dueAt = now;
  }

  UUID id() {
    return id;
  }

  UUID endpointId() {
    return endpointId;
  }

  UUID eventId() {
    return eventId;
  }

  String type() {
    return type;
  }

  DeliveryState state() {
    return state;
  }

  int tries() {
    return tries;
  }

  Instant dueAt() {
    return dueAt;
  }

  Instant createdAt() {
    return createdAt;
  }
}
