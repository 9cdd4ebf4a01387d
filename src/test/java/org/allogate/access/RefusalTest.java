package org.allogate.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.allogate.problem.Contents;
import org.allogate.problem.ProblemException;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Test;

class RefusalTest {
  private static final String METADATA =
      "resource_metadata=\"https://api.example/.well-known/oauth-protected-resource\"";

  @Test
  void namesTheMissingScopeInTheWordsOfTheContract() {
    assertThat(Refusal.insufficientScope(Scopes.of(Scope.VAULT_WRITE)))
        .hasMessage("API key is missing required scope: vault:write")
        .extracting(it -> Contents.extension(it, "missing_scopes"))
        .isEqualTo(List.of("vault:write"));
  }

  @Test
  void namesEveryMissingScope() {
    assertThat(Refusal.insufficientScope(Scopes.of(Scope.VAULT_WRITE, Scope.STORE_READ)))
        .hasMessage("API key is missing required scopes: store:read, vault:write");
  }

  @Test
  void challengesWithoutAnErrorWhereNoCredentialWasSent() {
    assertThat(challenge(Refusal.missing(), Scopes.ALL))
        .isEqualTo("Bearer realm=\"allogate\", " + METADATA);
  }

  @Test
  void challengesWithTheErrorOfRfc6750() {
    String invalid = "Bearer realm=\"allogate\", error=\"invalid_token\", " + METADATA;
    assertThat(challenge(Refusal.invalid(), Scopes.ALL)).isEqualTo(invalid);
    assertThat(challenge(Refusal.invalidToken(), Scopes.ALL)).isEqualTo(invalid);
    assertThat(challenge(Refusal.expired(), Scopes.ALL)).isEqualTo(invalid);
    assertThat(challenge(Refusal.revoked(), Scopes.ALL)).isEqualTo(invalid);
  }

  @Test
  void challengesWithTheScopesThatAreNeeded() {
    Scopes needed = Scopes.of(Scope.STORE_READ, Scope.VAULT_WRITE);
    assertThat(challenge(Refusal.insufficientScope(Scopes.of(Scope.VAULT_WRITE)), needed))
        .isEqualTo(
            "Bearer realm=\"allogate\", error=\"insufficient_scope\","
                + " scope=\"store:read vault:write\", "
                + METADATA);
  }

  private static String challenge(ProblemException refusal, Scopes needed) {
    return Refusal.challenge(refusal, needed, "https://api.example");
  }
}
