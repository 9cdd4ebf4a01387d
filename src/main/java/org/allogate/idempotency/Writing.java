package org.allogate.idempotency;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What {@link WritingMethods} puts on every resource method that writes, for the interceptors that
 * stand inside of its transaction; nobody types it.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Writing {
  /** The annotation as a value. */
  final class Literal extends AnnotationLiteral<Writing> implements Writing {
    private static final long serialVersionUID = 1;

    static final Literal INSTANCE = new Literal();
  }
}
