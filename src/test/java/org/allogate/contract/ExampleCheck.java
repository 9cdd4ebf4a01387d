package org.allogate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Checks values against the schemas of a document, as far as schemas of answers go; stricter than
 * JSON Schema: every member that is described is there, in the order of the schema, and no other.
 */
record ExampleCheck(JsonNode document) {
  void check(JsonNode schema, JsonNode value, String at) {
    if (schema.has("$ref")) {
      check(document.at(schema.path("$ref").asText().substring(1)), value, at);
    } else if (schema.has("anyOf")) {
      JsonNode choice =
          elements(schema.path("anyOf"))
              .filter(it -> it.path("type").asText().equals("null") == value.isNull())
              .findFirst()
              .orElseThrow(() -> new AssertionError(at + ": no schema for " + value));
      check(choice, value, at);
    } else {
      checkPlain(schema, value, at);
    }
  }

  private void checkPlain(JsonNode schema, JsonNode value, String at) {
    List<String> types =
        schema.path("type").isArray()
            ? elements(schema.path("type")).map(JsonNode::asText).toList()
            : List.of(schema.path("type").asText());
    assertThat(types).as(at).contains(type(value));
    if (schema.has("const")) {
      assertThat(value).as(at).isEqualTo(schema.path("const"));
    }
    if (schema.has("enum") && !value.isNull()) {
      assertThat(schema.path("enum")).as(at).contains(value);
    }
    if (schema.path("format").asText().equals("uuid") && !value.isNull()) {
      assertThat(UUID.fromString(value.textValue())).as(at).hasToString(value.textValue());
    }
    if (value.isObject()) {
      checkMembers(schema, value, at);
    }
    for (int i = 0; i < value.size() && value.isArray(); i++) {
      check(schema.path("items"), value.path(i), at + "/" + i);
    }
  }

  private void checkMembers(JsonNode schema, JsonNode value, String at) {
    assertThat(names(value)).as(at).isEqualTo(names(schema.path("properties")));
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      check(
          schema.path("properties").path(member.getKey()),
          member.getValue(),
          at + "/" + member.getKey());
    }
  }

  private static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      default -> throw new AssertionError(value);
    };
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
