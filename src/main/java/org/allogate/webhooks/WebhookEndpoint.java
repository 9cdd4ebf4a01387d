package org.allogate.webhooks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
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

  /** A new one that is sent events at once. */
  WebhookEndpoint(
      UUID id, UUID tenantId, UUID organizationId, Environment environment, Instant createdAt) {
    this.id = id;
    this.tenantId = tenantId;
    this.organizationId = organizationId;
    this.environment = environment;
    this.createdAt = createdAt;
  }

  /** Changes what can be chosen about it; why it was disabled is forgotten when it no longer is. */
  void become(EndpointTerms terms) {
    url = terms.url();
    description = terms.description();
    eventTypes = terms.eventTypes().toString();
    enabled = terms.enabled();
    disabledReason = enabled ? null : disabledReason;
  }

  /** What is chosen about it now. */
  EndpointTerms terms() {
    return new EndpointTerms(url, description, EventTypes.parse(eventTypes), enabled);
  }

  /** Gives it its first secret. */
  void sign(byte[] sealed) {
    secret = sealed.clone();
  }

  /** Gives it another secret; the one before it signs, too, for a while, and those before end. */
  void sign(byte[] sealed, Duration grace, Instant now) {
    secretBefore = grace.isZero() ? null : secret;
    secretBeforeUntil = grace.isZero() ? null : now.plus(grace);
    secret = sealed.clone();
  }

  Instant secretBeforeUntil() {
    return secretBeforeUntil;
  }

  /** The id. */
  public UUID id() {
    return id;
  }

  /** The tenant. */
  public UUID tenantId() {
    return tenantId;
  }

  /** The organization; null for all those of the tenant. */
  public UUID organizationId() {
    return organizationId;
  }

  /** The environment whose events it is sent. */
  public Environment environment() {
    return environment;
  }

  /** Whether it is sent anything. */
  public boolean enabled() {
    return enabled;
  }

  String disabledReason() {
    return disabledReason;
  }

  Instant createdAt() {
    return createdAt;
  }
}
