package org.allogate.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.stream.Collectors;
import org.allogate.RandomCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {
  @Test
  void behavesAsAnEnumSet() {
    RandomCases.each(
        20_000,
        random -> {
          EnumSet<Scope> mine = some(random);
          EnumSet<Scope> others = some(random);
          EnumSet<Scope> lacking = EnumSet.copyOf(others);
          lacking.removeAll(mine);
          assertThat(of(mine).includes(of(others))).isEqualTo(mine.containsAll(others));
          assertThat(of(mine).missing(of(others))).isEqualTo(of(lacking));
          assertThat(of(mine).equals(of(others))).isEqualTo(mine.equals(others));
          assertThat(of(mine).names()).isEqualTo(mine.stream().map(Scope::wireName).toList());
          assertThat(Scopes.parse(of(mine).toString())).isEqualTo(of(mine));
        });
  }

  @Test
  void writesNamesInTheOrderOfTheCatalogue() {
    Scopes scopes = Scopes.of(Scope.VAULT_WRITE, Scope.STORE_READ, Scope.STORE_READ);
    assertThat(scopes).hasToString("store:read vault:write");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nothing",
        "STORE:READ",
        "store_read",
        "store:read,",
        "store:read\t",
        "store"
      })
  void leavesUnknownNamesOut(String names) {
    assertThat(Scopes.parse(names)).isEqualTo(Scopes.NONE);
    assertThat(Scopes.parse(names + "  store:read  " + names))
        .isEqualTo(Scopes.of(Scope.STORE_READ));
  }

  @Test
  void knowsNoneAllAndTheReadingOnes() {
    assertThat(Scopes.NONE.names()).isEmpty();
    assertThat(Scopes.ALL.names()).hasSize(Scope.values().length);
    assertThat(Scopes.READING.names())
        .contains("store:read", "credits_balance:read")
        .allMatch(name -> name.endsWith(":read"))
        .hasSize((int) Arrays.stream(Scope.values()).filter(Scope::isRead).count());
    assertThat(Scopes.NONE.includes(Scopes.NONE)).isTrue();
    assertThat(Scopes.NONE.includes(Scopes.READING)).isFalse();
    assertThat(Scopes.ALL.missing(Scopes.READING)).isEqualTo(Scopes.NONE);
  }

  @Test
  void haveRoomInOneLong() {
    assertThat(Scope.values()).hasSizeLessThanOrEqualTo(Long.SIZE);
  }

  @Test
  void haveNamesOfTheirOwn() {
    assertThat(Arrays.stream(Scope.values()).map(Scope::wireName).collect(Collectors.toSet()))
        .hasSameSizeAs(Scope.values());
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void areFoundByTheirExactName(Scope scope) {
    assertThat(scope.wireName()).matches("[a-z_]+:[a-z]+");
    assertThat(scope.toString()).isEqualTo(scope.wireName().replace(':', '_'));
    assertThat(Scope.byName(scope.wireName())).contains(scope);
    assertThat(Scope.byName(scope.name())).isEmpty();
    assertThat(Scope.byName(scope.wireName() + " ")).isEmpty();
  }

  private static EnumSet<Scope> some(Random random) {
    EnumSet<Scope> scopes = EnumSet.noneOf(Scope.class);
    int rarity = 1 + random.nextInt(10);
    for (Scope scope : Scope.values()) {
      if (random.nextInt(rarity) == 0) {
        scopes.add(scope);
      }
    }
    return scopes;
  }

  private static Scopes of(EnumSet<Scope> scopes) {
    return Scopes.of(scopes.toArray(Scope[]::new));
  }
}
