package org.allogate.keys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allogate.ratelimit.Policy;
import org.allogate.ratelimit.Tier;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;
import org.allogate.surface.Network;
import org.allogate.tenancy.Actor;
import org.hibernate.annotations.DynamicUpdate;

/** A key as it is stored: everything but the key. Written only in the columns that changed. */
@Entity
@DynamicUpdate
@Table(name = "api_key")
public class ApiKey {
  @Id private UUID id;

  @Column(name = "tenant_id", updatable = false)
  private UUID tenantId;

  @Column(name = "organization_id", updatable = false)
  private UUID organizationId;

  /** The organization, else the tenant. */
  @Column(insertable = false, updatable = false)
  private UUID owner;

  @Column(name = "api_user_id", updatable = false)
  private UUID apiUserId;

  @Enumerated(EnumType.STRING)
  private KeyLevel level;

  @Enumerated(EnumType.STRING)
  private KeyStatus status = KeyStatus.ACTIVE;

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

  @Column(name = "allowed_addresses")
  private String allowedAddresses;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "created_by_type")
  private String createdByType;

  @Column(name = "created_by_id")
  private UUID createdById;

  @Column(name = "created_by_name")
  private String createdByName;

  // The uses are written by KeyUseRows; here they only begin anew.
  @Column(name = "last_used_at", insertable = false, updatable = false)
  private Instant lastUsedAt;

  @Column(name = "last_used_address", insertable = false, updatable = false)
  private String lastUsedAddress;

  @Column(name = "uses_since_replaced")
  private long usesSinceReplaced;

  @Column(name = "revoked_at")
  private Instant revokedAt;

  @Column(name = "revocation_reason")
  private String revocationReason;

  @Column(name = "replaced_by")
  private UUID replacedBy;

  @Column(name = "replaced_at")
  private Instant replacedAt;

  @Column(name = "full_expires_at")
  private Instant fullExpiresAt;

  private boolean renewed;
  private byte[] sealed;

  @Column(name = "reveal_once")
  private boolean revealOnce;

  @Column(name = "remind_at")
  private Instant remindAt;

  /** For Hibernate. */
  protected ApiKey() {}

  /**
   * A new, active key.
   *
   * @param organizationId null makes it a key of the whole tenant
   */
  public ApiKey(
      UUID id,
      UUID tenantId,
      UUID organizationId,
      UUID apiUserId,
      Environment environment,
      KeyTerms terms,
      IssuedKey issued,
      Actor createdBy,
      Instant createdAt) {
    this.id = id;
    this.tenantId = tenantId;
    this.organizationId = organizationId;
    this.apiUserId = apiUserId;
    this.level = organizationId == null ? KeyLevel.TENANT : KeyLevel.ORGANIZATION;
    this.environment = environment;
    this.hash = issued.hash();
    this.prefix = issued.prefix();
    this.preview = issued.preview();
    this.createdByType = createdBy.type();
    this.createdById = createdBy.id();
    this.createdByName = createdBy.name();
    this.createdAt = createdAt;
    take(terms, createdAt);
  }

  /** Changes what can be chosen about an active key. */
  public void become(KeyTerms terms, Instant now) {
    take(terms, now);
  }

  // Private: a constructor must not call what a subclass may override.
  private void take(KeyTerms terms, Instant now) {
    name = terms.name();
    scopes = terms.scopes().toString();
    tier = terms.tier() == null ? null : terms.tier().tierName();
    ratePolicy = terms.ratePolicy().isEmpty() ? null : Policy.header(terms.ratePolicy());
    allowedAddresses =
        terms.allowedAddresses().stream().map(Network::toString).collect(Collectors.joining(" "));
    expiresAt = terms.expiresAt();
    remindAt = Reminders.next(expiresAt, now);
  }

  /** What is chosen about it now. */
  public KeyTerms terms() {
    return new KeyTerms(
        name,
        Scopes.parse(scopes),
        tier == null ? null : Tier.byName(tier).orElse(Tier.STANDARD),
        ratePolicy == null ? List.of() : Policy.parse(ratePolicy),
        networks(allowedAddresses),
        expiresAt);
  }

  static List<Network> networks(String text) {
    return text.isEmpty() ? List.of() : Stream.of(text.split(" ")).map(Network::parse).toList();
  }

  /** Ends it for good. */
  public void revoke(String reason, Instant now) {
    status = KeyStatus.REVOKED;
    revokedAt = now;
    revocationReason = reason;
    end();
  }

  /** Writes down that its end has come. */
  public void expire() {
    status = KeyStatus.EXPIRED;
    end();
  }

  private void end() {
    sealed = null;
    revealOnce = false;
    remindAt = null;
  }

  /** Hands its place to a successor and stays valid for a while, never past its own end. */
  public void replaceBy(UUID successor, Duration grace, Instant now) {
    replacedBy = successor;
    replacedAt = now;
    usesSinceReplaced = 0;
    fullExpiresAt = expiresAt;
    remindAt = null;
    extend(grace, now);
  }

  /** Gives a replaced key another while from now, never past what was its own end. */
  public void extend(Duration grace, Instant now) {
    Instant end = now.plus(grace);
    expiresAt = fullExpiresAt == null || end.isBefore(fullExpiresAt) ? end : fullExpiresAt;
  }

  /** Gives a replaced key its place and its own end back. */
  public void takeBack(Instant now) {
    expiresAt = fullExpiresAt;
    remindAt = Reminders.next(expiresAt, now);
    replacedBy = null;
    replacedAt = null;
    fullExpiresAt = null;
  }

  /** Marks a key that was made by itself in time before its predecessor's end. */
  public void markRenewed() {
    renewed = true;
  }

  /**
   * Keeps the key where it can be revealed.
   *
   * @param key the key under the deployment's key-encryption key; null keeps nothing
   * @param once whether the first look takes it away
   */
  public void keep(byte[] key, boolean once) {
    sealed = key;
    revealOnce = once && key != null;
  }

  /** Notes that a reminder was given. */
  public void reminded(Instant now) {
    remindAt = Reminders.next(expiresAt, now);
  }

  /** Whether nothing that ended it was written down yet. */
  public boolean active() {
    return status == KeyStatus.ACTIVE;
  }

  /** The status at an instant, whether or not its end was written down already. */
  public KeyStatus status(Instant now) {
    boolean over = expiresAt != null && !now.isBefore(expiresAt);
    return status == KeyStatus.ACTIVE && over ? KeyStatus.EXPIRED : status;
  }

  /** The id. */
  public UUID id() {
    return id;
  }

  /** The tenant it belongs to. */
  public UUID tenantId() {
    return tenantId;
  }

  /** The organization it belongs to, null for a key of the whole tenant. */
  public UUID organizationId() {
    return organizationId;
  }

  /** The service account it speaks for. */
  public UUID apiUserId() {
    return apiUserId;
  }

  /** How far it reaches. */
  public KeyLevel level() {
    return level;
  }

  /** Its environment. */
  public Environment environment() {
    return environment;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Environment prefix and four characters. */
  public String prefix() {
    return prefix;
  }

  /** Environment prefix and the last six characters. */
  public String preview() {
    return preview;
  }

  /** SHA-256 of the key. */
  public byte[] hash() {
    return hash.clone();
  }

  /** Its end, null for none. */
  public Instant expiresAt() {
    return expiresAt;
  }

  /** When it was made. */
  public Instant createdAt() {
    return createdAt;
  }

  /** Who made it. */
  public Actor createdBy() {
    return new Actor(createdByType, createdById, createdByName);
  }

  /** When it was used last, null for never; at most five seconds old. */
  public Instant lastUsedAt() {
    return lastUsedAt;
  }

  /** From where it was used last. */
  public String lastUsedAddress() {
    return lastUsedAddress;
  }

  /** How often it was used since it has a successor. */
  public long usesSinceReplaced() {
    return usesSinceReplaced;
  }

  /** When it was revoked, null for never. */
  public Instant revokedAt() {
    return revokedAt;
  }

  /** Why it was revoked, where somebody said. */
  public String revocationReason() {
    return revocationReason;
  }

  /** The key that took its place, null for none. */
  public UUID replacedBy() {
    return replacedBy;
  }

  /** When that happened. */
  public Instant replacedAt() {
    return replacedAt;
  }

  /** The end it had before it was replaced, null for none. */
  public Instant fullExpiresAt() {
    return fullExpiresAt;
  }

  /** Whether it was made by itself in time before its predecessor's end. */
  public boolean renewed() {
    return renewed;
  }

  /** The key under the deployment's key-encryption key, where it is kept. */
  public Optional<byte[]> sealed() {
    return Optional.ofNullable(sealed).map(byte[]::clone);
  }

  /** Whether the first look takes the kept key away. */
  public boolean revealOnce() {
    return revealOnce;
  }

  /** When its owners are next reminded of its end; null for not again. */
  public Instant remindAt() {
    return remindAt;
  }

  /** The id and the preview. */
  @Override
  public String toString() {
    return "ApiKey[" + id + ", " + preview + "]";
  }
}
