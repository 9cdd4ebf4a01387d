package org.allogate.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.allogate.json.Json;
import org.allogate.surface.Origin;
import org.allogate.tenancy.Actor;

/**
 * One deed as it is written down. Its hash covers everything else in the row and the hash of the
 * row before it, so that no row can be changed, taken out or put in unnoticed.
 */
@Entity
@Table(name = "audit_event")
public class AuditEvent {
  @Id private UUID id;

  @Column(name = "tenant_id")
  private UUID tenantId;

  @Column(name = "organization_id")
  private UUID organizationId;

  private long sequence;
  private Instant time;

  @Column(name = "actor_type")
  private String actorType;

  @Column(name = "actor_id")
  private UUID actorId;

  @Column(name = "actor_name")
  private String actorName;

  private String action;

  @Column(name = "target_type")
  private String targetType;

  @Column(name = "target_id")
  private UUID targetId;

  private String address;

  @Column(name = "request_id")
  private String requestId;

  private String changes;

  @Column(name = "previous_hash")
  private byte[] previousHash;

  private byte[] hash;

  /** For Hibernate. */
  protected AuditEvent() {}

  /**
   * The next event of a chain.
   *
   * @param time in microseconds, as the database keeps it
   */
  AuditEvent(
      UUID id,
      UUID tenantId,
      long sequence,
      Instant time,
      Actor actor,
      Origin origin,
      AuditEntry entry,
      byte[] previousHash) {
    this.id = id;
    this.tenantId = tenantId;
    this.organizationId = entry.organization();
    this.sequence = sequence;
    this.time = time;
    this.actorType = actor.type();
    this.actorId = actor.id();
    this.actorName = actor.name();
    this.action = entry.action();
    this.targetType = entry.targetType();
    this.targetId = entry.targetId();
    this.address = origin.address();
    this.requestId = origin.requestId();
    this.changes = json(entry.changes().members());
    this.previousHash = previousHash.clone();
    this.hash = digest();
  }

  private static String json(Object value) {
    try {
      return Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * SHA-256 of the UTF-8 bytes of a JSON array without spaces: everything of the row in the order
   * below, ids as text, the time in microseconds since 1970, the previous hash in hexadecimal.
   */
  byte[] digest() {
    List<Object> all =
        Arrays.asList(
            tenantId,
            sequence,
            id,
            organizationId,
            ChainSeal.micros(time),
            actorType,
            actorId,
            actorName,
            action,
            targetType,
            targetId,
            address,
            requestId,
            changes,
            HexFormat.of().formatHex(previousHash));
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(json(all).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The id; a UUIDv7 of its time. */
  public UUID id() {
    return id;
  }

  long sequence() {
    return sequence;
  }

  byte[] previousHash() {
    return previousHash.clone();
  }

  byte[] hash() {
    return hash.clone();
  }

  AuditEventView view() {
    return AuditEventView.of(
        id,
        time,
        new Actor(actorType, actorId, actorName),
        action,
        targetType,
        targetId,
        organizationId,
        address,
        requestId,
        sequence,
        changes,
        previousHash,
        hash);
  }
}
