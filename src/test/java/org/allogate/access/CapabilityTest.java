package org.allogate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Method;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilityTest {
  @Test
  void saysWhatTheMethodDeclares() throws Exception {
    assertThat(Capability.of(method("guarded")))
        .isEqualTo(
            new Capability(
                "things.read",
                Scopes.of(Scope.STORE_READ, Scope.VAULT_READ),
                3,
                false,
                false,
                false,
                false,
                false));
    assertThat(Capability.of(method("scopeless")))
        .isEqualTo(
            new Capability("things.look", Scopes.NONE, 1, false, false, false, false, false));
    assertThat(Capability.of(method("open")))
        .isEqualTo(new Capability("", Scopes.NONE, 0, true, false, false, false, false));
  }

  @Test
  void knowsWhatIsForKeysAlone() throws Exception {
    assertThat(Capability.of(method("credential")).keyOnly()).isTrue();
    assertThat(Capability.of(method("onBehalf")).keyOnly()).isTrue();
    assertThat(Capability.of(method("guarded")).keyOnly()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "both", "free", "negative", "nobodys"})
  void refusesSilenceContradictionAndCostsBelowOne(String name) throws Exception {
    Method method = method(name);
    assertThatIllegalStateException()
        .isThrownBy(() -> Capability.of(method))
        .withMessageContaining(name);
    Capabilities capabilities = new Capabilities();
    assertThatIllegalStateException().isThrownBy(() -> capabilities.of(method));
  }

  @Test
  void isReadOnceAMethod() throws Exception {
    Capabilities capabilities = new Capabilities();
    assertThat(capabilities.of(method("guarded"))).isSameAs(capabilities.of(method("guarded")));
  }

  private static Method method(String name) throws NoSuchMethodException {
    return Things.class.getDeclaredMethod(name);
  }

  private static final class Things {
    @RequiresScope(
        value = {Scope.STORE_READ, Scope.VAULT_READ},
        capability = "things.read",
        cost = 3)
    void guarded() {}

    @RequiresScope(
        value = {},
        capability = "things.look")
    void scopeless() {}

    @RequiresScope(
        value = {},
        capability = "things.credential",
        keyOnly = true)
    void credential() {}

    @RequiresScope(
        value = {},
        capability = "things.on_behalf",
        onBehalf = true)
    void onBehalf() {}

    @OpenToAll
    void open() {}

    void silent() {}

    @OpenToAll
    @RequiresScope(value = Scope.STORE_READ, capability = "things.read")
    void both() {}

    @RequiresScope(value = Scope.STORE_READ, capability = "things.read", cost = 0)
    void free() {}

    @RequiresScope(value = Scope.STORE_READ, capability = "things.read", cost = -1)
    void negative() {}

    @RequiresScope(
        value = {},
        capability = "things.hide",
        memberOnly = true,
        keyOnly = true)
    void nobodys() {}
  }
}
