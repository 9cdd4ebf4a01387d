package org.allogate.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The operations that need a credential, as the server's own contract document describes them. */
record Contract(JsonNode document) {
  /** The document of the running server. */
  static Contract read() {
    return new Contract(ApiClient.json(ServerIT.get("/openapi", "Accept", "application/json")));
  }

  /** Every guarded operation. */
  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
        if (verb.getValue().has("x-capability")) {
          operations.add(new Operation(verb.getKey(), path.getKey(), verb.getValue()));
        }
      }
    }
    return operations;
  }

  /** Those about what a workspace holds, in contrast to the management of the tenant. */
  List<Operation> ofWorkspace() {
    return operations().stream()
        .filter(it -> it.path().startsWith("/v1/") || it.path().startsWith("/api/v2/vault/"))
        .filter(
            it ->
                !it.name()
                    .matches("(access|keys|organizations|tenant|members|audit|usage|session)\\..*"))
        .toList();
  }

  /** Follows references, and takes what is not null where there is a choice. */
  JsonNode resolved(JsonNode node) {
    if (node.has("$ref")) {
      return resolved(document.at(node.path("$ref").asText().substring(1)));
    }
    for (String choice : List.of("anyOf", "oneOf", "allOf")) {
      for (JsonNode one : node.path(choice)) {
        if (!one.path("type").asText().equals("null")) {
          return resolved(one);
        }
      }
    }
    return node;
  }

  /** One operation. */
  final class Operation {
    private final String verb;
    private final String path;
    private final JsonNode node;

    Operation(String verb, String path, JsonNode node) {
      this.verb = verb;
      this.path = path;
      this.node = node;
    }

    String name() {
      return node.path("x-capability").asText();
    }

    String method() {
      return verb.toUpperCase(Locale.ROOT);
    }

    String path() {
      return path;
    }

    List<String> scopes() {
      return StreamSupport.stream(node.path("x-required-scopes").spliterator(), false)
          .map(JsonNode::asText)
          .toList();
    }

    int cost() {
      return node.path("x-cost").asInt();
    }

    List<JsonNode> parameters() {
      return StreamSupport.stream(node.path("parameters").spliterator(), false)
          .map(Contract.this::resolved)
          .toList();
    }

    /** The type of its body, the first of several; empty when it takes none. */
    Optional<String> mediaType() {
      return content().map(Map.Entry::getKey);
    }

    /** What its body must be. */
    JsonNode body() {
      return resolved(content().orElseThrow().getValue().path("schema"));
    }

    private Optional<Map.Entry<String, JsonNode>> content() {
      return resolved(node.path("requestBody")).path("content").properties().stream().findFirst();
    }

    /**
     * Every place in a request that can hold an id or a resident: {@code path id}, {@code query
     * category}, {@code body /couponId}.
     */
    Set<String> positions() {
      Set<String> positions = new LinkedHashSet<>();
      for (JsonNode parameter : parameters()) {
        String in = parameter.path("in").asText();
        if (in.equals("path") || in.equals("query") && isUuid(parameter.path("schema"))) {
          positions.add(in + " " + parameter.path("name").asText());
        }
      }
      if (mediaType().isPresent()) {
        members(body(), "").forEach(pointer -> positions.add("body " + pointer));
      }
      return positions;
    }

    private Stream<String> members(JsonNode schema, String pointer) {
      if (schema.has("items")) {
        return members(resolved(schema.path("items")), pointer + "/0");
      }
      return schema.path("properties").properties().stream()
          .flatMap(
              it -> {
                String at = pointer + "/" + it.getKey();
                JsonNode member = resolved(it.getValue());
                return isUuid(member) || isResident(it.getKey(), it.getValue())
                    ? Stream.of(at)
                    : members(member, at);
              });
    }

    private static boolean isUuid(JsonNode schema) {
      return schema.path("format").asText().equals("uuid");
    }

    private static boolean isResident(String name, JsonNode schema) {
      String description = schema.path("description").asText();
      return name.endsWith("sername") || description.contains("avatar UUID");
    }

    @Override
    public String toString() {
      return name();
    }
  }
}
