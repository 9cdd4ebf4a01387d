package org.allogate.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.allogate.surface.Surface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemDocumentTest {
  @Test
  void hasTheMembersOfTheContractInTheirOrder() {
    ProblemException problem =
        new ProblemException(
                ProblemType.INSUFFICIENT_SCOPE, "API key is missing required scope: vault:write")
            .with("missing_scopes", List.of("vault:write"));
    assertThat(document(problem, Surface.VAULT))
        .isEqualTo(
            "{\"type\":\"https://api.example/errors/insufficient_scope\","
                + "\"title\":\"Insufficient scope\",\"status\":403,"
                + "\"detail\":\"API key is missing required scope: vault:write\","
                + "\"code\":\"insufficient_scope\",\"missing_scopes\":[\"vault:write\"],"
                + "\"instance\":\"/api/v2/me\",\"request_id\":\"id-1\"}");
  }

  @Test
  void listsEveryViolation() {
    ProblemException problem =
        ProblemException.violations(
            List.of(new Violation("/a", "is required"), new Violation("limit", "is wrong")));
    assertThat(document(problem, Surface.STORE))
        .contains("\"status\":400")
        .contains(
            "\"errors\":[{\"pointer\":\"/a\",\"detail\":\"is required\"},"
                + "{\"pointer\":\"limit\",\"detail\":\"is wrong\"}]");
    assertThat(document(problem, Surface.VAULT)).contains("\"status\":422");
  }

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void hasTheStatusOfItsSurface(ProblemType type) {
    boolean differs = type == ProblemType.VALIDATION_ERROR || type == ProblemType.INVALID_CURSOR;
    assertThat(type.statusOn(Surface.STORE)).isEqualTo(type.status());
    assertThat(type.statusOn(Surface.VAULT)).isEqualTo(differs ? 422 : type.status());
  }

  private static String document(ProblemException problem, Surface surface) {
    byte[] document =
        ProblemDocument.of(problem, surface, "https://api.example", "/api/v2/me", "id-1");
    return new String(document, StandardCharsets.UTF_8);
  }
}
