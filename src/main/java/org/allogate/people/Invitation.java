package org.allogate.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A link that lets a member choose a password, once and until its end. */
@Entity
@Table(name = "member_invitation")
class Invitation {
  @Id private byte[] id;

  @Column(name = "member_id")
  private UUID memberId;

  @Column(name = "expires_at")
  private Instant expiresAt;

  /** For Hibernate. */
  protected Invitation() {}

  Invitation(byte[] id, UUID memberId, Instant expiresAt) {
    this.id = id.clone();
    this.memberId = memberId;
    this.expiresAt = expiresAt;
  }
}
