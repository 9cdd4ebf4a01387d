package org.allogate.contract;

import java.lang.reflect.Method;
import java.util.List;
import org.allogate.conditional.Conditional;
import org.allogate.problem.ProblemType;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** What an operation with entity tags reads and answers besides. */
final class ConditionalRequests {
  private static final String IF_MATCH = "IfMatch";
  private static final String IF_NONE_MATCH = "IfNoneMatch";
  private static final String DONE = "2";

  private ConditionalRequests() {}

  static void addTo(Components components) {
    components.addParameter(
        IF_MATCH,
        header(
            "If-Match",
            "The `ETag` the change is based on: 412 when the object is another one by now."));
    components.addParameter(
        IF_NONE_MATCH,
        header(
            "If-None-Match",
            "Reading: the `ETag` of what the client has, 304 when it is still that. Writing: `*`"
                + " to make something new only."));
  }

  /** Adds the headers to an operation that has them. */
  static void describe(Method method, HttpMethod http, Operation operation) {
    if (!method.isAnnotationPresent(Conditional.class)) {
      return;
    }
    switch (http) {
      case GET -> {
        operation.addParameter(ref(IF_NONE_MATCH));
        operation
            .getResponses()
            .addAPIResponse(
                "304", OASFactory.createAPIResponse().description("It is what the client has."));
      }
      case PUT -> operation.addParameter(ref(IF_MATCH)).addParameter(ref(IF_NONE_MATCH));
      case PATCH, DELETE -> operation.addParameter(ref(IF_MATCH));
      default -> {}
    }
    operation.getResponses().getAPIResponses().forEach((status, response) -> tag(status, response));
  }

  /** The problems that come with it. */
  static List<ProblemType> problems(Method method, HttpMethod http) {
    boolean writes =
        http == HttpMethod.PUT || http == HttpMethod.PATCH || http == HttpMethod.DELETE;
    return writes && method.isAnnotationPresent(Conditional.class)
        ? List.of(ProblemType.PRECONDITION_FAILED)
        : List.of();
  }

  private static void tag(String status, APIResponse response) {
    if (status.startsWith(DONE) && response.getContent() != null) {
      Headers.ofTagged(response);
    }
  }

  private static Parameter header(String name, String description) {
    return OASFactory.createParameter()
        .name(name)
        .in(Parameter.In.HEADER)
        .description(description)
        .schema(OASFactory.createSchema().addType(SchemaType.STRING));
  }

  private static Parameter ref(String name) {
    return OASFactory.createParameter().ref("#/components/parameters/" + name);
  }
}
