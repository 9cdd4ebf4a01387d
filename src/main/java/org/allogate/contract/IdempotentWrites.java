package org.allogate.contract;

import java.lang.reflect.Method;
import java.util.List;
import org.allogate.idempotency.IdempotencyFilter;
import org.allogate.problem.ProblemType;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** What an operation that takes an {@code Idempotency-Key} reads and answers besides. */
final class IdempotentWrites {
  private static final String NAME = "IdempotencyKey";
  private static final int LONGEST = 255;

  private IdempotentWrites() {}

  static void addTo(Components components) {
    components.addParameter(
        NAME,
        OASFactory.createParameter()
            .name("Idempotency-Key")
            .in(Parameter.In.HEADER)
            .description(
                "Makes the write happen once: the same request with the same key is answered with"
                    + " the first one's answer for 24 hours, with `Idempotent-Replayed: true`, and"
                    + " runs nothing. Keys belong to the credential, and every access token is one of its"
                    + " own. Errors are not kept: after one the key is free again.")
            .schema(
                OASFactory.createSchema()
                    .addType(SchemaType.STRING)
                    .pattern("^[\\x21-\\x7e]{1,255}$")
                    .maxLength(LONGEST)));
  }

  static void describe(Method method, HttpMethod http, Operation operation) {
    if (IdempotencyFilter.counts(http.name(), method)) {
      operation.addParameter(OASFactory.createParameter().ref("#/components/parameters/" + NAME));
      operation.getResponses().getAPIResponses().values().forEach(Headers::ofReplayed);
    }
  }

  static List<ProblemType> problems(Method method, HttpMethod http) {
    return IdempotencyFilter.counts(http.name(), method)
        ? List.of(
            ProblemType.IDEMPOTENCY_KEY_REUSED,
            ProblemType.IDEMPOTENCY_IN_PROGRESS,
            ProblemType.INVALID_IDEMPOTENCY_KEY)
        : List.of();
  }
}
