package org.allogate.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import org.allogate.input.Parameters;
import org.allogate.input.Queries;
import org.allogate.problem.Contents;
import org.allogate.problem.ProblemException;
import org.allogate.problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {
  @Test
  void hasTheDefaultsOfItsSurface() {
    assertThat(PageRequest.ofStore(Queries.of())).isEqualTo(new PageRequest(Optional.empty(), 100));
    assertThat(PageRequest.ofVault(Queries.of())).isEqualTo(new PageRequest(Optional.empty(), 25));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100, 999, 1000})
  void takesTheLimitsOfTheStore(int limit) {
    Parameters parameters = Queries.of("limit", String.valueOf(limit), "cursor", "abc");
    assertThat(PageRequest.ofStore(parameters))
        .isEqualTo(new PageRequest(Optional.of("abc"), limit));
    assertThatCode(parameters::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "1001", "99999999999", "-99999999999", "", " ", "x", "1.0", "+5"})
  void refusesOtherLimitsInTheStore(String limit) {
    Parameters parameters = Queries.of("limit", limit);
    PageRequest.ofStore(parameters);
    refused(parameters, new Violation("limit", "must be an integer from 1 to 1000"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "25, 25",
    "100, 100",
    "101, 100",
    "99999999999, 100",
    "0, 25",
    "-1, 25",
    "-99999999999, 25",
  })
  void clampsTheLimitsOfTheVault(String sent, int limit) {
    Parameters parameters = Queries.of("limit", sent);
    assertThat(PageRequest.ofVault(parameters).limit()).isEqualTo(limit);
    assertThatCode(parameters::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1.0", "1e2"})
  void refusesInTheVaultWhatIsNoInteger(String limit) {
    Parameters parameters = Queries.of("limit", limit);
    PageRequest.ofVault(parameters);
    refused(parameters, new Violation("limit", "must be an integer"));
  }

  @Test
  void refusesBothGivenTwice() {
    Parameters parameters = Queries.of("limit", "5", "limit", "5", "cursor", "a", "cursor", "a");
    PageRequest.ofStore(parameters);
    assertThat(Contents.violations(catchThrowableOfType(ProblemException.class, parameters::check)))
        .extracting(Violation::pointer)
        .contains("limit", "cursor");
  }

  private static void refused(Parameters parameters, Violation violation) {
    assertThat(Contents.violations(catchThrowableOfType(ProblemException.class, parameters::check)))
        .containsExactly(violation);
  }
}
