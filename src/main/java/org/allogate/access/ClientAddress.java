package org.allogate.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Tells the address a request comes from. {@code Forwarded} (RFC 7239) and {@code X-Forwarded-For}
 * count only as far as trusted proxies vouch for them: read from the right, the first address that
 * is not a trusted proxy's is the client's.
 */
final class ClientAddress {
  private static final int MAX_HOPS = 32;

  private final List<Network> trusted;

  ClientAddress(List<Network> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /** The client's address, or the peer's where no trusted proxy says better. */
  String of(HttpServletRequest request) {
    String peer = request.getRemoteAddr();
    if (trusted.isEmpty()) {
      return peer;
    }
    InetAddress client = Network.address(peer).orElse(null);
    for (String hop : hops(request)) {
      Optional<InetAddress> named = Network.address(hop);
      if (client == null || !isTrusted(client) || named.isEmpty()) {
        break;
      }
      client = named.get();
    }
    return client == null ? peer : client.getHostAddress();
  }

  /** What failed attempts are counted by: an IPv6 client has a whole /64 to call from. */
  String siteOf(HttpServletRequest request) {
    String client = of(request);
    return Network.address(client).map(Network::site).map(Network::toString).orElse(client);
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }

  // Nearest hop first. Forwarded wins where both are sent.
  private static List<String> hops(HttpServletRequest request) {
    List<String> hops = new ArrayList<>();
    for (String line : Collections.list(request.getHeaders("Forwarded"))) {
      for (String element : line.split(",")) {
        hops.add(forwardedFor(element));
      }
    }
    if (hops.isEmpty()) {
      for (String line : Collections.list(request.getHeaders("X-Forwarded-For"))) {
        for (String element : line.split(",")) {
          hops.add(withoutPort(element.strip()));
        }
      }
    }
    Collections.reverse(hops);
    return hops.size() > MAX_HOPS ? hops.subList(0, MAX_HOPS) : hops;
  }

  private static String forwardedFor(String element) {
    for (String pair : element.split(";")) {
      String trimmed = pair.strip();
      if (trimmed.regionMatches(true, 0, "for=", 0, 4)) {
        return withoutPort(trimmed.substring(4).replace("\"", ""));
      }
    }
    return "";
  }

  private static String withoutPort(String node) {
    if (node.startsWith("[")) {
      int end = node.indexOf(']');
      return end < 0 ? "" : node.substring(1, end);
    }
    int colon = node.indexOf(':');
    return colon >= 0 && colon == node.lastIndexOf(':') ? node.substring(0, colon) : node;
  }
}
