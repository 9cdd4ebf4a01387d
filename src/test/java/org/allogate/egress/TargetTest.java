package org.allogate.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "https://example.com/",
        "https://example.com./hooks",
        "HTTPS://Example.COM:8443/hooks?a=b&c=%20d",
        "http://localhost:3000/",
        "https://192.0.2.1/x",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://[2001:db8::1]:8443/x",
        "https://xn--bcher-kva.example/",
        "https://example.com:/x",
        "https://example.com:65535//x",
      })
  void leavesUrlsAsTheyAre(String url) {
    assertThat(Target.parse(url)).hasToString(url);
  }

  @ParameterizedTest
  @CsvSource({
    "https://bücher.example/, https://xn--bcher-kva.example/",
    "https://BÜCHER.example:8443/ä?ö=ü, https://xn--bcher-kva.example:8443/%C3%A4?%C3%B6=%C3%BC",
    "https://例え.テスト, https://xn--r8jz45g.xn--zckzah",
    "https://example.com/ä, https://example.com/%C3%A4",
  })
  void writesOtherLettersInAscii(String url, String ascii) {
    assertThat(Target.parse(url)).hasToString(ascii);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ftp://example.com/ | must be an https URL",
        "file:///etc/passwd | must be an https URL",
        "javascript:alert(1) | must be an https URL",
        "example.com | must be a URL like https://example.com/webhooks",
        "//example.com/ | must be a URL like https://example.com/webhooks",
        "'' | must be a URL like https://example.com/webhooks",
        "https://exa mple.com/ | must be a URL like https://example.com/webhooks",
        "https://example.com\\@evil.example/ | must be a URL like https://example.com/webhooks",
        "https: | must be a URL like https://example.com/webhooks",
        "https:example.com | must name a host",
        "https:///hooks | must name a host",
        "https://:8443/ | must name a host",
        "https://my_host.example/ | must name a host",
        "https://example..com/ | must name a host",
        "https://-example.com/ | must name a host",
        "https://0x7f.1/ | must name a host",
        "https://127.1/ | must name a host",
        "https://example.com:port/ | must name a host",
        "https://example.com:99999999999/ | must name a host",
        "https://example.com:443:443/ | must name a host",
        "https://user@example.com/ | must not contain a user name or a password",
        "https://user:secret@example.com/ | must not contain a user name or a password",
        "https://@example.com/ | must not contain a user name or a password",
        "https://a@b@bücher.example/ | must not contain a user name or a password",
        "https://example.com/#top | must not contain a fragment",
        "https://example.com/# | must not contain a fragment",
        "https://[fe80::1%25eth0]/ | must not contain the zone of an address",
        "https://[fe80::1%1]/ | must not contain the zone of an address",
        "https://example.com:0/ | must have a port from 1 to 65535",
        "https://example.com:65536/ | must have a port from 1 to 65535",
        "https://straße.example/ | must have its host in ASCII (xn--...)",
        "https://１２７.0.0.1/ | must have its host in ASCII (xn--...)",
        "https://127。0。0。1/ | must have its host in ASCII (xn--...)",
      })
  void refusesWhatIsNoTarget(String url, String why) {
    assertThatThrownBy(() -> Target.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  @Test
  void refusesLongUrls() {
    String longest = "https://example.com/" + "x".repeat(1980);
    assertThat(Target.parse(longest)).hasToString(longest);
    assertThatThrownBy(() -> Target.parse(longest + "x"))
        .hasMessage("must have at most 2000 characters");
    assertThatThrownBy(() -> Target.parse("https://example.com/" + "ä".repeat(1980)))
        .hasMessage("must have at most 2000 characters in its ASCII form");
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com., example.com., example.com, -1, /",
    "https://example.com:443/?a=b, example.com, example.com, -1, /?a=b",
    "https://example.com:80/x, example.com, example.com, 80, /x",
    "http://example.com:80/x?, example.com, example.com, -1, /x?",
    "https://[2001:db8::1]:8443//x, 2001:db8::1, 2001:db8::1, 8443, //x",
  })
  void saysWhomToCallAndWhatFor(String url, String host, String name, int port, String path) {
    URI target = Target.parse(url);
    assertThat(Target.host(target)).isEqualTo(host);
    assertThat(Target.name(target)).isEqualTo(name);
    assertThat(Target.port(target)).isEqualTo(port);
    assertThat(Target.path(target)).isEqualTo(path);
  }
}
