package org.allogate.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A member signed in on one browser. */
@Entity
@Table(name = "member_session")
class MemberSession {
  @Id private byte[] id;

  @Column(name = "member_id")
  private UUID memberId;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "last_seen_at")
  private Instant lastSeenAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  private String address;

  /** For Hibernate. */
  protected MemberSession() {}

  MemberSession(byte[] id, UUID memberId, Instant now, Instant expiresAt, String address) {
    this.id = id.clone();
    this.memberId = memberId;
    this.createdAt = now;
    this.lastSeenAt = now;
    this.expiresAt = expiresAt;
    this.address = address;
  }
}
