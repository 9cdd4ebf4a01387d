package org.allogate.keys;

import java.time.Instant;

/**
 * What one key was used for since it was last written down.
 *
 * @param last when it was used last
 * @param address from where it was used last
 * @param afterReplacement how many of the uses came after the key had been replaced
 * @param renewable whether a use made it time for a successor
 */
record KeyUse(Instant last, String address, long afterReplacement, boolean renewable) {
  /** Both together; the later one says where. */
  KeyUse and(KeyUse other) {
    KeyUse later = other.last.isBefore(last) ? this : other;
    return new KeyUse(
        later.last,
        later.address,
        afterReplacement + other.afterReplacement,
        renewable || other.renewable);
  }
}
