package org.allogate.trace;

/**
 * The header {@code traceparent}, as far as version 00 knows it.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId of the sender: 16 of them, not all zero
 * @param sampled the one flag there is
 */
record TraceParent(String traceId, String spanId, boolean sampled) {
  /** Characters of version 00, and of the part that later versions have in common with it. */
  static final int LENGTH = 55;

  private static final int TRACE = 3;
  private static final int SPAN = 36;
  private static final int FLAGS = 53;
  private static final int HEX = 16;

  /** What a header says; null where it is not to the letter. */
  static TraceParent parse(String header) {
    if (!hasForm(header) || isVersion(header, "ff")) {
      return null;
    }
    String trace = header.substring(TRACE, SPAN - 1);
    String span = header.substring(SPAN, FLAGS - 1);
    return isZero(trace) || isZero(span) ? null : new TraceParent(trace, span, sampled(header));
  }

  // Later versions may go on behind another dash.
  private static boolean hasForm(String header) {
    int length = header.length();
    return length >= LENGTH
        && isHex(header, 0, TRACE - 1)
        && header.charAt(TRACE - 1) == '-'
        && isHex(header, TRACE, SPAN - 1)
        && header.charAt(SPAN - 1) == '-'
        && isHex(header, SPAN, FLAGS - 1)
        && header.charAt(FLAGS - 1) == '-'
        && isHex(header, FLAGS, LENGTH)
        && (length == LENGTH || !isVersion(header, "00") && header.charAt(LENGTH) == '-');
  }

  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isVersion(String header, String version) {
    return header.startsWith(version);
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(c -> c == '0');
  }

  private static boolean sampled(String header) {
    return Character.digit(header.charAt(LENGTH - 1), HEX) % 2 == 1;
  }

  /** In version 00, which whoever knows a later one reads, too. */
  @Override
  public String toString() {
    return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }
}
