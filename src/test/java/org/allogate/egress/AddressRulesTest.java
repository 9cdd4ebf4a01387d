package org.allogate.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.allogate.surface.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
  private static final String HTTPS = "https://example.com/";
  private static final String HTTP = "http://example.com/";
  private static final String NOT_PUBLIC = "must lead to public addresses only";
  private static final String NOT_ENCRYPTED = "must begin with https://";

  /** First and last of what is not public, by IANA's registries; the twin of the networks. */
  private static final List<Range> SPECIAL =
      List.of(
          new Range("0.0.0.0", "0.255.255.255"),
          new Range("10.0.0.0", "10.255.255.255"),
          new Range("100.64.0.0", "100.127.255.255"),
          new Range("127.0.0.0", "127.255.255.255"),
          new Range("168.63.129.16", "168.63.129.16"),
          new Range("169.254.0.0", "169.254.255.255"),
          new Range("172.16.0.0", "172.31.255.255"),
          new Range("192.0.0.0", "192.0.0.255"),
          new Range("192.0.2.0", "192.0.2.255"),
          new Range("192.88.99.0", "192.88.99.255"),
          new Range("192.168.0.0", "192.168.255.255"),
          new Range("198.18.0.0", "198.19.255.255"),
          new Range("198.51.100.0", "198.51.100.255"),
          new Range("203.0.113.0", "203.0.113.255"),
          new Range("224.0.0.0", "255.255.255.255"),
          new Range("::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
          new Range("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff"),
          new Range("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"),
          new Range("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
          new Range("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff"),
          new Range("4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"));

  private record Range(byte[] first, byte[] last) {
    Range(String first, String last) {
      this(bytes(first), bytes(last));
    }

    boolean contains(byte[] address) {
      return address.length == first.length
          && Arrays.compareUnsigned(first, address) <= 0
          && Arrays.compareUnsigned(address, last) <= 0;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.8.8.8",
        "168.63.129.16",
        "169.254.169.254",
        "169.254.170.2",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.168.1.1",
        "198.18.0.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::8.8.8.8",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::a00:1",
        "100::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:808:808::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::a9fe:a9fe",
        "fec0::1",
        "ff02::1",
      })
  void refusesWhatIsNotPublic(String address) {
    assertThat(rules().allows(address(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "223.255.255.255",
        "2000::1",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2606:4700::1111",
        "2a00::1",
        "3ffe::1",
      })
  void allowsWhatIsPublic(String address) {
    assertThat(rules().allows(address(address))).isTrue();
  }

  // The JVM makes IPv4 of them, unless it is made to keep the form.
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "8.8.8.8"})
  void refusesIpv4InTheFormOfIpv6(String address) throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = mapped[11] = (byte) 0xFF;
    System.arraycopy(bytes(address), 0, mapped, 12, 4);
    assertThat(rules().allows(Inet6Address.getByAddress(null, mapped, 0))).isFalse();
    assertThat(rules().allows(InetAddress.getByAddress(mapped)))
        .isEqualTo(rules().allows(address(address)));
  }

  @Test
  void agreesWithTheRangesEverywhere() {
    Random random = new Random(42);
    Stream<byte[]> edges =
        SPECIAL.stream()
            .flatMap(
                it ->
                    Stream.of(
                        it.first(), it.last(), neighbour(it.first(), -1), neighbour(it.last(), 1)));
    Stream<byte[]> v4 = Stream.generate(() -> random(random, 4)).limit(100_000);
    Stream<byte[]> v6 = Stream.generate(() -> random(random, 16)).limit(100_000);
    Stream<byte[]> globalV6 =
        Stream.generate(() -> random(random, 16))
            .limit(100_000)
            .map(
                it -> {
                  it[0] = (byte) (0x20 | it[0] & 0x1F);
                  it[1] = (byte) (it[1] & 0x0F);
                  it[2] = (byte) (random.nextBoolean() ? it[2] & 0x03 : it[2]);
                  return it;
                });
    Stream.of(edges, v4, v6, globalV6)
        .flatMap(it -> it)
        .forEach(AddressRulesTest::agreesWithTheRanges);
  }

  private static void agreesWithTheRanges(byte[] bytes) {
    InetAddress address = address(bytes);
    assertThat(rules().allows(address))
        .as(address.getHostAddress())
        .isEqualTo(SPECIAL.stream().noneMatch(range -> range.contains(address.getAddress())));
  }

  @Test
  void liftsTheRulesForNetworksOfTheSetting() {
    AddressRules rules = rules(false, "10.1.0.0/16", "fd00::/64", "127.0.0.1");
    assertThat(Stream.of("10.1.2.3", "fd00::9", "127.0.0.1", "8.8.8.8"))
        .allMatch(it -> rules.allows(address(it)));
    assertThat(Stream.of("10.2.0.1", "fd00:0:0:1::9", "127.0.0.2", "::1"))
        .noneMatch(it -> rules.allows(address(it)));
  }

  @Test
  void refusesThisMachineUnderWhateverAddressUnlessItIsSet() {
    InetAddress own = address("8.8.4.4");
    assertThat(new AddressRules(settings(false), own::equals).allows(own)).isFalse();
    assertThat(new AddressRules(settings(false, "8.8.4.4"), own::equals).allows(own)).isTrue();
  }

  @Test
  void refusesATargetForOneOfItsAddresses() {
    assertThat(refusal(rules(), HTTPS, "8.8.8.8", "2606:4700::1111")).isEmpty();
    assertThat(refusal(rules(), HTTPS, "8.8.8.8", "10.0.0.1")).isEqualTo(NOT_PUBLIC);
    assertThat(refusal(rules(true), HTTP, "::1", "8.8.8.8")).isEqualTo(NOT_PUBLIC);
  }

  @Test
  void refusesPlainHttpUnlessAllAddressesOrAllTargetsMay() {
    AddressRules rules = rules(false, "10.0.0.0/8");
    assertThat(refusal(rules, HTTP, "10.0.0.1", "10.0.0.2")).isEmpty();
    assertThat(refusal(rules, HTTP, "10.0.0.1", "8.8.8.8")).isEqualTo(NOT_ENCRYPTED);
    assertThat(refusal(rules, HTTP)).isEqualTo(NOT_ENCRYPTED);
    assertThat(refusal(rules, HTTPS)).isEmpty();
    assertThat(refusal(rules(true), HTTP, "8.8.8.8")).isEmpty();
    assertThat(refusal(rules(true), HTTP)).isEmpty();
  }

  private static String refusal(AddressRules rules, String target, String... addresses) {
    return rules
        .refusal(URI.create(target), Stream.of(addresses).map(AddressRulesTest::address).toList())
        .orElse("");
  }

  private static AddressRules rules() {
    return rules(false);
  }

  private static AddressRules rules(boolean plainHttp, String... allowed) {
    return new AddressRules(settings(plainHttp, allowed), address -> false);
  }

  private static EgressSettings settings(boolean plainHttp, String... allowed) {
    return new EgressSettings(
        plainHttp, Stream.of(allowed).map(Network::parse).toList(), Duration.ofSeconds(15));
  }

  private static byte[] neighbour(byte[] address, int distance) {
    BigInteger all = BigInteger.ONE.shiftLeft(address.length * Byte.SIZE);
    byte[] sum =
        new BigInteger(1, address).add(BigInteger.valueOf(distance)).mod(all).toByteArray();
    byte[] result = new byte[address.length];
    int length = Math.min(sum.length, result.length);
    System.arraycopy(sum, sum.length - length, result, result.length - length, length);
    return result;
  }

  private static byte[] random(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] bytes(String text) {
    return address(text).getAddress();
  }

  private static InetAddress address(String text) {
    return Network.address(text).orElseThrow();
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
