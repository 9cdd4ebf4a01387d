package org.allogate.surface;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Set;
import org.allogate.HandMadeRequest;
import org.junit.jupiter.api.Test;

class RequestIdTest {
  private static final String ALLOWED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

  @Test
  void isTheClientsWhenItIsAcceptable() {
    assertThat(of("a")).isEqualTo("a");
    assertThat(of(ALLOWED)).isEqualTo(ALLOWED);
    assertThat(of("a".repeat(128))).isEqualTo("a".repeat(128));
  }

  @Test
  void isOursForAnythingElse() {
    assertThat(of("")).startsWith("req_");
    assertThat(of("a".repeat(129))).startsWith("req_");
    assertThat(RequestId.of(new HandMadeRequest().build())).startsWith("req_");
    for (char c = 0; c < 1_000; c++) {
      String id = "a" + c;
      assertThat(of(id).equals(id)).as("character %d", (int) c).isEqualTo(ALLOWED.indexOf(c) >= 0);
    }
  }

  @Test
  void isOursForAKeyThatStrayedIntoTheHeader() {
    String key = "allo_test_" + "A".repeat(46) + "." + "b".repeat(43);
    assertThat(of(key)).startsWith("req_");
    assertThat(of("x-" + key)).startsWith("req_");
    assertThat(of("a_test_" + "A".repeat(100))).startsWith("a_test_");
  }

  @Test
  void staysTheSameThroughoutARequest() {
    HttpServletRequest request = new HandMadeRequest().build();
    assertThat(RequestId.of(request)).isEqualTo(RequestId.of(request));
  }

  @Test
  void isNewForEveryRequestAndAcceptableItself() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String id = RequestId.of(new HandMadeRequest().build());
      assertThat(RequestId.acceptable(id)).isTrue();
      ids.add(id);
    }
    assertThat(ids).hasSize(1_000);
  }

  private static String of(String sent) {
    return RequestId.of(new HandMadeRequest().header("X-Request-Id", sent).build());
  }
}
