package org.allogate.access;

import java.util.Optional;
import org.allogate.keys.KeyRecord;
import org.allogate.scopes.Scopes;
import org.allogate.tokens.AccessToken;

/**
 * A credential that is in force.
 *
 * @param key the key that was shown, or that a token stands for
 * @param scopes what may be done with it
 * @param token the token that was shown; empty for a key
 */
public record Shown(KeyRecord key, Scopes scopes, Optional<AccessToken> token) {
  static Shown of(KeyRecord key) {
    return new Shown(key, key.scopes(), Optional.empty());
  }

  /** A token gives what it was given, as far as its key still has it. */
  static Shown of(KeyRecord key, AccessToken token) {
    return new Shown(key, token.scopes().within(key.scopes()), Optional.of(token));
  }
}
