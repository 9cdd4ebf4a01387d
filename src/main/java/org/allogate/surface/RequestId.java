package org.allogate.surface;

import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The id that ties an answer, its log lines and a problem document together. */
public final class RequestId {
  /** The header that carries it in both directions. */
  public static final String HEADER = "X-Request-Id";

  private static final String ATTRIBUTE = "org.allogate.requestId";
  private static final int MAX_LENGTH = 128;
  private static final int SHORTEST_KEY = 90;
  private static final Pattern KEY = Pattern.compile(".*_(live|test)_[\\w-]{40,}\\.[\\w-]{40,}.*");

  private RequestId() {}

  /**
   * The client's own id when it is 1 to 128 of {@code [A-Za-z0-9._-]}, else a new one. A key that
   * strayed into the header is not taken: the id ends up in logs.
   */
  public static String of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String known) {
      return known;
    }
    String sent = request.getHeader(HEADER);
    String id = sent != null && acceptable(sent) ? sent : fresh();
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }

  static boolean acceptable(String id) {
    return !id.isEmpty()
        && id.length() <= MAX_LENGTH
        && id.chars().allMatch(RequestId::acceptableCharacter)
        && (id.length() < SHORTEST_KEY || !KEY.matcher(id).matches());
  }

  private static boolean acceptableCharacter(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '.'
        || c == '_'
        || c == '-';
  }

  private static String fresh() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "req_"
        + Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX)
        + Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
  }
}
