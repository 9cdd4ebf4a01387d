package org.allogate.input;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.allogate.problem.ProblemException;

/** Reads ids as clients send them. */
public final class Ids {
  // UUID.fromString takes shorter groups, too; an id has one spelling besides its case.
  private static final Pattern FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Ids() {}

  /** The UUID in a text of 36 characters, or empty. */
  public static Optional<UUID> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  /** The id in a path; a malformed one is as unknown as one that does not exist: 404. */
  public static UUID inPath(String text, String what) {
    return parse(text).orElseThrow(() -> ProblemException.notFound(what));
  }
}
