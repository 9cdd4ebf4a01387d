package org.allogate.surface;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network in CIDR form (RFC 4632, RFC 4291); an address alone is a network of one.
 *
 * @param address its first address
 * @param bits how many leading bits are fixed, 0 to 32 or 128
 */
public record Network(InetAddress address, int bits) {
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern V4 = Pattern.compile("(" + BYTE + "\\.){3}" + BYTE);
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
  private static final int V4_BITS = 32;
  private static final int V6_SITE_BITS = 64;

  /**
   * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a bare address. A network of IPv4-mapped
   * addresses is refused: its length counts other bits than those of the IPv4 network it means.
   *
   * @throws IllegalArgumentException when the text is no network
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address =
        address(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(() -> new IllegalArgumentException("not a network: " + text));
    int all = address.getAddress().length * Byte.SIZE;
    int bits = slash < 0 ? all : bits(text.substring(slash + 1), all);
    boolean mapped = all == V4_BITS && text.indexOf(':') >= 0;
    if (bits < 0 || slash >= 0 && mapped) {
      throw new IllegalArgumentException("not a network: " + text);
    }
    return new Network(address, bits).masked();
  }

  /** The address that a text spells out; never asks a name server. IPv4-mapped ones are IPv4. */
  public static Optional<InetAddress> address(String text) {
    if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** The network one customer of a provider usually has: an IPv4 address, an IPv6 /64. */
  public static Network site(InetAddress address) {
    return new Network(address, address.getAddress().length == 4 ? V4_BITS : V6_SITE_BITS).masked();
  }

  /** Whether an address lies in this network; never one of the other family. */
  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (mine[i] != theirs[i]) {
        return false;
      }
    }
    int mask = 0xFF00 >> bits % Byte.SIZE & 0xFF;
    return mask == 0 || (mine[whole] & mask) == (theirs[whole] & mask);
  }

  private Network masked() {
    byte[] bytes = address.getAddress();
    for (int bit = bits; bit < bytes.length * Byte.SIZE; bit++) {
      bytes[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
    }
    try {
      return new Network(InetAddress.getByAddress(bytes), bits);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int bits(String text, int all) {
    boolean number = text.length() <= 3 && text.matches("0|[1-9][0-9]*");
    int bits = number ? Integer.parseInt(text) : -1;
    return bits <= all ? bits : -1;
  }

  /** The CIDR form. */
  @Override
  public String toString() {
    return address.getHostAddress() + "/" + bits;
  }
}
