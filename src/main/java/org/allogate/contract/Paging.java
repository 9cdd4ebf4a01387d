package org.allogate.contract;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.Optional;
import org.allogate.paging.StorePage;
import org.allogate.paging.VaultPage;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** A paged list: its parameters and the schema of its pages follow from what its method returns. */
final class Paging {
  private static final String CURSOR = "#/components/parameters/Cursor";

  private final String row;
  private final boolean store;

  private Paging(String row, boolean store) {
    this.row = row;
    this.store = store;
  }

  static Optional<Paging> of(Method method) {
    if (!(method.getGenericReturnType() instanceof ParameterizedType type)
        || type.getRawType() != StorePage.class && type.getRawType() != VaultPage.class) {
      return Optional.empty();
    }
    Class<?> view = (Class<?>) type.getActualTypeArguments()[0];
    Schema schema = view.getAnnotation(Schema.class);
    String name = schema == null || schema.name().isEmpty() ? view.getSimpleName() : schema.name();
    return Optional.of(new Paging(name, type.getRawType() == StorePage.class));
  }

  static boolean isPaged(Operation operation) {
    return operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(it -> CURSOR.equals(it.getRef()));
  }

  static void addTo(Components components) {
    components.addParameter(
        "StoreLimit", query("limit", "Most rows of a page.", integer(1, 1000, 100)));
    components.addParameter(
        "VaultLimit",
        query(
            "limit",
            "Most rows of a page. Above 100 becomes 100; zero and below become the default.",
            OASFactory.createSchema().addType(SchemaType.INTEGER).defaultValue(25)));
    components.addParameter(
        "Cursor",
        query(
            "cursor",
            "A cursor exactly as it was received, with the filters it was received for.",
            OASFactory.createSchema().addType(SchemaType.STRING).maxLength(1024)));
    components.addParameter(
        "OrganizationId",
        OASFactory.createParameter()
            .name("X-Organization-Id")
            .in(Parameter.In.HEADER)
            .description(
                "Which organization a tenant-level key or member means, where one is meant.")
            .schema(OASFactory.createSchema().addType(SchemaType.STRING).format("uuid")));
    components.addParameter(
        "Environment",
        OASFactory.createParameter()
            .name("X-Environment")
            .in(Parameter.In.HEADER)
            .description(
                "The environment that is meant: the key's own unless said, `live` for members. A"
                    + " test key whose scopes all read may say `live`.")
            .schema(
                OASFactory.createSchema()
                    .addType(SchemaType.STRING)
                    .addEnumeration("live")
                    .addEnumeration("test")));
  }

  void describe(Operation operation, Components components) {
    String limit = store ? "StoreLimit" : "VaultLimit";
    operation.addParameter(OASFactory.createParameter().ref("#/components/parameters/" + limit));
    operation.addParameter(OASFactory.createParameter().ref(CURSOR));
    components.addSchema(row + "Page", store ? storePage() : vaultPage());
    operation
        .getResponses()
        .getAPIResponse("200")
        .getContent()
        .getMediaType("application/json")
        .schema(OASFactory.createSchema().ref("#/components/schemas/" + row + "Page"));
  }

  private org.eclipse.microprofile.openapi.models.media.Schema storePage() {
    return page()
        .addProperty("pagination", OASFactory.createSchema().ref("#/components/schemas/Pagination"))
        .addRequired("pagination");
  }

  private org.eclipse.microprofile.openapi.models.media.Schema vaultPage() {
    return page()
        .addProperty(
            "next_cursor",
            OASFactory.createSchema()
                .addType(SchemaType.STRING)
                .addType(SchemaType.NULL)
                .description("Cursor of the next page, null on the last one."))
        .addProperty("has_more", OASFactory.createSchema().addType(SchemaType.BOOLEAN))
        .addRequired("next_cursor")
        .addRequired("has_more");
  }

  private org.eclipse.microprofile.openapi.models.media.Schema page() {
    return OASFactory.createSchema()
        .addType(SchemaType.OBJECT)
        .addProperty(
            "data",
            OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .items(OASFactory.createSchema().ref("#/components/schemas/" + row)))
        .addRequired("data");
  }

  private static Parameter query(
      String name,
      String description,
      org.eclipse.microprofile.openapi.models.media.Schema schema) {
    return OASFactory.createParameter()
        .name(name)
        .in(Parameter.In.QUERY)
        .description(description)
        .schema(schema);
  }

  private static org.eclipse.microprofile.openapi.models.media.Schema integer(
      int smallest, int largest, int otherwise) {
    return OASFactory.createSchema()
        .addType(SchemaType.INTEGER)
        .minimum(java.math.BigDecimal.valueOf(smallest))
        .maximum(java.math.BigDecimal.valueOf(largest))
        .defaultValue(otherwise);
  }
}
