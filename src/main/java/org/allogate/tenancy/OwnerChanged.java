package org.allogate.tenancy;

import java.util.UUID;

/**
 * Fired inside a transaction that changes what the guard knows of all keys of an owner: the tenant
 * or organization was disabled or enabled, the tenant's tier changed. To be observed {@code
 * AFTER_COMPLETION}.
 *
 * @param owner id of the tenant or organization
 */
public record OwnerChanged(UUID owner) {
  /** Under which nodes tell one another of it, by the owner's id. */
  public static final String TOPIC = "owner";
}
