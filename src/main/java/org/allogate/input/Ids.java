package org.allogate.input;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.allogate.problem.ProblemException;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Ids: UUIDs that are made here in the order of time (version 7), or sent by clients. */
public final class Ids {
  // UUID.fromString takes shorter groups, too; an id has one spelling besides its case.
  private static final Pattern FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Ids() {}

  /** A new id, later than those before: version 7 of RFC 9562. */
  public static UUID next() {
    return UuidVersion7Strategy.INSTANCE.generateUuid(null);
  }

  /** The 16 bytes of an id, as the database keeps it. */
  public static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(Long.BYTES * 2)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  /** The UUID in a text of 36 characters, or empty. */
  public static Optional<UUID> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  /**
   * The UUID that another node told.
   *
   * @throws IllegalArgumentException when it is none, without its text
   */
  public static UUID told(String text) {
    return parse(text).orElseThrow(IllegalArgumentException::new);
  }

  /** The id in a path; a malformed one is as unknown as one that does not exist: 404. */
  public static UUID inPath(String text, String what) {
    return parse(text).orElseThrow(() -> ProblemException.notFound(what));
  }
}
