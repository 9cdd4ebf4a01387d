package org.allogate.people;

import java.util.Locale;
import org.allogate.input.Characters;

/** Addresses of members: how they are told apart, and what one looks like. */
public final class EmailAddress {
  /** The fewest characters of one. */
  public static final int SHORTEST = 3;

  /** The most characters of one. */
  public static final int LONGEST = 254;

  private EmailAddress() {}

  /**
   * The form by which two addresses are one. The database calls more texts alike than this does (it
   * passes over characters that show nothing), so who is found there is compared here again.
   */
  public static String canonical(String address) {
    return PasswordRules.normalized(address).strip().toLowerCase(Locale.ROOT);
  }

  /** Whether a text has one @ with something on both sides, and nothing that does not show. */
  public static boolean isOne(String text) {
    int at = text.indexOf('@');
    return at > 0
        && at == text.lastIndexOf('@')
        && at < text.length() - 1
        && Characters.areVisible(text);
  }
}
