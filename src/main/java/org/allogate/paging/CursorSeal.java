package org.allogate.paging;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.allogate.secrets.Seal;

/**
 * Writes cursors that only this deployment can write, and reads them back. The tag also covers the
 * list with its workspace and filters, so that a cursor fits nowhere else; it needs no room in the
 * text for that. Form: Base64Url of secret id, direction, the edge's id, its rank if it has one,
 * and 16 bytes of HMAC-SHA256: 46 characters, with a rank 56.
 */
final class CursorSeal {
  private static final int TAG_BYTES = 16;
  private static final int PLAIN_BYTES = 2 + 16;
  private static final int RANKED_BYTES = PLAIN_BYTES + Long.BYTES;
  private static final int MOST_CHARACTERS = 56;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Direction[] DIRECTIONS = Direction.values();

  private final Seal seal;

  CursorSeal(Seal seal) {
    this.seal = seal;
  }

  /** The text of a cursor of the list that {@code list} describes unambiguously. */
  String write(Cursor cursor, byte[] list) {
    Edge edge = cursor.edge();
    int length = edge.rank() == null ? PLAIN_BYTES : RANKED_BYTES;
    ByteBuffer bytes =
        ByteBuffer.allocate(length + TAG_BYTES)
            .put((byte) seal.currentId())
            .put((byte) cursor.direction().ordinal())
            .putLong(edge.id().getMostSignificantBits())
            .putLong(edge.id().getLeastSignificantBits());
    if (edge.rank() != null) {
      bytes.putLong(edge.rank());
    }
    byte[] tag = tag(seal.currentId(), bytes.array(), length, list);
    return ENCODER.encodeToString(bytes.put(tag, 0, TAG_BYTES).array());
  }

  /** The cursor in a text, or empty for anything that was not written for this very list. */
  Optional<Cursor> read(String text, byte[] list) {
    byte[] bytes = decoded(text);
    int length = bytes.length - TAG_BYTES;
    if (length != PLAIN_BYTES && length != RANKED_BYTES
        || !seal.knows(Byte.toUnsignedInt(bytes[0]))) {
      return Optional.empty();
    }
    byte[] expected = tag(Byte.toUnsignedInt(bytes[0]), bytes, length, list);
    byte[] given = Arrays.copyOfRange(bytes, length, bytes.length);
    boolean ours =
        MessageDigest.isEqual(Arrays.copyOf(expected, TAG_BYTES), given)
            && text.equals(ENCODER.encodeToString(bytes));
    return ours ? Optional.of(cursor(ByteBuffer.wrap(bytes), length)) : Optional.empty();
  }

  private static Cursor cursor(ByteBuffer bytes, int length) {
    UUID id = new UUID(bytes.getLong(2), bytes.getLong(10));
    Long rank = length == RANKED_BYTES ? bytes.getLong(PLAIN_BYTES) : null;
    return new Cursor(DIRECTIONS[bytes.get(1)], new Edge(rank, id));
  }

  private byte[] tag(int secret, byte[] body, int length, byte[] list) {
    // With its length: a rank must not pass for the beginning of a list, nor the other way round.
    ByteBuffer message = ByteBuffer.allocate(1 + length + list.length).put((byte) length);
    return seal.tag(secret, message.put(body, 0, length).put(list).array());
  }

  private static byte[] decoded(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return new byte[0];
    }
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
