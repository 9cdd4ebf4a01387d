package org.allogate.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allogate.problem.ProblemType;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** How errors of the token endpoints stand in the contract document. */
final class OAuthErrorSchema {
  private OAuthErrorSchema() {}

  static Schema error() {
    List<Object> codes =
        Stream.of(ProblemType.values())
            .map(ProblemType::oauthError)
            .distinct()
            .sorted()
            .map(Object.class::cast)
            .toList();
    return OASFactory.createSchema()
        .addType(SchemaType.OBJECT)
        .description("An error of RFC 6749, section 5.2.")
        .required(List.of("error", "error_description"))
        .addProperty(
            "error",
            OASFactory.createSchema()
                .addType(SchemaType.STRING)
                .enumeration(codes)
                .description("Branch on this and on the status."))
        .addProperty(
            "error_description",
            OASFactory.createSchema()
                .addType(SchemaType.STRING)
                .description("What happened this time."));
  }

  static APIResponse response(int status, List<ProblemType> types) {
    MediaType media =
        OASFactory.createMediaType()
            .schema(OASFactory.createSchema().ref("#/components/schemas/OAuthError"));
    types.forEach(
        type -> media.addExample(type.code(), OASFactory.createExample().value(example(type))));
    String description =
        types.stream()
            .map(type -> "`" + type.oauthError() + "`: " + type.explanation())
            .collect(Collectors.joining("\n\n"));
    APIResponse response =
        OASFactory.createAPIResponse()
            .description(description)
            .content(OASFactory.createContent().addMediaType("application/json", media));
    Headers.ofProblem(status, response);
    return response;
  }

  private static Map<String, Object> example(ProblemType type) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("error", type.oauthError());
    members.put("error_description", type.explanation());
    return members;
  }
}
