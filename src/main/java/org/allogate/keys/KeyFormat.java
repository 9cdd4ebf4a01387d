package org.allogate.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.allogate.secrets.Digests;
import org.allogate.secrets.Seal;
import org.allogate.surface.Environment;

/**
 * Makes and proves the text of a key: {@code allo_live_<payload>.<signature>}.
 *
 * <p>The payload is Base64Url of 16 random bytes, the key's id, the id of the signing secret and
 * the format's version; the signature Base64Url of HMAC-SHA256 over everything before the dot. Both
 * are unpadded and have one spelling only. The random bytes stand first, so that the four
 * characters which a key's prefix shows differ from key to key.
 */
public final class KeyFormat {
  /** Prefix words a deployment may choose. */
  public static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]{1,15}");

  private static final byte VERSION = 1;
  private static final int RANDOM_BYTES = 16;
  private static final int PAYLOAD_BYTES = RANDOM_BYTES + 16 + 2;
  private static final int PAYLOAD_CHARACTERS = 46;
  private static final int SIGNATURE_CHARACTERS = 43;
  private static final int PREVIEW_TAIL = 6;
  private static final int PREFIX_CHARACTERS = 4;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final Seal seal;
  private final SecureRandom random = new SecureRandom();
  private final String[] heads = new String[Environment.values().length];

  /**
   * A format under a deployment's secrets.
   *
   * @param word the first part of every key, of the form of {@link #WORD}
   */
  public KeyFormat(String word, Seal seal) {
    if (!WORD.matcher(word).matches()) {
      throw new IllegalArgumentException(
          "allogate.key-prefix must match " + WORD + ", for instance allo");
    }
    this.seal = seal;
    for (Environment environment : Environment.values()) {
      heads[environment.ordinal()] = word + "_" + environment.wireName() + "_";
    }
  }

  /** A new key of an environment for a key id. */
  public IssuedKey issue(Environment environment, UUID id) {
    byte[] fresh = new byte[RANDOM_BYTES];
    random.nextBytes(fresh);
    return issue(environment, id, fresh);
  }

  /**
   * The key that goes with given random bytes: the same bytes give the same key again.
   *
   * @param entropy 16 bytes that nobody can guess
   */
  public IssuedKey issue(Environment environment, UUID id, byte[] entropy) {
    byte[] payload =
        ByteBuffer.allocate(PAYLOAD_BYTES)
            .put(entropy, 0, RANDOM_BYTES)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .put((byte) seal.currentId())
            .put(VERSION)
            .array();
    String head = heads[environment.ordinal()];
    String signed = head + ENCODER.encodeToString(payload);
    String text = signed + "." + ENCODER.encodeToString(seal.tag(seal.currentId(), ascii(signed)));
    return new IssuedKey(
        text,
        hash(text),
        signed.substring(0, head.length() + PREFIX_CHARACTERS),
        head + "***" + text.substring(text.length() - PREVIEW_TAIL));
  }

  /** The key in a text whose signature is ours, or empty for anything malformed or forged. */
  public Optional<ProvenKey> prove(String text) {
    for (Environment environment : Environment.values()) {
      String head = heads[environment.ordinal()];
      if (text.startsWith(head)) {
        return prove(text, head.length(), environment);
      }
    }
    return Optional.empty();
  }

  private Optional<ProvenKey> prove(String text, int head, Environment environment) {
    int dot = head + PAYLOAD_CHARACTERS;
    byte[] bytes = ascii(text);
    if (bytes.length != dot + 1 + SIGNATURE_CHARACTERS || bytes[dot] != '.') {
      return Optional.empty();
    }
    ByteBuffer payload = payload(bytes, head);
    if (payload == null || payload.get(PAYLOAD_BYTES - 1) != VERSION) {
      return Optional.empty();
    }
    int secret = Byte.toUnsignedInt(payload.get(PAYLOAD_BYTES - 2));
    if (!seal.knows(secret) || !signed(bytes, dot, secret)) {
      return Optional.empty();
    }
    UUID id = new UUID(payload.getLong(RANDOM_BYTES), payload.getLong(RANDOM_BYTES + Long.BYTES));
    return Optional.of(new ProvenKey(id, environment, Digests.sha256(bytes)));
  }

  private boolean signed(byte[] bytes, int dot, int secret) {
    byte[] message = new byte[dot];
    System.arraycopy(bytes, 0, message, 0, dot);
    byte[] expected = ENCODER.encode(seal.tag(secret, message));
    // Compared as text: a second spelling of the same signature is not this key.
    byte[] given = new byte[SIGNATURE_CHARACTERS];
    System.arraycopy(bytes, dot + 1, given, 0, SIGNATURE_CHARACTERS);
    return MessageDigest.isEqual(expected, given);
  }

  private static ByteBuffer payload(byte[] bytes, int from) {
    byte[] encoded = new byte[PAYLOAD_CHARACTERS];
    System.arraycopy(bytes, from, encoded, 0, PAYLOAD_CHARACTERS);
    try {
      return ByteBuffer.wrap(DECODER.decode(encoded));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** What the database keeps of a key: SHA-256 of its whole text. */
  static byte[] hash(String text) {
    return Digests.sha256(ascii(text));
  }

  // Characters beyond Latin-1 become '?', which no key contains.
  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
