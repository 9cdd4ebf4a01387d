package org.allogate.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import org.allogate.secrets.Seal;
import org.allogate.secrets.ServerSecrets;

/** The seal over the end of a chain, under the server's secrets. */
final class ChainSeal {
  private static final int MAX_SECRET_ID = 255;

  private final Seal seal;

  private ChainSeal(Seal seal) {
    this.seal = seal;
  }

  static ChainSeal of(ServerSecrets secrets) {
    return new ChainSeal(secrets.seal("audit"));
  }

  /** The id of the secret that seals now. */
  int currentId() {
    return seal.currentId();
  }

  /** What seals an end now. */
  byte[] tag(long sequence, Instant time, byte[] hash) {
    return tag(seal.currentId(), sequence, time, hash);
  }

  private byte[] tag(int secret, long sequence, Instant time, byte[] hash) {
    return seal.tag(
        secret,
        ByteBuffer.allocate(2 * Long.BYTES + hash.length)
            .putLong(sequence)
            .putLong(micros(time))
            .put(hash)
            .array());
  }

  /** Whether an end is as this deployment wrote it. */
  boolean isOn(AuditChain end) {
    int secret = end.secretId();
    return secret >= 0
        && secret <= MAX_SECRET_ID
        && seal.knows(secret)
        && MessageDigest.isEqual(tag(secret, end.sequence(), end.time(), end.hash()), end.seal());
  }

  /** An instant as it is hashed and sealed, in microseconds since 1970. */
  static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }
}
