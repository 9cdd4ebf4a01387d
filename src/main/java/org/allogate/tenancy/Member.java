package org.allogate.tenancy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A person of a tenant or of one of its organizations. */
@Entity
@Table(name = "member")
public class Member {
  @Id private UUID id;

  @Column(name = "tenant_id")
  private UUID tenantId;

  @Column(name = "organization_id")
  private UUID organizationId;

  private String email;
  private String name;

  @Enumerated(EnumType.STRING)
  private Role role;

  private boolean active = true;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For Hibernate. */
  protected Member() {}

  /**
   * A new, active member.
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
}
