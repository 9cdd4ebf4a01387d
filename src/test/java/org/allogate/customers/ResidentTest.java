package org.allogate.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import java.util.UUID;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResidentTest {
  private static final UUID AVATAR = UUID.fromString("a1b2c3d4-e5f6-4789-9abc-def012345678");

  @Test
  void isNamedByAvatar() {
    Resident named = Resident.inPath(AVATAR.toString().toUpperCase());
    assertThat(named).isEqualTo(Resident.of(AVATAR));
    assertThat(Resident.avatarInPath(AVATAR.toString())).isEqualTo(named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "aether.ash", "Aether.Resident", "0", "a1b2c3d4e5f6", "1.2"})
  void isNamedByUsername(String username) {
    assertThat(Resident.inPath(username)).isEqualTo(new Resident(null, username));
    assertThat(problem(() -> Resident.avatarInPath(username)))
        .isEqualTo(ProblemType.INVALID_IDENTIFIER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "a.", ".a", "a..b", "a.b.c", "a b", "a_b", "a-b", "\u00e9", "a\n", "\n"})
  void isNotNamedByAnythingElse(String text) {
    assertThat(Resident.parse(text)).isEmpty();
    assertThat(problem(() -> Resident.inPath(text))).isEqualTo(ProblemType.INVALID_IDENTIFIER);
  }

  @Test
  void isNamedBy64CharactersAtMost() {
    String longest = "x".repeat(Resident.MAX_USERNAME);
    assertThat(Resident.username(longest)).isEqualTo(Optional.of(longest));
    assertThat(Resident.username(longest + "x")).isEmpty();
  }

  private static ProblemType problem(Runnable reading) {
    return catchThrowableOfType(ProblemException.class, reading::run).type();
  }
}
