package org.allogate.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104) under the server's secrets, for one purpose. */
public final class Seal {
  private static final String ALGORITHM = "HmacSHA256";

  private final int currentId;
  private final Mac[] prototypes = new Mac[256];

  Seal(String purpose, List<ServerSecrets.Secret> secrets) {
    this.currentId = secrets.get(0).id();
    for (ServerSecrets.Secret secret : secrets) {
      prototypes[secret.id()] = mac(derive(secret.bytes(), purpose));
    }
  }

  /** 32 bytes that follow from a secret for one purpose; they tell nothing of the secret. */
  public static byte[] derive(byte[] secret, String purpose) {
    return mac(secret).doFinal(("allogate " + purpose).getBytes(StandardCharsets.UTF_8));
  }

  /** The id of the secret that signs what is made now, 0 to 255. */
  public int currentId() {
    return currentId;
  }

  /** Whether a secret of this id is active. */
  public boolean knows(int id) {
    return prototypes[id] != null;
  }

  /** The 32-byte tag of a message under the secret of an id that is {@link #knows known}. */
  public byte[] tag(int id, byte[] message) {
    try {
      // A clone of a keyed Mac is several times cheaper than keying a new one, and needs no lock.
      Mac mac = (Mac) prototypes[id].clone();
      return mac.doFinal(message);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
