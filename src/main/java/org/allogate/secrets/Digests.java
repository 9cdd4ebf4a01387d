package org.allogate.secrets;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** SHA-256 (FIPS 180-4). */
public final class Digests {
  private Digests() {}

  /** The 32 bytes of the digest of some parts, one after the other. */
  public static byte[] sha256(byte[]... parts) {
    MessageDigest digest = sha256();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /** A digest to be fed bit by bit. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
