package org.allogate.customers;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.allogate.input.Ids;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;

/**
 * How a resident is named: by avatar UUID or by username, exactly one of which is there.
 *
 * @param uuid the avatar, or null
 * @param username ignoring case, or null
 */
public record Resident(UUID uuid, String username) {
  /** Most characters of a username. */
  public static final int MAX_USERNAME = 64;

  static final String USERNAME_FORM = "^[A-Za-z0-9]+(\\.[A-Za-z0-9]+)?$";

  private static final Pattern USERNAME = Pattern.compile(USERNAME_FORM);

  /** The resident of an avatar. */
  public static Resident of(UUID uuid) {
    return new Resident(uuid, null);
  }

  /** The resident that a text names; empty when it is neither a UUID nor a username. */
  public static Optional<Resident> parse(String text) {
    return Ids.parse(text)
        .map(Resident::of)
        .or(() -> username(text).map(name -> new Resident(null, name)));
  }

  /** The resident that a part of a path names. */
  public static Resident inPath(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.INVALID_IDENTIFIER,
                    "A resident is named by a username like aether.ash or by an avatar UUID."));
  }

  /** The avatar that a part of a path names, which a username does not. */
  static Resident avatarInPath(String text) {
    return Ids.parse(text)
        .map(Resident::of)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.INVALID_IDENTIFIER, "This path takes an avatar UUID alone."));
  }

  /** A text that can be a username: letters and digits, at most one dot between them. */
  public static Optional<String> username(String text) {
    return Optional.of(text)
        .filter(it -> it.length() <= MAX_USERNAME && USERNAME.matcher(it).matches());
  }
}
