package org.allogate.usage;

import java.util.UUID;

/**
 * What is counted together.
 *
 * @param second when the minute begins, in seconds since 1970
 * @param organization the key's, {@link #NONE} for a key of the whole tenant
 * @param key {@link #NONE} where too many keys were used at once to be told apart
 * @param capability its name, of a very long one the beginning; {@link #ANY} where there were too
 *     many at once
 * @param status of the answer
 */
record CellKey(
    long second, UUID tenant, UUID organization, UUID key, String capability, int status) {
  /** Stands where there is no id: primary keys have no null. */
  static final UUID NONE = new UUID(0, 0);

  /** Stands for any capability. */
  static final String ANY = "*";

  /** How often it can be made coarser. */
  static final int LEVELS = 3;

  /** Most characters of a capability. */
  static final int MAX_CAPABILITY = 100;

  /** Cuts what the database would refuse, and with it all that is written in the same batch. */
  CellKey {
    if (capability.length() > MAX_CAPABILITY) {
      capability = capability.substring(0, MAX_CAPABILITY);
    }
  }

  /** The same, told apart less: {@code level} 1 forgets the capability, 2 the key, 3 the minute. */
  CellKey coarser(int level) {
    return switch (level) {
      case 1 -> new CellKey(second, tenant, organization, key, ANY, status);
      case 2 -> new CellKey(second, tenant, organization, NONE, ANY, status);
      default -> new CellKey(second, tenant, organization, NONE, ANY, status).at(Granularity.HOUR);
    };
  }

  /** The same in the hour or day that it is part of. */
  CellKey at(Granularity granularity) {
    return new CellKey(granularity.start(second), tenant, organization, key, capability, status);
  }
}
