package org.allogate.contract;

import jakarta.ws.rs.Consumes;
import java.lang.reflect.Method;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;

/** Bodies of requests: the same one in every media type that its method consumes. */
final class Bodies {
  private Bodies() {}

  static void describe(Method method, Operation operation) {
    Consumes consumes = method.getAnnotation(Consumes.class);
    if (consumes == null || operation.getRequestBody() == null) {
      return;
    }
    Content content = operation.getRequestBody().getContent();
    Optional<MediaType> described =
        content.getMediaTypes().values().stream().filter(it -> it.getSchema() != null).findFirst();
    for (String type : consumes.value()) {
      if (!content.hasMediaType(type)) {
        content.addMediaType(type, described.orElseThrow());
      }
    }
  }
}
