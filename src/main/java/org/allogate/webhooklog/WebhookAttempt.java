package org.allogate.webhooklog;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** One try of a delivery and what came of it. */
@Entity
@Immutable
@Table(name = "webhook_attempt")
public class WebhookAttempt {
  @EmbeddedId private Key key;

  private Instant at;

  @Column(name = "duration_ms")
  private int durationMs;

  private Integer status;
  private String error;
  private byte[] answer;

  /** For Hibernate. */
  protected WebhookAttempt() {}

  AttemptView view() {
    return new AttemptView(
        key.number(),
        at,
        durationMs,
        status,
        error,
        answer == null ? null : StrangeText.of(answer, StrangeText.KEPT));
  }

  /** Which try of which delivery. */
  @Embeddable
  public record Key(@Column(name = "delivery_id") UUID deliveryId, int number) {}
}
