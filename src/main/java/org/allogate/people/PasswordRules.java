package org.allogate.people;

import java.text.Normalizer;
import java.util.Optional;
import java.util.Set;

/**
 * What a new password must be like, after NIST SP 800-63B, section 3.1.1.2: long and not the first
 * that comes to mind. Nothing is said of its composition.
 */
public final class PasswordRules {
  /** The fewest characters of a new password. */
  public static final int SHORTEST = 12;

  /** The most characters of a new password. */
  public static final int LONGEST = 128;

  // The commonest of those that are long enough.
  private static final Set<String> COMMON =
      Set.of(
          "000000000000",
          "111111111111",
          "112233445566",
          "121212121212",
          "123123123123",
          "123412341234",
          "123456123456",
          "123456789000",
          "1234567890123",
          "12345678901234",
          "123456789012345",
          "1234567890123456",
          "123456789012",
          "1234567891011",
          "123456789123",
          "123456789123456789",
          "1234567890-=",
          "1234567890qwertyuiop",
          "1q2w3e4r5t6y",
          "1q2w3e4r5t6y7u8i9o0p",
          "1qaz2wsx3edc",
          "1qaz2wsx3edc4rfv",
          "aaaaaaaaaaaa",
          "abc123abc123",
          "abcdefghijkl",
          "abcdefghijklm",
          "abcdefghijklmnopqrstuvwxyz",
          "adminadminadmin",
          "administrator",
          "asdfghjkl123",
          "asdfghjklqwertyuiop",
          "changemechangeme",
          "changemenow1",
          "correcthorsebatterystaple",
          "iloveyou1234",
          "letmeinletmein",
          "master123456",
          "michaeljackson",
          "password1234",
          "password12345",
          "password123456",
          "passwordpassword",
          "qazwsxedcrfv",
          "qazwsxedcrfvtgb",
          "qwerty123456",
          "qwerty1234567",
          "qwertyqwerty",
          "qwertyuiop12",
          "qwertyuiop123",
          "qwertyuiop[]",
          "qwertyuiopasdfghjkl",
          "qwertyuiopasdfghjklzxcvbnm",
          "spongebobsquarepants",
          "unbelievable",
          "welcome12345",
          "zaqxswcdevfr",
          "zxcvbnm123456",
          "zxcvbnmasdfghjkl");

  private PasswordRules() {}

  /** One form for what looks the same, however it was typed. */
  static String normalized(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  /**
   * What is wrong with a new password of a member.
   *
   * @param email the member's address, empty when unknown
   */
  public static Optional<String> broken(String password, String email, String name) {
    String text = normalized(password);
    int length = text.codePointCount(0, text.length());
    if (length < SHORTEST || length > LONGEST) {
      return Optional.of("must have " + SHORTEST + " to " + LONGEST + " characters");
    }
    if (isSame(text, email) || isSame(text, name)) {
      return Optional.of("must not be the member's address or name");
    }
    return COMMON.stream().anyMatch(text::equalsIgnoreCase)
        ? Optional.of("must not be one of the commonest passwords")
        : Optional.empty();
  }

  private static boolean isSame(String password, String other) {
    return password.strip().equalsIgnoreCase(normalized(other).strip());
  }
}
