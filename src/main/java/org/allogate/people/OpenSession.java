package org.allogate.people;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.allogate.secrets.Digests;

/**
 * A session as its member may see it from any of its browsers.
 *
 * @param hash SHA-256 of the session's token, 32 bytes; never shown
 * @param address of the client that opened it; null where nobody knows
 */
public record OpenSession(
    byte[] hash, Instant createdAt, Instant lastSeenAt, Instant expiresAt, String address) {
  // RFC 9562, section 5.8: version 8 is of the maker's own rules.
  private static final long VERSION_MASK = 0xffff_ffff_ffff_0fffL;
  private static final long VERSION = 0x8000L;
  private static final long VARIANT_MASK = 0x3fff_ffff_ffff_ffffL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  /** What names it in the API. */
  public UUID id() {
    return idOf(hash);
  }

  /** What names a session in the API: nothing that leads back to the hash, less so to the token. */
  public static UUID idOf(byte[] hash) {
    ByteBuffer digest = ByteBuffer.wrap(Digests.sha256(hash));
    return new UUID(
        digest.getLong() & VERSION_MASK | VERSION, digest.getLong() & VARIANT_MASK | VARIANT);
  }

  /** Nothing of the hash. */
  @Override
  public String toString() {
    return "OpenSession[" + id() + "]";
  }
}
