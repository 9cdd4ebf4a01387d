package org.allogate.webhooks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.allogate.surface.Environment;
import org.hibernate.annotations.DynamicUpdate;

/** Where events are sent. Written only in the columns that changed. */
@Entity
@DynamicUpdate
@Table(name = "webhook_endpoint")
public class WebhookEndpoint {
  @Id private UUID id;

  @Column(name = "tenant_id", updatable = false)
  private UUID tenantId;

  @Column(name = "organization_id", updatable = false)
  private UUID organizationId;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private Environment environment;

  private String url;
  private String description;

  @Column(name = "event_types")
  private String eventTypes;

  private boolean enabled = true;

  @Column(name = "disabled_reason")
  private String disabledReason;

  private byte[] secret;

  @Column(name = "secret_before")
  private byte[] secretBefore;

  @Column(name = "secret_before_until")
  private Instant secretBeforeUntil;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  /** For Hibernate. */
  protected WebhookEndpoint() {}

  /** The id. */
  public UUID id() {
    return id;
  }
}
