package org.allogate.access;

import java.lang.reflect.Method;
import org.allogate.scopes.Scopes;

/**
 * One guarded operation, as its resource method declares it.
 *
 * @param name dotted name; empty for what is open to all
 * @param scopes what a credential must hold
 * @param cost rate-limit units of one call
 * @param open whether no credential is asked for
 * @param whileDisabled whether the tenant's owners may call it while the tenant is disabled
 * @param memberOnly whether a session is asked for and no key will do
 * @param keyOnly whether a key or token is asked for and no session will do
 * @param onBehalf whether the address says which scopes and cost are meant; of keys only, too
 */
public record Capability(
    String name,
    Scopes scopes,
    int cost,
    boolean open,
    boolean whileDisabled,
    boolean memberOnly,
    boolean keyOnly,
    boolean onBehalf) {
  private static final Capability OPEN =
      new Capability("", Scopes.NONE, 0, true, false, false, false, false);

  /**
   * What a resource method declares.
   *
   * @throws IllegalStateException when it declares nothing, both, or a cost below 1
   */
  public static Capability of(Method method) {
    RequiresScope guarded = method.getAnnotation(RequiresScope.class);
    boolean open = method.isAnnotationPresent(OpenToAll.class);
    if (open == (guarded != null)) {
      throw new IllegalStateException(
          method + " must say exactly one of @RequiresScope and @OpenToAll");
    }
    if (open) {
      return OPEN;
    }
    if (guarded.cost() < 1) {
      throw new IllegalStateException(method + " must cost at least 1");
    }
    if (guarded.memberOnly() && (guarded.keyOnly() || guarded.onBehalf())) {
      throw new IllegalStateException(method + " must let somebody call it");
    }
    return new Capability(
        guarded.capability(),
        Scopes.of(guarded.value()),
        guarded.cost(),
        false,
        guarded.whileDisabled(),
        guarded.memberOnly(),
        guarded.keyOnly() || guarded.onBehalf(),
        guarded.onBehalf());
  }

  /** The same operation asked for with other scopes at another cost. */
  Capability as(Scopes wanted, int units) {
    return new Capability(name, wanted, units, open, whileDisabled, memberOnly, keyOnly, onBehalf);
  }
}
