package org.allogate.apikeys;

import java.time.Instant;
import java.util.UUID;

/**
 * A key whose time has come.
 *
 * @param time when that was
 * @param place where it belongs
 */
public record DueKey(Instant time, UUID id, ApiKeys.Place place) {
  /** Before any other. */
  static final DueKey NONE = new DueKey(Instant.EPOCH, new UUID(0, 0), null);

  /** From the columns of its row. */
  public DueKey(Instant time, UUID id, UUID tenant, UUID organization) {
    this(time, id, new ApiKeys.Place(tenant, organization));
  }
}
