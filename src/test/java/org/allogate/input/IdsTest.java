package org.allogate.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Locale;
import java.util.UUID;
import org.allogate.RandomCases;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  @Test
  void areReadInEitherCase() {
    RandomCases.each(
        1_000,
        random -> {
          UUID id = new UUID(random.nextLong(), random.nextLong());
          assertThat(Ids.parse(id.toString())).contains(id);
          assertThat(Ids.parse(id.toString().toUpperCase(Locale.ROOT))).contains(id);
          assertThat(Ids.inPath(id.toString(), "thing")).isEqualTo(id);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "1-1-1-1-1",
        "019d4b5c7d2e7c849a6f1b5e8d0c2a37",
        "019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a3",
        "019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a377",
        "019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a3g",
        "019d4b5c-7d2e-7c84-9a6f1-b5e8d0c2a37",
        "019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a37\n",
        "+19d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a37",
        "urn:uuid:019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a37",
      })
  void areUnknownWhenTheyAreMalformed(String text) {
    assertThat(Ids.parse(text)).isEmpty();
    ProblemException problem =
        catchThrowableOfType(ProblemException.class, () -> Ids.inPath(text, "thing"));
    assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND);
    assertThat(problem).hasMessage("There is no such thing.");
  }
}
