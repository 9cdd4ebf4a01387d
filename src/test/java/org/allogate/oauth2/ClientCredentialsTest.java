package org.allogate.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.allogate.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCredentialsTest {
  private static ClientCredentials basic(String header, String form) {
    return ClientCredentials.of(null, List.of(header), Form.read(form)).orElseThrow();
  }

  private static String encoded(String text) {
    return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "a:b, a, b",
    "a%2Db:c+d, a-b, c d",
    "a:b:c, a, b:c",
    "a%3Ab:c, a:b, c",
    ":b, '', b",
    "a:, a, ''",
  })
  void areDecodedFromTheHeader(String pair, String id, String secret) {
    assertThat(basic(encoded(pair), "x=1")).isEqualTo(new ClientCredentials(id, secret));
    assertThat(basic(encoded(pair).replace("Basic", "bAsIc"), "client_id=" + Form.decode(id).get()))
        .isEqualTo(new ClientCredentials(id, secret));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic", "Basic ", "Basic %", "Basic YQ==", "Bearer YTpi", "x", ""})
  void areNobodysWhereTheHeaderCannotBeRead(String header) {
    assertThat(basic(header, "x=1")).isEqualTo(new ClientCredentials("", ""));
    assertThat(basic(encoded("%zz:b"), "x=1")).isEqualTo(new ClientCredentials("", ""));
  }

  @Test
  void areNoneWhereNothingIsShown() {
    assertThat(ClientCredentials.of(null, List.of(), Form.read("x=1"))).isEmpty();
    assertThat(ClientCredentials.of("", List.of(), Form.read("client_id=&client_secret=")))
        .isEmpty();
  }

  @Test
  void areNeverWritten() {
    assertThat(new ClientCredentials("one", "two").toString()).doesNotContain("one", "two");
  }

  @Test
  void readEveryFormOrRefuseIt() {
    Random random = new Random(11);
    String parts = "a=%&+bzA1\u00e9\ud83d\udca9;\u0000 ";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder body = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        body.append(parts.charAt(random.nextInt(parts.length())));
      }
      try {
        assertThat(Form.read(body.toString()).value("")).as(body.toString()).isNotNull();
      } catch (ProblemException refusal) {
        assertThat(refusal.type().code()).isEqualTo("invalid_request");
      }
    }
  }

  @Test
  void areNotLookedForInAFormOfTooManyParameters() {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      body.append("p").append(i).append("=1&");
    }
    assertThatThrownBy(() -> Form.read(body.toString())).isInstanceOf(ProblemException.class);
  }
}
