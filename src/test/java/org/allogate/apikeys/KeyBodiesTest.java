package org.allogate.apikeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.allogate.input.Members;
import org.allogate.keys.KeyTerms;
import org.allogate.problem.ProblemException;
import org.allogate.ratelimit.Policy;
import org.allogate.ratelimit.Tier;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyBodiesTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final KeyTerms PRESENT =
      new KeyTerms(
          "A key",
          Scopes.of(Scope.STORE_READ),
          Tier.PRO,
          List.of(new Policy(7, 5)),
          List.of(Network.parse("10.0.0.0/8")),
          NOW.plusSeconds(60));

  @Test
  void takesEverything() {
    Members body =
        Bodies.of(
            """
            'name': ' A key ', 'scopes': ['store:read'], 'tier': 'pro',
            'ratePolicy': [{'limit': 7, 'windowSeconds': 5}], 'allowedAddresses': ['10.1.0.0/8'],
            'expiresAt': '2026-05-01T14:01:00+02:00'""");
    assertThat(KeyBodies.terms(body, NOW)).isEqualTo(PRESENT);
    assertThatCode(body::check).doesNotThrowAnyException();
  }

  @Test
  void leavesWhatAPatchDoesNotMention() {
    assertThat(KeyBodies.patched(PRESENT, Bodies.of(""), NOW)).isEqualTo(PRESENT);
    assertThat(
            KeyBodies.patched(
                PRESENT,
                Bodies.of("'tier':null,'ratePolicy':null,'allowedAddresses':null,'expiresAt':null"),
                NOW))
        .isEqualTo(
            new KeyTerms("A key", Scopes.of(Scope.STORE_READ), null, List.of(), List.of(), null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'name':null", "'scopes':null", "'scopes':[]", "'name':'ab'"})
  void takesNoNameAndNoScopesFromNobody(String patch) {
    Members body = Bodies.of(patch);
    KeyBodies.patched(PRESENT, body, NOW);
    assertThatThrownBy(body::check).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-01T12:00:00Z, false",
    "2026-05-01T12:00:00.000000001Z, true",
    "2026-05-01T11:59:59Z, false",
    "9999-01-01T00:00:00Z, true",
    "9999-01-01T00:00:01Z, false",
    "+1000000-01-01T00:00:00Z, false",
  })
  void endsInTheFuture(String end, boolean taken) {
    Members body = Bodies.of("'name':'A key','scopes':['store:read'],'expiresAt':'" + end + "'");
    KeyTerms terms = KeyBodies.terms(body, NOW);
    if (taken) {
      assertThat(terms.expiresAt()).isEqualTo(end);
      assertThatCode(body::check).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(body::check).isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void holdsTheEndAgainstThePolicy() {
    Members body = Bodies.of("");
    Instant latest = NOW.plus(Duration.ofDays(30));
    assertThat(KeyBodies.bounded(PRESENT.until(null), owner(30), body, NOW).expiresAt())
        .isEqualTo(latest);
    assertThat(KeyBodies.bounded(PRESENT.until(latest), owner(30), body, NOW).expiresAt())
        .isEqualTo(latest);
    assertThat(KeyBodies.bounded(PRESENT.until(null), owner(null), body, NOW).expiresAt()).isNull();
    assertThatCode(body::check).doesNotThrowAnyException();
    KeyBodies.bounded(PRESENT.until(latest.plusNanos(1)), owner(30), body, NOW);
    assertThatThrownBy(body::check).isInstanceOf(ProblemException.class);
  }

  private static KeyOwner owner(Integer lifetimeDays) {
    return new KeyOwner(
        new UUID(1, 1),
        new UUID(1, 2),
        "alex@example.com",
        Tier.STANDARD,
        5,
        lifetimeDays,
        null,
        false);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "''                     | -",
        "'''reason'':null'      | -",
        "'''reason'':''  '''    | -",
        "'''reason'':'' Lost ''' | Lost"
      })
  void readsWhyAKeyIsRevoked(String body, String reason) {
    assertThat(RevocationBody.from(Bodies.of(body)).reason()).isEqualTo(reason);
  }

  @Test
  void boundsWhyAKeyIsRevoked() {
    String longest = "\uD83C\uDFA9".repeat(500);
    assertThat(RevocationBody.from(Bodies.of("'reason':'" + longest + "'")).reason())
        .isEqualTo(longest);
    assertThatThrownBy(() -> RevocationBody.from(Bodies.of("'reason':'" + "r".repeat(501) + "'")))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> RevocationBody.from(Bodies.of("'why':'x'")))
        .isInstanceOf(ProblemException.class);
  }
}
