package org.allogate.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** What holds for the schemas of answers. */
final class Schemas {
  private Schemas() {}

  /** Answers have all of their members, null or not; those of bodies say what they require. */
  static void requireWhatIsAlwaysThere(Components components) {
    Set<String> sent = new HashSet<>();
    components.getSchemas().forEach((name, schema) -> addSent(name, schema, sent));
    components
        .getSchemas()
        .forEach(
            (name, schema) -> {
              if (!sent.contains(name) && schema.getProperties() != null) {
                require(schema);
              }
            });
  }

  // A body or a line of one, and what it refers to, which an answer may share.
  private static void addSent(String name, Schema schema, Set<String> sent) {
    if (name.endsWith("Body") || name.endsWith("Line")) {
      sent.add(name);
      schema.getProperties().values().stream()
          .map(Schema::getRef)
          .filter(Objects::nonNull)
          .map(ref -> ref.substring(ref.lastIndexOf('/') + 1))
          .forEach(sent::add);
    }
  }

  private static void require(Schema schema) {
    schema.setRequired(new ArrayList<>(schema.getProperties().keySet()));
  }
}
