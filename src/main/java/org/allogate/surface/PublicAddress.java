package org.allogate.surface;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where clients reach this deployment: the base of problem types and metadata addresses. */
@ApplicationScoped
public class PublicAddress {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]+]");
  private static final int PORT = 9080;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  @Inject
  @ConfigProperty(name = "allogate.base-url")
  Optional<String> configured;

  /**
   * The setting {@code allogate.base-url} without a trailing slash; unset, what the request names
   * as its host, which only its own sender sees.
   */
  public String of(HttpServletRequest request) {
    return configured.map(PublicAddress::withoutSlash).orElseGet(() -> named(request));
  }

  /**
   * The same setting where no request is to have a say, as in tokens and links; unset, plain HTTP
   * on localhost at this server's own port.
   */
  public static String fixed(Config config) {
    return config
        .getOptionalValue("allogate.base-url", String.class)
        .map(PublicAddress::withoutSlash)
        .orElseGet(
            () ->
                "http://localhost:"
                    + config.getOptionalValue("allogate.http.port", Integer.class).orElse(PORT));
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /**
   * The address of something of ours.
   *
   * @param path with the slash at its head
   */
  public URI of(HttpServletRequest request, String path) {
    return URI.create(of(request) + path);
  }

  private static String named(HttpServletRequest request) {
    String host = request.getServerName();
    int port = request.getServerPort();
    boolean usual = port == HTTP || port == HTTPS || port <= 0;
    return (request.isSecure() ? "https" : "http")
        + "://"
        + (host != null && HOST.matcher(host).matches() ? host : "localhost")
        + (usual ? "" : ":" + port)
        + request.getContextPath();
  }
}
