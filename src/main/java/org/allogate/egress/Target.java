package org.allogate.egress;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which URLs may be called at all (RFC 3986). Where a host leads is not asked here but when it is
 * called, of the very addresses that are dialled, however the host is written.
 */
public final class Target {
  private static final int MAX_LENGTH = 2000;
  private static final int MAX_PORT = 65_535;
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;
  private static final String HTTPS = "https";
  private static final String NO_URL = "must be a URL like https://example.com/webhooks";
  private static final String NO_HOST = "must name a host";
  private static final Pattern HOST_AND_PORT = Pattern.compile("([^:]+)((?::[0-9]*)?)");

  private Target() {}

  /**
   * Reads the URL of a target. A host in other letters than ASCII's is changed into its ASCII form
   * (RFC 5891), as long as that says the same; such letters elsewhere are percent-encoded.
   *
   * @return a URL of at most 2000 ASCII characters, with a host
   * @throws IllegalArgumentException when it cannot be one, with what is wrong as its message:
   *     {@code must ...}
   */
  public static URI parse(String text) {
    check(text.length() <= MAX_LENGTH, "must have at most " + MAX_LENGTH + " characters");
    URI uri = inAscii(uri(text));
    check(uri.getUserInfo() == null, "must not contain a user name or a password");
    check(uri.getFragment() == null, "must not contain a fragment");
    check(uri.getHost() != null, NO_HOST);
    check(uri.getHost().indexOf('%') < 0, "must not contain the zone of an address");
    int port = uri.getPort();
    check(port == -1 || port > 0 && port <= MAX_PORT, "must have a port from 1 to " + MAX_PORT);
    check(
        uri.toString().length() <= MAX_LENGTH,
        "must have at most " + MAX_LENGTH + " characters in its ASCII form");
    return uri;
  }

  static boolean isEncrypted(URI target) {
    return HTTPS.equalsIgnoreCase(target.getScheme());
  }

  /** The host as it is looked up: an IPv6 address without its brackets. */
  static String host(URI target) {
    String host = target.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The host as it names itself in TLS and HTTP: without the dot at the end of a full name. */
  static String name(URI target) {
    String host = host(target);
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /** The port; -1 for that of the scheme, which is not told to the host. */
  static int port(URI target) {
    return target.getPort() == (isEncrypted(target) ? HTTPS_PORT : HTTP_PORT)
        ? -1
        : target.getPort();
  }

  /** Path and query. */
  static String path(URI target) {
    String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
    return target.getRawQuery() == null ? path : path + "?" + target.getRawQuery();
  }

  private static URI uri(String text) {
    try {
      URI uri = new URI(text);
      check(uri.getScheme() != null, NO_URL);
      check(isEncrypted(uri) || "http".equalsIgnoreCase(uri.getScheme()), "must be an https URL");
      check(uri.getRawAuthority() != null, NO_HOST);
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(NO_URL, e);
    }
  }

  private static URI inAscii(URI uri) {
    String authority = uri.getRawAuthority();
    check(authority.indexOf('@') < 0, "must not contain a user name or a password");
    String ascii = uri.getHost() == null ? asciiAuthority(authority) : authority;
    String text = uri.toString();
    int start = text.indexOf("//") + 2;
    try {
      return new URI(
          new URI(text.substring(0, start) + ascii + text.substring(start + authority.length()))
              .toASCIIString());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(NO_HOST, e);
    }
  }

  private static String asciiAuthority(String authority) {
    Matcher parts = HOST_AND_PORT.matcher(authority);
    check(parts.matches(), NO_HOST);
    return asciiHost(parts.group(1)) + parts.group(2);
  }

  // The mapping of IDN is that of 2003: it makes another name of some (straße, strasse), and
  // addresses of what does not look like them.
  private static String asciiHost(String host) {
    try {
      String ascii = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES);
      check(
          IDN.toUnicode(ascii)
              .equals(Normalizer.normalize(host, Normalizer.Form.NFC).toLowerCase(Locale.ROOT)),
          "must have its host in ASCII (xn--...)");
      return ascii;
    } catch (IllegalArgumentException e) {
      throw e.getMessage().startsWith("must ") ? e : new IllegalArgumentException(NO_HOST, e);
    }
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
