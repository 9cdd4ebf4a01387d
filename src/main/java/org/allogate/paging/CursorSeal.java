package org.allogate.paging;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.allogate.secrets.Seal;

/**
 * Writes cursors that only this deployment can write, and reads them back. The tag also covers the
 * list with its workspace and filters, so that a cursor fits nowhere else; it needs no room in the
 * text for that. Form: Base64Url of secret id, direction, edge and 16 bytes of HMAC-SHA256: 46
 * characters.
 */
final class CursorSeal {
  private static final int TAG_BYTES = 16;
  private static final int BODY_BYTES = 2 + 16;
  private static final int CHARACTERS = 46;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Direction[] DIRECTIONS = Direction.values();

  private final Seal seal;

  CursorSeal(Seal seal) {
    this.seal = seal;
  }

  /** The text of a cursor of the list that {@code list} describes unambiguously. */
  String write(Cursor cursor, byte[] list) {
    byte[] body =
        ByteBuffer.allocate(BODY_BYTES + TAG_BYTES)
            .put((byte) seal.currentId())
            .put((byte) cursor.direction().ordinal())
            .putLong(cursor.edge().getMostSignificantBits())
            .putLong(cursor.edge().getLeastSignificantBits())
            .array();
    byte[] tag = tag(seal.currentId(), body, list);
    System.arraycopy(tag, 0, body, BODY_BYTES, TAG_BYTES);
    return ENCODER.encodeToString(body);
  }

  /** The cursor in a text, or empty for anything that was not written for this very list. */
  Optional<Cursor> read(String text, byte[] list) {
    byte[] bytes = decoded(text);
    if (bytes.length != BODY_BYTES + TAG_BYTES || !seal.knows(Byte.toUnsignedInt(bytes[0]))) {
      return Optional.empty();
    }
    byte[] expected = tag(Byte.toUnsignedInt(bytes[0]), bytes, list);
    byte[] canonical = ENCODER.encode(bytes);
    byte[] given = new byte[TAG_BYTES];
    System.arraycopy(bytes, BODY_BYTES, given, 0, TAG_BYTES);
    byte[] shortened = new byte[TAG_BYTES];
    System.arraycopy(expected, 0, shortened, 0, TAG_BYTES);
    boolean ours =
        MessageDigest.isEqual(shortened, given)
            && text.equals(new String(canonical, java.nio.charset.StandardCharsets.ISO_8859_1));
    return ours ? Optional.of(cursor(ByteBuffer.wrap(bytes))) : Optional.empty();
  }

  private static Cursor cursor(ByteBuffer bytes) {
    return new Cursor(DIRECTIONS[bytes.get(1)], new UUID(bytes.getLong(2), bytes.getLong(10)));
  }

  private byte[] tag(int secret, byte[] body, byte[] list) {
    byte[] message =
        ByteBuffer.allocate(BODY_BYTES + list.length).put(body, 0, BODY_BYTES).put(list).array();
    return seal.tag(secret, message);
  }

  private static byte[] decoded(String text) {
    if (text.length() != CHARACTERS) {
      return new byte[0];
    }
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
