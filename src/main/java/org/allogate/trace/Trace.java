package org.allogate.trace;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A place in a trace: which one, and what is done there.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId 16 of them, not all zero
 * @param sampled whether who began it may have recorded it; never a reason to do anything here
 * @param state what other parties keep in {@code tracestate}, at most {@value TraceState#LONGEST}
 *     characters; null for nothing
 */
public record Trace(String traceId, String spanId, boolean sampled, String state) {
  /** The header that says where in a trace its sender is. */
  public static final String PARENT = "traceparent";

  /** The header of what others keep with a trace. */
  public static final String STATE = "tracestate";

  private static final String ATTRIBUTE = "org.allogate.trace";
  private static final HexFormat HEX = HexFormat.of();

  /** The place of a request: in the trace of its client where that names one, else in a new one. */
  public static Trace of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Trace known) {
      return known;
    }
    Trace trace = from(all(request, PARENT), all(request, STATE));
    request.setAttribute(ATTRIBUTE, trace);
    return trace;
  }

  private static List<String> all(HttpServletRequest request, String header) {
    return request.getHeader(header) == null
        ? List.of()
        : Collections.list(request.getHeaders(header));
  }

  /** A place below what headers say, or in a new trace where they do not say it as they should. */
  static Trace from(List<String> parents, List<String> states) {
    TraceParent parent = parents.size() == 1 ? TraceParent.parse(parents.get(0)) : null;
    return parent == null
        ? fresh()
        : new Trace(parent.traceId(), id(), parent.sampled(), TraceState.kept(states));
  }

  /** A place below one that was written down; in a new trace where there was none. */
  public static Trace below(String parent, String state) {
    return from(
        parent == null ? List.of() : List.of(parent), state == null ? List.of() : List.of(state));
  }

  /** A new trace, which nobody records. */
  public static Trace fresh() {
    return new Trace(id() + id(), id(), false, null);
  }

  /** The value of {@code traceparent} for who is called from here. */
  public String parent() {
    return new TraceParent(traceId, spanId, sampled).toString();
  }

  // Unique is enough: nothing depends on nobody guessing it. Zero means none.
  private static String id() {
    long random = ThreadLocalRandom.current().nextLong();
    return random == 0 ? id() : HEX.toHexDigits(random);
  }
}
