package org.allogate.keys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;

/** A key as it is stored: everything but the key. */
@Entity
@Table(name = "api_key")
public class ApiKey {
  @Id private UUID id;

  @Column(name = "tenant_id")
  private UUID tenantId;

  @Column(name = "organization_id")
  private UUID organizationId;

  @Column(name = "api_user_id")
  private UUID apiUserId;

  @Enumerated(EnumType.STRING)
  private KeyLevel level;

  @Enumerated(EnumType.STRING)
  private Environment environment;

  private String name;
  private byte[] hash;
  private String prefix;
  private String preview;
  private String scopes;
  private String tier;

  @Column(name = "rate_policy")
  private String ratePolicy;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "revoked_at")
  private Instant revokedAt;

  /** For Hibernate. */
  protected ApiKey() {}

  /**
   * A new key.
   *
   * @param organizationId null makes it a key of the whole tenant
   * @param ratePolicy its own policies as {@code 60;w=60, 1000;w=3600}, or null for the tier's
   */
  public ApiKey(
      UUID id,
      UUID tenantId,
      UUID organizationId,
      UUID apiUserId,
      Environment environment,
      String name,
      IssuedKey issued,
      Scopes scopes,
      String ratePolicy,
      Instant createdAt) {
    this.id = id;
    this.tenantId = tenantId;
    this.organizationId = organizationId;
    this.apiUserId = apiUserId;
    this.level = organizationId == null ? KeyLevel.TENANT : KeyLevel.ORGANIZATION;
    this.environment = environment;
    this.name = name;
    this.hash = issued.hash();
    this.prefix = issued.prefix();
    this.preview = issued.preview();
    this.scopes = scopes.toString();
    this.ratePolicy = ratePolicy;
    this.createdAt = createdAt;
  }
}
