package org.allogate.egress;

import java.net.URI;
import java.net.URISyntaxException;

/** Which URLs may be called at all, whatever address they lead to. */
public final class Target {
  private static final int MAX_LENGTH = 2000;

  private Target() {}

  /**
   * Reads the URL of a target.
   *
   * @throws IllegalArgumentException when it cannot be one, with what is wrong as its message:
   *     {@code must be ...}
   */
  public static URI parse(String text) {
    try {
      URI uri = new URI(text);
      boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equals(uri.getScheme());
      if (text.length() > MAX_LENGTH || !http || uri.getHost() == null) {
        throw new IllegalArgumentException("must be a URL that begins with https://");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("must be a URL that begins with https://", e);
    }
  }
}
