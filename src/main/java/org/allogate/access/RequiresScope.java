package org.allogate.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.allogate.scopes.Scope;

/**
 * Declares the capability that a resource method is: who may call it and what it costs. A resource
 * method says this or {@link OpenToAll}; one that says neither stops the deployment.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiresScope {
  /** The scopes a credential must hold, all of them; none means any credential will do. */
  Scope[] value();

  /** The dotted name of the capability, for instance {@code products.list}. */
  String capability();

  /** Rate-limit units of one call, at least 1. */
  int cost() default 1;

  /** Whether an owner may call it in person even while the tenant is disabled. */
  boolean whileDisabled() default false;

  /** Whether only a member may call it in person, and no key whatever its scopes. */
  boolean memberOnly() default false;

  /** Whether only a key or token may call it, and no member. */
  boolean keyOnly() default false;

  /**
   * Whether the operation stands for one that is guarded elsewhere: {@code scopes} and {@code cost}
   * are then parameters of its path, or of its query where the path has none, and {@link #value()}
   * and {@link #cost()} hold where neither says anything. Only keys and tokens may call it.
   */
  boolean onBehalf() default false;
}
