package org.allogate.products;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.input.Ids;
import org.allogate.input.Parameters;
import org.allogate.paging.PageRequest;
import org.allogate.paging.StorePage;
import org.allogate.problem.ProblemException;
import org.allogate.scopes.Scope;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a store sells. */
@Path("/v1/products")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "products", description = "What the store sells.")
public class ProductsResource {
  @Inject Caller caller;
  @Inject Products products;
  @Inject Clock clock;

  /** A page of the active products. */
  @GET
  @RequiresScope(value = Scope.PRODUCTS_READ, capability = "products.list")
  @Operation(
      operationId = "products.list",
      summary = "List the products",
      description = "The active products, oldest first. Filters combine with AND.")
  @Parameter(
      name = "listed",
      in = ParameterIn.QUERY,
      description = "Only products that are, or are not, in the store's own list.",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @Parameter(
      name = "bloggable",
      in = ParameterIn.QUERY,
      description = "Only products that bloggers may, or may not, ask for.",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @Parameter(
      name = "category",
      in = ParameterIn.QUERY,
      description = "Only products of this category.",
      schema = @Schema(type = SchemaType.STRING, format = "uuid"))
  @Parameter(
      name = "search",
      in = ParameterIn.QUERY,
      description =
          "Only products with this in their name or description, ignoring case. Nothing in it is a"
              + " wildcard; a blank one does not filter.",
      schema = @Schema(type = SchemaType.STRING, maxLength = ProductFilter.MAX_SEARCH))
  @APIResponse(
      responseCode = "200",
      description = "A page of products.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              examples = @ExampleObject(name = "page", value = ProductExamples.PAGE)))
  public StorePage<ProductView> list(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri);
    ProductFilter filter = ProductFilter.of(parameters);
    PageRequest request = PageRequest.ofStore(parameters);
    parameters.check();
    return StorePage.of(products.shown(caller.workspace(), filter, request, clock.instant()));
  }

  /** One product, active or not. */
  @GET
  @Path("/{id}")
  @RequiresScope(value = Scope.PRODUCTS_READ, capability = "products.read")
  @Operation(
      operationId = "products.read",
      summary = "Read a product",
      description = "One product of the workspace, active or not.")
  @Parameter(
      name = "id",
      in = ParameterIn.PATH,
      required = true,
      schema = @Schema(type = SchemaType.STRING, format = "uuid"))
  @APIResponse(
      responseCode = "200",
      description = "The product.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ProductView.class),
              examples = @ExampleObject(name = "product", value = ProductExamples.PRODUCT)))
  public ProductView read(@PathParam("id") String id) {
    return products
        .byId(caller.workspace(), Ids.inPath(id, "product"))
        .map(product -> product.view(clock.instant()))
        .orElseThrow(() -> ProblemException.notFound("product"));
  }
}
