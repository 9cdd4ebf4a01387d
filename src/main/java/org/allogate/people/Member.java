package org.allogate.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** A person of a tenant or of one of its organizations. */
@Entity
@DynamicUpdate
@Table(name = "member")
public class Member {
  /** Characters of a name at most. */
  public static final int LONGEST_NAME = 128;

  @Id private UUID id;

  @Column(name = "tenant_id", updatable = false)
  private UUID tenantId;

  @Column(name = "organization_id", updatable = false)
  private UUID organizationId;

  private String email;
  private String name;

  @Enumerated(EnumType.STRING)
  private Role role;

  private boolean active = true;

  @Column(name = "created_at")
  private Instant createdAt;

  private String password;
  private String subject;

  @Column(name = "last_sign_in_at")
  private Instant lastSignInAt;

  /** For Hibernate. */
  protected Member() {}

  /**
   * A new, active member without a password.
   *
   * @param organizationId null for a member of the tenant itself
   */
  public Member(
      UUID id,
      UUID tenantId,
      UUID organizationId,
      String email,
      String name,
      Role role,
      Instant at) {
    this.id = id;
    this.tenantId = tenantId;
    this.organizationId = organizationId;
    this.email = email;
    this.name = name;
    this.role = role;
    this.createdAt = at;
  }

  /** Changes the name. */
  public void rename(String newName) {
    name = newName;
  }

  /** Changes the address. */
  public void readdress(String newEmail) {
    email = newEmail;
  }

  /** Changes the role. */
  public void become(Role newRole) {
    role = newRole;
  }

  /** Lets the member in, or keeps it out. */
  public void activate(boolean newActive) {
    active = newActive;
  }

  /** Takes a password, as a hash of Jakarta Security's Pbkdf2PasswordHash. */
  public void protectWith(String passwordHash) {
    password = passwordHash;
  }

  /**
   * Notes who the identity provider says this is.
   *
   * @param issuerAndSubject both in one text, for they name a person only together
   */
  public void identifyAs(String issuerAndSubject) {
    subject = issuerAndSubject;
  }

  /** Notes a sign-in. */
  public void signedIn(Instant at) {
    lastSignInAt = at;
  }

  /** The id. */
  public UUID id() {
    return id;
  }

  /** The tenant. */
  public UUID tenantId() {
    return tenantId;
  }

  /** The organization, null for a member of the tenant itself. */
  public UUID organizationId() {
    return organizationId;
  }

  /** The address that signs in. */
  public String email() {
    return email;
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** The role. */
  public Role role() {
    return role;
  }

  /** Whether the member may come in. */
  public boolean active() {
    return active;
  }

  /** When the member was made. */
  public Instant createdAt() {
    return createdAt;
  }

  /** The hash of the password; empty before one was chosen. */
  public Optional<String> password() {
    return Optional.ofNullable(password);
  }

  /** Who the identity provider says this is; empty before the first sign-in through one. */
  public Optional<String> subject() {
    return Optional.ofNullable(subject);
  }

  /** When the member signed in last, null for never. */
  public Instant lastSignInAt() {
    return lastSignInAt;
  }

  /** The id and the role. */
  @Override
  public String toString() {
    return "Member[" + id + ", " + role.wireName() + "]";
  }
}
