package org.allogate.egress;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.allogate.surface.Network;

/**
 * Which addresses may be called: those that everybody can reach (IANA's registries of
 * special-purpose addresses, RFC 6890), and the networks of the setting.
 */
final class AddressRules {
  /** Private, shared and reserved ones; the last is Azure's host, public in its looks only. */
  private static final List<Network> SPECIAL_V4 =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "168.63.129.16/32");

  /** Outside of it there is nothing public, IPv4 in disguise (mapped, NAT64) included. */
  private static final Network GLOBAL_V6 = Network.parse("2000::/3");

  /** Teredo, ORCHID and other protocols' own, examples, and 6to4 whatever IPv4 it stands for. */
  private static final List<Network> SPECIAL_V6 =
      networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private final EgressSettings settings;
  private final Predicate<InetAddress> own;

  /**
   * @param own whether an address is this machine's: public or not, what listens there may take
   *     callers from here for friends
   */
  AddressRules(EgressSettings settings, Predicate<InetAddress> own) {
    this.settings = settings;
    this.own = own;
  }

  /**
   * Why a target must not be called at any of its addresses; one that is forbidden is enough. A
   * target without any may still be asked for its scheme.
   */
  Optional<String> refusal(URI target, List<InetAddress> addresses) {
    if (!addresses.stream().allMatch(this::allows)) {
      return Optional.of("must lead to public addresses only");
    }
    boolean lifted = !addresses.isEmpty() && addresses.stream().allMatch(this::isLifted);
    return Target.isEncrypted(target) || settings.plainHttp() || lifted
        ? Optional.empty()
        : Optional.of("must begin with https://");
  }

  boolean allows(InetAddress address) {
    return isLifted(address) || isPublic(address) && !own.test(address);
  }

  private boolean isLifted(InetAddress address) {
    return isIn(settings.allowed(), address);
  }

  private static boolean isPublic(InetAddress address) {
    return address.getAddress().length == 4
        ? !isIn(SPECIAL_V4, address)
        : GLOBAL_V6.contains(address) && !isIn(SPECIAL_V6, address);
  }

  private static boolean isIn(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  private static List<Network> networks(String... texts) {
    return Stream.of(texts).map(Network::parse).toList();
  }
}
