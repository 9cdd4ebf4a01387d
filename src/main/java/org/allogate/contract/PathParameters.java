package org.allogate.contract;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** What stands in paths: residents where the parameter is called {@code identifier}, ids else. */
final class PathParameters {
  private static final String RESIDENT = "identifier";

  private PathParameters() {}

  /** Tells what a path takes, but where the method says so itself. */
  static void describe(Operation operation) {
    if (operation.getParameters() != null) {
      operation.getParameters().stream()
          .filter(it -> it.getIn() == Parameter.In.PATH && it.getDescription() == null)
          .forEach(PathParameters::describe);
    }
  }

  private static void describe(Parameter parameter) {
    Schema text = OASFactory.createSchema().addType(SchemaType.STRING);
    if (RESIDENT.equals(parameter.getName())) {
      parameter.description("A username or an avatar UUID.").schema(text);
    } else {
      parameter.schema(text.format("uuid"));
    }
  }
}
