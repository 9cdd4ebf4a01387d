package org.allogate.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The header {@code tracestate}: members of other parties, which are handed on unread. One that
 * breaks a rule takes all with it, as whose fault it is cannot be told.
 */
final class TraceState {
  /** Characters that are kept. */
  static final int LONGEST = 512;

  /** Most members there may be. */
  static final int MEMBERS = 32;

  private static final int LONG_MEMBER = 128;
  private static final int KEY = 256;
  private static final int VALUE = 256;
  private static final int TENANT = 241;
  private static final int SYSTEM = 14;

  private TraceState() {}

  /**
   * What is handed on of headers of one request, in their order; null for nothing. What is too long
   * loses its long members first and then those at the end, which are the oldest.
   */
  static String kept(List<String> headers) {
    List<String> members = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (String each : String.join(",", headers).split(",", -1)) {
      String member = stripped(each);
      if (!member.isEmpty()) {
        int equals = member.indexOf('=');
        if (!isMember(member, equals) || members.size() == MEMBERS) {
          return null;
        }
        if (keys.add(member.substring(0, equals))) {
          members.add(member);
        }
      }
    }
    return shortened(members);
  }

  private static String shortened(List<String> members) {
    for (int i = members.size() - 1; i >= 0 && length(members) > LONGEST; i--) {
      if (members.get(i).length() > LONG_MEMBER) {
        members.remove(i);
      }
    }
    while (length(members) > LONGEST) {
      members.remove(members.size() - 1);
    }
    return members.isEmpty() ? null : String.join(",", members);
  }

  private static int length(List<String> members) {
    return members.stream().mapToInt(it -> it.length() + 1).sum() - 1;
  }

  // Space and tabulator only: what else strip() takes away has no place here.
  private static String stripped(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isMember(String member, int equals) {
    return equals > 0
        && isKey(member.substring(0, equals))
        && isValue(member.substring(equals + 1));
  }

  private static boolean isKey(String key) {
    int at = key.indexOf('@');
    if (at < 0) {
      return isName(key, KEY) && isLetter(key.charAt(0));
    }
    String system = key.substring(at + 1);
    return isName(key.substring(0, at), TENANT)
        && isName(system, SYSTEM)
        && isLetter(system.charAt(0));
  }

  private static boolean isName(String text, int longest) {
    return !text.isEmpty()
        && text.length() <= longest
        && (isLetter(text.charAt(0)) || isDigit(text.charAt(0)))
        && text.chars().allMatch(c -> isLetter(c) || isDigit(c) || "_-*/".indexOf(c) >= 0);
  }

  private static boolean isLetter(int c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  // Blanks at its end are gone already; an empty one breaks the rule.
  private static boolean isValue(String value) {
    return !value.isEmpty()
        && value.length() <= VALUE
        && value.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '=');
  }
}
