package org.allogate.people;

import java.time.Instant;
import java.util.UUID;
import org.allogate.scopes.Scopes;
import org.allogate.tenancy.Actor;

/**
 * Everything the guard must know of a session, read in one go for each request.
 *
 * @param id SHA-256 of the session's token, 32 bytes
 * @param organizationId null for a member of the tenant itself
 * @param defaultTier the tenant's tier, which is the member's own measure of keys
 * @param expiresAt the absolute end
 * @param active whether the member and its organization are active
 */
public record SessionRecord(
    byte[] id,
    UUID memberId,
    String name,
    String email,
    Role role,
    UUID tenantId,
    UUID organizationId,
    String defaultTier,
    Instant createdAt,
    Instant lastSeenAt,
    Instant expiresAt,
    boolean tenantActive,
    boolean active) {

  /** From the columns of the session and of the rows around it. */
  SessionRecord(
      byte[] id,
      UUID memberId,
      String name,
      String email,
      Role role,
      UUID tenantId,
      UUID organizationId,
      String defaultTier,
      Instant createdAt,
      Instant lastSeenAt,
      Instant expiresAt,
      boolean tenantActive,
      boolean memberActive,
      Boolean organizationActive) {
    this(
        id,
        memberId,
        name,
        email,
        role,
        tenantId,
        organizationId,
        defaultTier,
        createdAt,
        lastSeenAt,
        expiresAt,
        tenantActive,
        memberActive && !Boolean.FALSE.equals(organizationActive));
  }

  /** What the member holds. */
  public Scopes scopes() {
    return role.scopes();
  }

  /** Whether the member belongs to the tenant itself. */
  public boolean ofTenant() {
    return organizationId == null;
  }

  /** Whether this is an owner of the whole tenant. */
  public boolean isTenantOwner() {
    return ofTenant() && role == Role.OWNER;
  }

  /** The member, for the audit trail. */
  public Actor actor() {
    return Actor.member(memberId, name);
  }

  /** The member's id and role. */
  @Override
  public String toString() {
    return "SessionRecord[" + memberId + ", " + role.wireName() + "]";
  }
}
