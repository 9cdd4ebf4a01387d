package org.allogate.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.allogate.RandomCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  @Test
  void containsWhatSharesItsLeadingBits() {
    RandomCases.each(
        20_000,
        random -> {
          int bytes = random.nextBoolean() ? 4 : 16;
          InetAddress address = address(RandomCases.bytes(random, bytes));
          int bits = random.nextInt(bytes * 8 + 1);
          Network network = Network.parse(address.getHostAddress() + "/" + bits);
          InetAddress other = near(random, address, bits);
          boolean contained = leading(address, bits).equals(leading(other, bits));
          assertThat(network.contains(other)).as("%s in %s", other, network).isEqualTo(contained);
          assertThat(network.contains(address)).isTrue();
          assertThat(network.contains(network.address())).isTrue();
          assertThat(Network.parse(network.toString())).isEqualTo(network);
          assertThat(number(network.address()))
              .isEqualTo(leading(address, bits).shiftLeft(bytes * 8 - bits));
        });
  }

  // One bit away, mostly close to the network's edge.
  private static InetAddress near(Random random, InetAddress address, int bits) {
    byte[] bytes = address.getAddress();
    int bit = Math.floorMod(bits - 2 + random.nextInt(4), bytes.length * 8);
    bytes[bit / 8] ^= (byte) (0x80 >> bit % 8);
    return address(bytes);
  }

  private static BigInteger leading(InetAddress address, int bits) {
    return number(address).shiftRight(address.getAddress().length * 8 - bits);
  }

  private static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.9.9.9/8, 10.0.0.1, true",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 10.0.0.1, false",
    "::/0, ffff::, true",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, ::1, true",
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
    "::ffff:10.1.2.3, 10.1.2.3, true",
  })
  void containsOnlyItsOwnFamilyMappedAddressesBeingIpv4(
      String network, String address, boolean contained) {
    assertThat(Network.parse(network).contains(Network.address(address).orElseThrow()))
        .isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "10.0.0.0/+8",
        "10.0.0.0/8/8",
        "10.0.0.0/1000",
        "10.0.0.0/99999999999",
        "10.0.0.0 /8",
        "::/129",
        "::/",
        "10.0.0/8",
        "localhost",
        "localhost/8",
        "::ffff:10.0.0.0/104",
        "::ffff:10.0.0.0/8",
        "[::1]/128",
        "fe80::1%eth0",
        "10.0.0.0/٨",
      })
  void refusesWhatIsNoNetwork(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "localhost",
        "example.com",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "01.2.3.4",
        "0x7f.0.0.1",
        "1.2.3.4:80",
        "1.2.3.4 ",
        ":",
        ":::",
        "::::",
        "1::2::3",
        "12345::",
        "a.b:c",
        "face.cafe",
        "cafe",
        "[::1]",
        "::1%lo",
        "::1%1",
        "::256.1.1.1",
        "::1.2.3",
        "2130706433",
        "_hidden",
        "unknown",
        "1.2.3.4,5.6.7.8",
        "\n::1",
      })
  void neverAsksANameServerForWhatIsNoAddress(String text) {
    assertThat(Network.address(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.77, 192.0.2.77/32",
    "::ffff:192.0.2.77, 192.0.2.77/32",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
    "::1, 0:0:0:0:0:0:0:0/64",
  })
  void hasOneSiteACustomer(String address, String site) {
    assertThat(Network.site(Network.address(address).orElseThrow())).hasToString(site);
  }
}
