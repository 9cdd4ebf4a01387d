package org.allogate.balance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.allogate.tenancy.Actor;

/** One change of a tenant's credits. Only usage grows, until its hour is over. */
@Entity
@Table(name = "tenant_credit_entry")
public class TenantCreditEntry {
  @Id private UUID id;

  @Column(name = "tenant_id")
  private UUID tenantId;

  @Enumerated(EnumType.STRING)
  private EntryKind kind;

  private long amount;
  private Instant hour;

  @Column(name = "actor_type")
  private String actorType;

  @Column(name = "actor_id")
  private UUID actorId;

  @Column(name = "actor_name")
  private String actorName;

  private String reason;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For Hibernate. */
  protected TenantCreditEntry() {}

  /** A grant, or a correction where the amount is below zero. */
  TenantCreditEntry(
      UUID id, UUID tenantId, long amount, String reason, Actor actor, Instant createdAt) {
    this.id = id;
    this.tenantId = tenantId;
    this.kind = amount > 0 ? EntryKind.GRANT : EntryKind.CORRECTION;
    this.amount = amount;
    this.actorType = actor.type();
    this.actorId = actor.id();
    this.actorName = actor.name();
    this.reason = reason;
    this.createdAt = createdAt;
  }

  UUID id() {
    return id;
  }

  EntryKind kind() {
    return kind;
  }

  TenantCreditEntryView view() {
    return new TenantCreditEntryView(
        id, kind, amount, hour, new Actor(actorType, actorId, actorName), reason, createdAt);
  }
}
