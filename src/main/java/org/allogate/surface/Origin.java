package org.allogate.surface;

import jakarta.servlet.http.HttpServletRequest;
import org.allogate.trace.Trace;

/**
 * Where a request came from and what it is called.
 *
 * @param address of the client; null for what nobody asked for
 * @param requestId the request's id; null likewise
 * @param trace where it belongs; null likewise
 */
public record Origin(String address, String requestId, Trace trace) {
  /** Of what happens by itself. */
  public static final Origin NONE = new Origin(null, null, null);

  /**
   * Of a request.
   *
   * @param address of the client
   */
  public static Origin of(String address, HttpServletRequest request) {
    return new Origin(address, RequestId.of(request), Trace.of(request));
  }
}
