package org.allogate.surface;

/**
 * Where a request came from and what it is called.
 *
 * @param address of the client; null for what nobody asked for
 * @param requestId the request's id; null likewise
 */
public record Origin(String address, String requestId) {
  /** Of what happens by itself. */
  public static final Origin NONE = new Origin(null, null);
}
