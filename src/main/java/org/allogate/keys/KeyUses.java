package org.allogate.keys;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The uses of keys that are not written down yet: one entry a key however often it was used, so
 * that memory is bounded by the keys in use. Safe for any number of threads; no use is lost or
 * counted twice between {@link #note} and {@link #drain}.
 */
public final class KeyUses {
  private final ConcurrentMap<UUID, KeyUse> pending = new ConcurrentHashMap<>();

  /** Notes that a key in force was shown by a client address. */
  public void note(KeyRecord key, String address, Instant now) {
    put(key.id(), new KeyUse(now, address, key.replaced() ? 1 : 0, key.renewable(now)));
  }

  /** Takes back what could not be written down. */
  void putBack(Map<UUID, KeyUse> uses) {
    uses.forEach(this::put);
  }

  private void put(UUID key, KeyUse use) {
    pending.merge(key, use, KeyUse::and);
  }

  /** Takes out everything, in the order of the keys' ids as their bytes compare. */
  Map<UUID, KeyUse> drain() {
    Map<UUID, KeyUse> drained = new TreeMap<>(KeyUses::compare);
    for (UUID key : pending.keySet()) {
      KeyUse use = pending.remove(key);
      if (use != null) {
        drained.put(key, use);
      }
    }
    return drained;
  }

  // UUID compares as signed numbers.
  private static int compare(UUID one, UUID other) {
    int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
  }
}
