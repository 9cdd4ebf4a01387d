package org.allogate.keys;

import java.util.UUID;
import org.allogate.surface.Environment;

/**
 * What a correctly signed key text says.
 *
 * @param hash SHA-256 of the text, to be compared with the stored one
 */
public record ProvenKey(UUID id, Environment environment, byte[] hash) {
  /** The id alone. */
  @Override
  public String toString() {
    return "ProvenKey[" + id + "]";
  }
}
