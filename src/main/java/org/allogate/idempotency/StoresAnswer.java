package org.allogate.idempotency;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What {@link WritingMethods} puts on every resource method that writes; nobody types it. */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@interface StoresAnswer {
  /** The annotation as a value. */
  final class Literal extends AnnotationLiteral<StoresAnswer> implements StoresAnswer {
    private static final long serialVersionUID = 1;

    static final Literal INSTANCE = new Literal();
  }
}
