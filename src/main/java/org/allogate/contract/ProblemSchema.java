package org.allogate.contract;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.allogate.problem.ProblemType;
import org.allogate.scopes.Scope;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** How problems stand in the contract document. */
final class ProblemSchema {
  private static final int UNAUTHORIZED = 401;
  private static final String PROBLEM_JSON = "application/problem+json";

  private ProblemSchema() {}

  /** One component for each set of problems that share an answer. */
  static String nameOf(int status, List<ProblemType> types) {
    return status == UNAUTHORIZED && types.contains(ProblemType.MISSING_API_KEY)
        ? "unauthorized" + (types.contains(ProblemType.SIGN_IN_FAILED) ? "_or_sign_in_failed" : "")
        : types.stream().map(ProblemType::code).collect(Collectors.joining("_or_"))
            + (status == types.get(0).status() ? "" : "_" + status);
  }

  static APIResponse response(int status, List<ProblemType> types) {
    MediaType media =
        OASFactory.createMediaType()
            .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"));
    types.forEach(
        type ->
            media.addExample(type.code(), OASFactory.createExample().value(example(status, type))));
    String description =
        types.stream()
            .map(type -> "`" + type.code() + "`: " + type.explanation())
            .collect(Collectors.joining("\n\n"));
    APIResponse response =
        OASFactory.createAPIResponse()
            .description(description)
            .content(OASFactory.createContent().addMediaType(PROBLEM_JSON, media));
    Headers.ofProblem(status, response);
    return response;
  }

  private static Map<String, Object> example(int status, ProblemType type) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "https://api.example.com/errors/" + type.code());
    members.put("title", type.title());
    members.put("status", status);
    members.put("detail", type.explanation());
    members.put("code", type.code());
    switch (type) {
      case INSUFFICIENT_SCOPE -> members.put("missing_scopes", List.of("store:read"));
      case RATE_LIMITED -> members.put("retry_after_seconds", 60);
      case VALIDATION_ERROR -> members.put("errors", List.of(violation()));
      default -> {}
    }
    members.put("instance", "/v1/store");
    members.put("request_id", "req_2w5f1iuc6qbd21m1jfmokzwmkr");
    return members;
  }

  private static Map<String, Object> violation() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("pointer", "/name");
    members.put("detail", "is required");
    return members;
  }

  static Schema problem() {
    Schema code = text("Stable name of the problem.");
    Arrays.stream(ProblemType.values()).forEach(type -> code.addEnumeration(type.code()));
    Schema scope = OASFactory.createSchema().addType(SchemaType.STRING);
    Arrays.stream(Scope.values()).forEach(it -> scope.addEnumeration(it.wireName()));
    Schema violation =
        OASFactory.createSchema()
            .addType(SchemaType.OBJECT)
            .addProperty("pointer", text("JSON pointer into the body, or a parameter's name."))
            .addProperty("detail", text("What is expected there."));
    Schema schema =
        OASFactory.createSchema()
            .addType(SchemaType.OBJECT)
            .description("A problem document of RFC 9457. Branch on `code`.")
            .addProperty("type", text("Address of a page that explains the code.").format("uri"))
            .addProperty("title", text("The same for every occurrence."))
            .addProperty("status", integer("The HTTP status."))
            .addProperty("detail", text("What happened here, for people."))
            .addProperty("code", code)
            .addProperty("missing_scopes", array("With `insufficient_scope`.", scope))
            .addProperty("retry_after_seconds", integer("With `rate_limited`."))
            .addProperty("errors", array("Every broken rule, with `validation_error`.", violation))
            .addProperty("instance", text("Path of the request."))
            .addProperty("request_id", text("The X-Request-Id of the answer."));
    List.of("type", "title", "status", "detail", "code", "instance", "request_id")
        .forEach(schema::addRequired);
    return schema;
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
  }

  private static Schema integer(String description) {
    return OASFactory.createSchema().addType(SchemaType.INTEGER).description(description);
  }

  private static Schema array(String description, Schema items) {
    return OASFactory.createSchema()
        .addType(SchemaType.ARRAY)
        .description(description)
        .items(items);
  }
}
