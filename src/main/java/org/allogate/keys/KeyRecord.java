package org.allogate.keys;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allogate.ratelimit.Policy;
import org.allogate.ratelimit.Tier;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;
import org.allogate.surface.Network;

/**
 * Everything the guard must know of a key, read in one go and kept for a few seconds.
 *
 * @param organizationId null for a key of the whole tenant
 * @param workspaceId null for a key of the whole tenant
 * @param hash SHA-256 of the key, 32 bytes
 * @param policies what limits it: its own policies, else its tier's, else the tenant's tier's
 * @param policyHeader {@code policies} as a header value
 * @param allowedAddresses the networks that may use it; none means all
 * @param expiresAt null for a key without an end
 * @param revokedAt null for a key in force
 * @param renewFrom from when on a use makes a successor; null for never
 * @param replaced whether it has a successor and only runs out
 * @param userActive whether the service account and its organization are active
 */
public record KeyRecord(
    UUID id,
    byte[] hash,
    UUID tenantId,
    UUID organizationId,
    UUID workspaceId,
    UUID userId,
    String userEmail,
    KeyLevel level,
    Environment environment,
    String name,
    String prefix,
    Scopes scopes,
    String tier,
    List<Policy> policies,
    String policyHeader,
    List<Network> allowedAddresses,
    Instant expiresAt,
    Instant revokedAt,
    Instant renewFrom,
    boolean replaced,
    boolean tenantActive,
    boolean userActive) {

  /** From the columns of the key and of the rows around it. */
  KeyRecord(
      UUID id,
      byte[] hash,
      UUID tenantId,
      UUID organizationId,
      UUID workspaceId,
      UUID userId,
      String userEmail,
      KeyLevel level,
      Environment environment,
      String name,
      String prefix,
      String scopes,
      String ownTier,
      String tenantTier,
      String ratePolicy,
      String allowedAddresses,
      Instant expiresAt,
      Instant revokedAt,
      UUID replacedBy,
      Integer renewWithinDays,
      boolean tenantActive,
      boolean userActive,
      Boolean organizationActive) {
    this(
        id,
        hash,
        tenantId,
        organizationId,
        workspaceId,
        userId,
        userEmail,
        level,
        environment,
        name,
        prefix,
        Scopes.parse(scopes),
        ownTier == null ? tenantTier : ownTier,
        policies(ratePolicy, ownTier == null ? tenantTier : ownTier),
        Policy.header(policies(ratePolicy, ownTier == null ? tenantTier : ownTier)),
        ApiKey.networks(allowedAddresses),
        expiresAt,
        revokedAt,
        renewWithinDays == null || expiresAt == null || replacedBy != null
            ? null
            : expiresAt.minus(Duration.ofDays(renewWithinDays)),
        replacedBy != null,
        tenantActive,
        userActive && !Boolean.FALSE.equals(organizationActive));
  }

  private static List<Policy> policies(String ratePolicy, String tier) {
    return ratePolicy == null
        ? Tier.byName(tier).orElse(Tier.STANDARD).policies()
        : Policy.parse(ratePolicy);
  }

  /** Whether the key is past its end. */
  public boolean expired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  /** Whether using it now makes a successor, so that its service goes on after its end. */
  boolean renewable(Instant now) {
    return renewFrom != null && !now.isBefore(renewFrom);
  }

  /** Whether a client address may use the key; what is no address may only where all may. */
  public boolean allows(String address) {
    if (allowedAddresses.isEmpty()) {
      return true;
    }
    Optional<InetAddress> client = Network.address(address);
    return client.isPresent()
        && allowedAddresses.stream().anyMatch(network -> network.contains(client.get()));
  }

  /** Whether a test key may look at live rows: all of its scopes only read. */
  public boolean mayReadLive() {
    return Scopes.READING.includes(scopes);
  }

  /** The id and the name. */
  @Override
  public String toString() {
    return "KeyRecord[" + id + ", " + name + "]";
  }
}
