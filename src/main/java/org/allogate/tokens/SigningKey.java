package org.allogate.tokens;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A key that signs tokens, as it is stored. */
@Entity
@Table(name = "signing_key")
public class SigningKey {
  @Id private UUID id;

  @Column(name = "public_key")
  private byte[] publicKey;

  private byte[] sealed;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "signs_from")
  private Instant signsFrom;

  @Column(name = "signs_until")
  private Instant signsUntil;

  @Column(name = "published_until")
  private Instant publishedUntil;

  /** For Hibernate. */
  protected SigningKey() {}

  /**
   * A new one, published from now on.
   *
   * @param publicKey in X.509 form
   * @param sealed the private key in PKCS #8 form, sealed for the id
   */
  SigningKey(UUID id, byte[] publicKey, byte[] sealed, Instant createdAt, Life life) {
    this.id = id;
    this.publicKey = publicKey.clone();
    this.sealed = sealed.clone();
    this.createdAt = createdAt;
    this.signsFrom = life.signsFrom();
    this.signsUntil = life.signsUntil();
    this.publishedUntil = life.publishedUntil();
  }

  UUID id() {
    return id;
  }

  byte[] publicKey() {
    return publicKey.clone();
  }

  byte[] sealed() {
    return sealed.clone();
  }

  Life life() {
    return new Life(signsFrom, signsUntil, publishedUntil);
  }

  /**
   * When a key signs and until when it is published; ends are exclusive.
   *
   * @param publishedUntil no token of its outlives this
   */
  record Life(Instant signsFrom, Instant signsUntil, Instant publishedUntil) {
    boolean signs(Instant now) {
      return !now.isBefore(signsFrom) && now.isBefore(signsUntil);
    }
  }
}
