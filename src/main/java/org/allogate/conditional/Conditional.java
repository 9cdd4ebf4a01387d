package org.allogate.conditional;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource method that answers with one object: the answer carries a strong {@code ETag}, and
 * a GET honours {@code If-None-Match}. One that changes the object calls {@link Preconditions}
 * itself, under the lock it changes it with (RFC 9110, section 13).
 */
@Documented
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Conditional {}
