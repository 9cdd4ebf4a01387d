package org.allogate.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Test;

class RoleTest {
  @Test
  void holdsLessFromOneToTheNext() {
    assertThat(Role.OWNER.scopes()).isEqualTo(Scopes.ALL);
    assertThat(Role.ADMIN.scopes().missing(Scopes.ALL).names())
        .containsExactly("organizations:write", "members:write");
    assertThat(Role.VIEWER.scopes()).isEqualTo(Scopes.READING);
    assertThat(Role.ADMIN.scopes().includes(Role.VIEWER.scopes())).isTrue();
    assertThat(Role.VIEWER.scopes().includes(Scopes.of(Scope.KEYS_WRITE))).isFalse();
  }

  @Test
  void isKnownByItsNameAlone() {
    for (Role role : Role.values()) {
      assertThat(Role.byName(role.wireName())).hasValue(role);
    }
    assertThat(Role.byName("Owner")).isEmpty();
    assertThat(Role.byName("")).isEmpty();
  }
}
