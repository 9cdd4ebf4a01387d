package org.allogate.access;

import org.allogate.keys.KeyRecord;
import org.allogate.scopes.Scopes;

/**
 * A credential that is in force.
 *
 * @param key the key that was shown
 * @param scopes what may be done with it
 */
public record Shown(KeyRecord key, Scopes scopes) {
  static Shown of(KeyRecord key) {
    return new Shown(key, key.scopes());
  }
}
