package org.allogate.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.allogate.surface.Network;

/**
 * Tells the address a request comes from. {@code Forwarded} (RFC 7239) and {@code X-Forwarded-For}
 * count only as far as trusted proxies vouch for them: read from the right, the first address that
 * is not a trusted proxy's is the client's. Where both are sent they must agree: a proxy that
 * writes only one of them passes on what a client makes up in the other.
 */
public final class ClientAddress {
  private static final int MAX_HOPS = 32;

  private final List<Network> trusted;

  ClientAddress(List<Network> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /** The client's address, or the peer's where no trusted proxy says better. */
  public String of(HttpServletRequest request) {
    String peer = request.getRemoteAddr();
    Optional<InetAddress> address = trusted.isEmpty() ? Optional.empty() : Network.address(peer);
    return address.map(it -> client(it, request).getHostAddress()).orElse(peer);
  }

  private InetAddress client(InetAddress peer, HttpServletRequest request) {
    List<String> forwarded = forwarded(request);
    List<String> forwardedFor = forwardedFor(request);
    InetAddress one = client(peer, forwarded.isEmpty() ? forwardedFor : forwarded);
    InetAddress other = client(peer, forwardedFor.isEmpty() ? forwarded : forwardedFor);
    return one.equals(other) ? one : peer;
  }

  private InetAddress client(InetAddress peer, List<String> hops) {
    InetAddress client = peer;
    for (String hop : hops) {
      Optional<InetAddress> named = Network.address(hop);
      if (!isTrusted(client) || named.isEmpty()) {
        break;
      }
      client = named.get();
    }
    return client;
  }

  /** What failed attempts are counted by: an IPv6 client has a whole /64 to call from. */
  public String siteOf(HttpServletRequest request) {
    String client = of(request);
    return Network.address(client).map(Network::site).map(Network::toString).orElse(client);
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }

  private static List<String> forwarded(HttpServletRequest request) {
    return hops(request, "Forwarded", ClientAddress::nodeOf);
  }

  private static List<String> forwardedFor(HttpServletRequest request) {
    return hops(request, "X-Forwarded-For", element -> withoutPort(element.strip()));
  }

  // Nearest hop first.
  private static List<String> hops(
      HttpServletRequest request, String header, UnaryOperator<String> node) {
    List<String> hops = new ArrayList<>();
    for (String line : Collections.list(request.getHeaders(header))) {
      for (String element : line.split(",", -1)) {
        hops.add(node.apply(element));
      }
    }
    Collections.reverse(hops);
    return hops.size() > MAX_HOPS ? hops.subList(0, MAX_HOPS) : hops;
  }

  private static String nodeOf(String element) {
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
