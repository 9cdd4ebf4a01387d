package org.allogate.conditional;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allogate.secrets.Digests;

/** Entity tags (RFC 9110, section 8.8.3) of representations, and headers that list some. */
final class EntityTags {
  private static final Pattern TAG = Pattern.compile("\\s*((?:W/)?\"[\\x21\\x23-\\x7e]*\")\\s*");
  private static final int TAG_BYTES = 16;
  private static final String WEAK = "W/";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private EntityTags() {}

  /** The strong tag of a representation: two that differ in a byte have different ones. */
  static String of(byte[] representation) {
    byte[] hash = Digests.sha256(representation);
    return '"' + ENCODER.encodeToString(Arrays.copyOf(hash, TAG_BYTES)) + '"';
  }

  /** Whether {@code If-Match} names a tag: strong comparison, so that a weak one never is. */
  static boolean matchStrongly(List<String> header, String tag) {
    return header.stream().anyMatch(line -> lists(line, tag, false));
  }

  /** Whether {@code If-None-Match} names a tag: weak comparison. */
  static boolean matchWeakly(List<String> header, String tag) {
    return header.stream().anyMatch(line -> lists(line, tag, true));
  }

  private static boolean lists(String line, String tag, boolean weakly) {
    if (line.strip().equals("*")) {
      return true;
    }
    Matcher tags = TAG.matcher(line);
    int at = 0;
    while (at < line.length() && tags.region(at, line.length()).lookingAt()) {
      String listed = tags.group(1);
      if ((weakly && listed.startsWith(WEAK) ? listed.substring(WEAK.length()) : listed)
          .equals(tag)) {
        return true;
      }
      if (tags.end() < line.length() && line.charAt(tags.end()) != ',') {
        return false;
      }
      at = tags.end() + 1;
    }
    return false;
  }
}
