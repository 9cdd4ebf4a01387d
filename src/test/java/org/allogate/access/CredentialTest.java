package org.allogate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.allogate.HandMade;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
  private static final List<String> NONE = List.of();

  @Test
  void isTheOneThatIsThere() {
    assertThat(of(List.of("a.b"), NONE)).isEqualTo("a.b");
    assertThat(of(List.of(" a.b "), null)).isEqualTo("a.b");
    assertThat(of(NONE, List.of("Bearer a.b"))).isEqualTo("a.b");
    assertThat(of(null, List.of(" bearer  a.b "))).isEqualTo("a.b");
    assertThat(of(List.of("a.b"), List.of("BEARER a.b"))).isEqualTo("a.b");
    assertThat(of(List.of(""), List.of("Bearer a.b"))).isEqualTo("a.b");
    assertThat(of(List.of("a.b"), List.of("Basic YTpi"))).isEqualTo("a.b");
  }

  @Test
  void isMissingWithoutAnyOrWithEmptyOnes() {
    refused(ProblemType.MISSING_API_KEY, null, null);
    refused(ProblemType.MISSING_API_KEY, NONE, NONE);
    refused(ProblemType.MISSING_API_KEY, List.of(""), NONE);
    refused(ProblemType.MISSING_API_KEY, List.of("  "), List.of("Bearer  "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer ", "Basic YTpi", "a.b", "Bearera.b", "Token a.b", ""})
  void isMissingWithoutTheBearerScheme(String authorization) {
    refused(ProblemType.MISSING_API_KEY, NONE, List.of(authorization));
  }

  @Test
  void isRefusedWhenThereIsMoreThanOne() {
    refused(ProblemType.INVALID_API_KEY, List.of("a.b", "a.b"), NONE);
    refused(ProblemType.INVALID_API_KEY, List.of("a.b", ""), NONE);
    refused(ProblemType.INVALID_API_KEY, List.of("a.b,c.d"), NONE);
    refused(ProblemType.INVALID_API_KEY, List.of(","), NONE);
    refused(ProblemType.INVALID_API_KEY, NONE, List.of("Bearer a.b", "Bearer a.b"));
    refused(ProblemType.INVALID_API_KEY, NONE, List.of("Bearer a.b, Bearer c.d"));
    refused(ProblemType.INVALID_API_KEY, List.of("a.b"), List.of("Bearer a.c"));
    refused(ProblemType.INVALID_API_KEY, List.of("a.b"), List.of("Bearer A.b"));
  }

  @ParameterizedTest
  @CsvSource({
    "eyJhbGciOiJFUzI1NiJ9.e30.c2ln, true",
    "eyJ.., true",
    "ey.a, false",
    "ey, false",
    "allo_live_a.b, false",
    "a.b.c, false",
    "'', false",
  })
  void isATokenWhenItLooksLikeOne(String credential, boolean token) {
    assertThat(Credential.isToken(credential)).isEqualTo(token);
  }

  private static void refused(ProblemType type, List<String> key, List<String> authorization) {
    ProblemException refusal =
        catchThrowableOfType(ProblemException.class, () -> of(key, authorization));
    assertThat(refusal.type()).isEqualTo(type);
  }

  private static String of(List<String> key, List<String> authorization) {
    return Credential.of(
        HandMade.of(
            HttpHeaders.class,
            Map.of(
                "getRequestHeader",
                it ->
                    switch ((String) it[0]) {
                      case "X-API-Key" -> key;
                      case "Authorization" -> authorization;
                      default -> throw new UnsupportedOperationException((String) it[0]);
                    })));
  }
}
