package org.allogate.idempotency;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.lang.annotation.Annotation;
import java.util.Set;

/** Finds the resource methods that write while the application starts, so that none is missed. */
public class WritingMethods implements Extension {
  private static final Set<Class<? extends Annotation>> WRITING =
      Set.of(POST.class, PUT.class, PATCH.class, DELETE.class);

  // Java's types for events leave no other way to say "of anything".
  void bind(
      @Observes @WithAnnotations({POST.class, PUT.class, PATCH.class, DELETE.class})
          ProcessAnnotatedType<?> type) {
    type.configureAnnotatedType()
        .filterMethods(WritingMethods::writes)
        .forEach(method -> method.add(Writing.Literal.INSTANCE));
  }

  private static boolean writes(AnnotatedMethod<?> method) {
    return WRITING.stream().anyMatch(method::isAnnotationPresent);
  }
}
