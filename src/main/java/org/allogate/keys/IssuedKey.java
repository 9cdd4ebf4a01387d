package org.allogate.keys;

/**
 * A key at the only moment its text is known.
 *
 * @param text the whole key, for its owner's eyes
 * @param hash what is stored, 32 bytes
 * @param prefix environment prefix and four characters, for instance {@code allo_live_8Kd2}
 * @param preview environment prefix and the last six characters: {@code allo_live_***1a2b4w}
 */
public record IssuedKey(String text, byte[] hash, String prefix, String preview) {
  /** The preview: a key never gets into a log by its object. */
  @Override
  public String toString() {
    return preview;
  }
}
