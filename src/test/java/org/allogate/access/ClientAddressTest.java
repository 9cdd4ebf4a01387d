package org.allogate.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.allogate.HandMadeRequest;
import org.allogate.RandomCases;
import org.allogate.surface.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  private static final String PROXY = "10.0.0.1";
  private static final String FORWARDED = "Forwarded";
  private static final String X_FORWARDED_FOR = "X-Forwarded-For";

  private final ClientAddress addresses = trusting("10.0.0.0/8", "2001:db8:ffff::/48");

  @Test
  void believesNobodyUnlessTold() {
    ClientAddress alone = trusting();
    assertThat(alone.of(request(PROXY, X_FORWARDED_FOR, "192.0.2.9"))).isEqualTo(PROXY);
    assertThat(alone.of(request("127.0.0.1", FORWARDED, "for=192.0.2.9"))).isEqualTo("127.0.0.1");
    assertThat(alone.of(request("fe80::1%2", FORWARDED, "for=192.0.2.9"))).isEqualTo("fe80::1%2");
  }

  @Test
  void believesNoPeerThatIsNotTrusted() {
    assertThat(of("192.0.2.1", X_FORWARDED_FOR, "192.0.2.9")).isEqualTo("192.0.2.1");
    assertThat(of("192.0.2.1", FORWARDED, "for=192.0.2.9")).isEqualTo("192.0.2.1");
  }

  @Test
  void isThePeerWithoutAHeader() {
    assertThat(addresses.of(new HandMadeRequest().from(PROXY).build())).isEqualTo(PROXY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for=192.0.2.9 | 192.0.2.9",
        "For=\"192.0.2.9\" | 192.0.2.9",
        "by=10.0.0.1;for=192.0.2.9;host=a.example;proto=https | 192.0.2.9",
        "for=192.0.2.9:4711 | 192.0.2.9",
        "for=\"192.0.2.9:4711\" | 192.0.2.9",
        "for=\"[2001:db8::7]\" | 2001:db8:0:0:0:0:0:7",
        "for=\"[2001:db8::7]:4711\" | 2001:db8:0:0:0:0:0:7",
        "for=\"[2001:db8::7]:_port\" | 2001:db8:0:0:0:0:0:7",
        "for=192.0.2.9, for=10.0.0.7, for=10.0.0.8 | 192.0.2.9",
        "for=6.6.6.6, for=192.0.2.9 | 192.0.2.9",
        "for=6.6.6.6, for=192.0.2.9, for=10.0.0.8 | 192.0.2.9",
        "for=10.0.0.7 | 10.0.0.7",
        "for=\"::ffff:192.0.2.9\" | 192.0.2.9",
      })
  void readsForwarded(String header, String client) {
    assertThat(of(PROXY, FORWARDED, header)).isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.9 | 192.0.2.9",
        "192.0.2.9:4711 | 192.0.2.9",
        "2001:db8::7 | 2001:db8:0:0:0:0:0:7",
        "[2001:db8::7]:4711 | 2001:db8:0:0:0:0:0:7",
        "192.0.2.9 ,  10.0.0.7 | 192.0.2.9",
        "6.6.6.6, 192.0.2.9, 10.0.0.7, 2001:db8:ffff::9 | 192.0.2.9",
        "garbage, 192.0.2.9 | 192.0.2.9",
      })
  void readsXForwardedFor(String header, String client) {
    assertThat(of(PROXY, X_FORWARDED_FOR, header)).isEqualTo(client);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        ";",
        "for",
        "for=",
        "for=unknown",
        "for=_hidden",
        "for=\"_hidden:80\"",
        "for=\"",
        "for=\"[2001:db8::7\"",
        "for=localhost",
        "by=192.0.2.9",
        "for=999.1.1.1",
        "xfor=192.0.2.9",
        "for=192.0.2.9, ",
        "for=192.0.2.9, for=_hidden",
        "=",
        "for==",
        "🙂",
      })
  void isTheLastTrustedHopWhereTheNextIsHiddenOrGarbage(String header) {
    assertThat(of(PROXY, FORWARDED, header)).isEqualTo(PROXY);
    assertThat(of(PROXY, X_FORWARDED_FOR, header.replace("for=", "") + ",")).isEqualTo(PROXY);
    assertThat(of(PROXY, FORWARDED, header + ",for=10.0.0.7")).isEqualTo("10.0.0.7");
  }

  @Test
  void readsSeveralLinesAsOneList() {
    assertThat(
            addresses.of(
                new HandMadeRequest()
                    .from(PROXY)
                    .header(X_FORWARDED_FOR, "6.6.6.6, 192.0.2.9")
                    .header(X_FORWARDED_FOR, "10.0.0.7")
                    .build()))
        .isEqualTo("192.0.2.9");
  }

  @Test
  void doesNotBelieveTheOneOfTwoHeadersThatTheProxyDoesNotWrite() {
    assertThat(both("for=6.6.6.6", "192.0.2.9")).isEqualTo(PROXY);
    assertThat(both("for=192.0.2.9", "6.6.6.6")).isEqualTo(PROXY);
    assertThat(both("", "192.0.2.9")).isEqualTo(PROXY);
    assertThat(both("for=192.0.2.9", "192.0.2.9")).isEqualTo("192.0.2.9");
    assertThat(both("for=6.6.6.6, for=192.0.2.9", "7.7.7.7, 192.0.2.9")).isEqualTo("192.0.2.9");
  }

  private String both(String forwarded, String forwardedFor) {
    return addresses.of(
        new HandMadeRequest()
            .from(PROXY)
            .header(FORWARDED, forwarded)
            .header(X_FORWARDED_FOR, forwardedFor)
            .build());
  }

  @Test
  void readsTheNearestThirtyTwoHopsAndNoMore() {
    String hops = "10.0.0.7, ".repeat(40);
    assertThat(of(PROXY, X_FORWARDED_FOR, "192.0.2.9, " + "10.0.0.7, ".repeat(30) + "10.0.0.8"))
        .isEqualTo("192.0.2.9");
    assertThat(of(PROXY, X_FORWARDED_FOR, "192.0.2.9, " + hops + "10.0.0.8")).isEqualTo("10.0.0.7");
    assertThat(of(PROXY, X_FORWARDED_FOR, "garbage, ".repeat(1_000) + "192.0.2.9"))
        .isEqualTo("192.0.2.9");
  }

  @Test
  void isTheFirstFromTheRightThatIsNotTrusted() {
    RandomCases.each(
        20_000,
        random -> {
          List<String> chain = new ArrayList<>();
          for (int i = random.nextInt(6); i >= 0; i--) {
            chain.add(node(random));
          }
          String peer = chain.get(chain.size() - 1);
          List<String> hops = chain.subList(0, chain.size() - 1);
          String client = naive(chain);
          String list = String.join(", ", hops);
          if (!hops.isEmpty()) {
            assertThat(of(peer, X_FORWARDED_FOR, list)).isEqualTo(client);
            assertThat(
                    of(
                        peer,
                        FORWARDED,
                        hops.stream().map("for="::concat).reduce((a, b) -> a + "," + b).get()))
                .isEqualTo(client);
          }
        });
  }

  private static String node(Random random) {
    return (random.nextInt(3) > 0 ? "10.0.0." : "192.0.2.") + random.nextInt(20);
  }

  private static String naive(List<String> chain) {
    List<String> nearestFirst = new ArrayList<>(chain);
    Collections.reverse(nearestFirst);
    return nearestFirst.stream()
        .filter(node -> !node.startsWith("10."))
        .findFirst()
        .orElse(chain.get(0));
  }

  @Test
  void countsAnIpv6ClientByItsNetwork() {
    assertThat(trusting().siteOf(request("2001:db8::1:2:3:4", "X", "")))
        .isEqualTo(trusting().siteOf(request("2001:db8::9:9:9:9", "X", "")))
        .isEqualTo("2001:db8:0:0:0:0:0:0/64");
    assertThat(addresses.siteOf(request(PROXY, X_FORWARDED_FOR, "192.0.2.9")))
        .isEqualTo("192.0.2.9/32");
    assertThat(addresses.siteOf(request("odd", X_FORWARDED_FOR, "192.0.2.9"))).isEqualTo("odd");
  }

  private String of(String peer, String header, String value) {
    return addresses.of(request(peer, header, value));
  }

  private static HttpServletRequest request(String peer, String header, String value) {
    return new HandMadeRequest().from(peer).header(header, value).build();
  }

  private static ClientAddress trusting(String... networks) {
    return new ClientAddress(Stream.of(networks).map(Network::parse).toList());
  }
}
