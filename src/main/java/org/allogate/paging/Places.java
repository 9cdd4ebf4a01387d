package org.allogate.paging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.allogate.problem.ProblemException;
import org.allogate.secrets.Seal;
import org.allogate.secrets.ServerSecrets;

/**
 * Cursors of lists that sum rows up: an edge has no id there, and what it is made of its list alone
 * knows. Form: Base64Url of secret id, direction, the edge in UTF-8 and 16 bytes of HMAC-SHA256,
 * which covers the list, too.
 */
@ApplicationScoped
public class Places {
  private static final int HEAD_BYTES = 2;
  private static final int TAG_BYTES = 16;
  private static final int MOST_CHARACTERS = 1024;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final Seal seal;

  /** For the container's proxy. */
  protected Places() {
    seal = null;
  }

  @Inject
  Places(ServerSecrets secrets) {
    seal = secrets.seal("place");
  }

  /**
   * A page of a list.
   *
   * @param list describes it with its filters, unambiguously
   * @param reading reads as many rows as it is told: from the beginning on, or after a place, or
   *     those nearest before it in descending order
   * @param edge the sort key of a row
   * @throws ProblemException {@code invalid_cursor} when the cursor is not of this very list
   */
  public <T> Page<T> page(
      PageRequest request,
      String list,
      BiFunction<Optional<Place>, Integer, List<T>> reading,
      Function<T, String> edge) {
    Optional<Place> place = request.cursor().map(cursor -> read(cursor, list));
    boolean forward = place.map(Place::forward).orElse(true);
    List<T> rows = new ArrayList<>(reading.apply(place, request.limit() + 1));
    boolean more = rows.size() > request.limit();
    if (more) {
      rows.remove(rows.size() - 1);
    }
    if (!forward) {
      Collections.reverse(rows);
    }
    String here = place.map(Place::edge).orElse("");
    String last = rows.isEmpty() ? here : edge.apply(rows.get(rows.size() - 1));
    String first = rows.isEmpty() ? here : edge.apply(rows.get(0));
    boolean before = forward ? place.isPresent() : more;
    return new Page<>(
        rows,
        !forward || more ? write(new Place(true, last), list) : null,
        before ? write(new Place(false, first), list) : null,
        request.limit());
  }

  String write(Place place, String list) {
    byte[] edge = place.edge().getBytes(StandardCharsets.UTF_8);
    byte[] body =
        ByteBuffer.allocate(HEAD_BYTES + edge.length)
            .put((byte) seal.currentId())
            .put((byte) (place.forward() ? 1 : 0))
            .put(edge)
            .array();
    byte[] sealed = Arrays.copyOf(body, body.length + TAG_BYTES);
    System.arraycopy(tag(body, list), 0, sealed, body.length, TAG_BYTES);
    return ENCODER.encodeToString(sealed);
  }

  Place read(String cursor, String list) {
    byte[] sealed = decoded(cursor);
    int length = sealed.length - TAG_BYTES;
    if (length < HEAD_BYTES || !seal.knows(Byte.toUnsignedInt(sealed[0]))) {
      throw Keyset.invalidCursor();
    }
    byte[] body = Arrays.copyOf(sealed, length);
    byte[] expected = Arrays.copyOf(tag(body, list), TAG_BYTES);
    if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(sealed, length, sealed.length))
        || !cursor.equals(ENCODER.encodeToString(sealed))) {
      throw Keyset.invalidCursor();
    }
    return new Place(
        body[1] == 1, new String(body, HEAD_BYTES, length - HEAD_BYTES, StandardCharsets.UTF_8));
  }

  private byte[] tag(byte[] body, String list) {
    byte[] about = list.getBytes(StandardCharsets.UTF_8);
    // With its length: an edge must not pass for the beginning of a list, nor the other way round.
    return seal.tag(
        Byte.toUnsignedInt(body[0]),
        ByteBuffer.allocate(Integer.BYTES + body.length + about.length)
            .putInt(body.length)
            .put(body)
            .put(about)
            .array());
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
