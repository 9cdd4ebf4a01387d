package org.allogate.people;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.allogate.secrets.Digests;
import org.allogate.secrets.Seal;

/**
 * Makes and proves tokens of 256 random bits: {@code <random and secret's id>.<tag>}, both
 * Base64Url. The tag lets a made-up one be refused without asking the database, which keeps only
 * the token's SHA-256.
 */
public final class SealedToken {
  private static final int RANDOM_BYTES = 32;
  private static final int PAYLOAD_CHARACTERS = 44;
  private static final int TAG_CHARACTERS = 43;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final Seal seal;
  private final SecureRandom random = new SecureRandom();

  /** Tokens under the server's secrets, for the purpose of the seal. */
  public SealedToken(Seal seal) {
    this.seal = seal;
  }

  /** A new one. */
  public Token issue() {
    byte[] fresh = new byte[RANDOM_BYTES];
    random.nextBytes(fresh);
    byte[] payload =
        ByteBuffer.allocate(RANDOM_BYTES + 1).put(fresh).put((byte) seal.currentId()).array();
    String text =
        ENCODER.encodeToString(payload)
            + "."
            + ENCODER.encodeToString(seal.tag(seal.currentId(), payload));
    return new Token(text, sha256(text));
  }

  /** The token in a text whose tag is ours, or empty. */
  public Optional<Token> prove(String text) {
    if (text.length() != PAYLOAD_CHARACTERS + 1 + TAG_CHARACTERS
        || text.charAt(PAYLOAD_CHARACTERS) != '.') {
      return Optional.empty();
    }
    byte[] payload = decoded(text.substring(0, PAYLOAD_CHARACTERS));
    if (payload.length != RANDOM_BYTES + 1) {
      return Optional.empty();
    }
    int secret = Byte.toUnsignedInt(payload[RANDOM_BYTES]);
    // Compared as text: a second spelling of the same bytes is not this token.
    boolean ours =
        seal.knows(secret)
            && MessageDigest.isEqual(
                ENCODER.encode(seal.tag(secret, payload)),
                text.substring(PAYLOAD_CHARACTERS + 1).getBytes(StandardCharsets.ISO_8859_1))
            && ENCODER.encodeToString(payload).equals(text.substring(0, PAYLOAD_CHARACTERS));
    return ours ? Optional.of(new Token(text, sha256(text))) : Optional.empty();
  }

  private static byte[] decoded(String text) {
    try {
      return DECODER.decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] sha256(String text) {
    return Digests.sha256(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * A token of ours.
   *
   * @param text what its holder shows
   * @param hash what the database keeps, 32 bytes
   */
  public record Token(String text, byte[] hash) {
    /** Nothing of the token. */
    @Override
    public String toString() {
      return "Token";
    }
  }
}
