package org.allogate.problem;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the problems that only a resource method itself knows of, for the contract document; those
 * of the guard and of reading the input follow from elsewhere.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface CanEndWith {
  /** The problems. */
  ProblemType[] value();
}
