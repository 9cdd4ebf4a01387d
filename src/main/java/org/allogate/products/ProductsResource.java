package org.allogate.products;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.conditional.Conditional;
import org.allogate.conditional.Preconditions;
import org.allogate.input.Ids;
import org.allogate.input.Members;
import org.allogate.input.Parameters;
import org.allogate.outbox.EventType;
import org.allogate.outbox.Outbox;
import org.allogate.paging.PageRequest;
import org.allogate.paging.StorePage;
import org.allogate.problem.ProblemException;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;
import org.allogate.surface.PublicAddress;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
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
  @Inject Outbox outbox;
  @Inject Preconditions preconditions;
  @Inject PublicAddress address;
  @Inject Clock clock;

  @Context HttpServletRequest request;

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
    PageRequest asked = PageRequest.ofStore(parameters);
    parameters.check();
    return StorePage.of(products.shown(caller.workspace(), filter, asked, clock.instant()));
  }

  /** All of the products, one a line. */
  @GET
  @Path("/actions/export")
  @Produces("application/x-ndjson")
  @RequiresScope(value = Scope.PRODUCTS_READ, capability = "products.export", cost = 10)
  @Operation(
      operationId = "products.export",
      summary = "Export the products",
      description =
          "Every product of the workspace, active or not, oldest first: one JSON object a line, as an"
              + " import takes it. An answer that does not end with a line break broke off.")
  @APIResponse(
      responseCode = "200",
      description = "A line for each product.",
      content =
          @Content(
              mediaType = "application/x-ndjson",
              schema = @Schema(implementation = ProductLine.class)))
  public StreamingOutput export() {
    return ProductExport.of(products, caller.workspace());
  }

  /** One product, active or not. */
  @GET
  @Path("/{id}")
  @Conditional
  @RequiresScope(value = Scope.PRODUCTS_READ, capability = "products.read")
  @Operation(
      operationId = "products.read",
      summary = "Read a product",
      description = "One product of the workspace, active or not.")
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

  /** Makes one. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.PRODUCTS_WRITE, capability = "products.create")
  @Operation(
      operationId = "products.create",
      summary = "Create a product",
      description =
          "A new product of the workspace. Absent optional members take their defaults; a discount's"
              + " dates are kept to the second.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ProductBody.class),
              examples = @ExampleObject(name = "product", value = ProductExamples.BODY)))
  @APIResponse(
      responseCode = "201",
      description = "The new product.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ProductView.class),
              examples = @ExampleObject(name = "product", value = ProductExamples.PRODUCT)))
  public Response create(Members body) {
    Product product = products.created(caller.workspace(), ProductBody.from(body));
    ProductView made = product.view(clock.instant());
    outbox.add(EventType.PRODUCT_CREATED, ProductEvent.of(made));
    return Response.created(address.of(request, "/v1/products/" + product.id()))
        .entity(made)
        .build();
  }

  /** Describes one anew. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.PRODUCTS_WRITE, capability = "products.replace")
  @Operation(
      operationId = "products.replace",
      summary = "Replace a product",
      description =
          "Describes a product of the workspace anew as a whole: absent optional members take their"
              + " defaults. It keeps its id, its place and its categories.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ProductBody.class),
              examples = @ExampleObject(name = "product", value = ProductExamples.BODY)))
  @APIResponse(
      responseCode = "200",
      description = "The product as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ProductView.class),
              examples = @ExampleObject(name = "product", value = ProductExamples.PRODUCT)))
  public ProductView replace(@PathParam("id") String id, Members body) {
    ProductBody described = ProductBody.from(body);
    Product product = products.locked(caller.workspace(), Ids.inPath(id, "product"));
    Instant now = clock.instant();
    preconditions.require(() -> product.view(now));
    boolean another = product.become(described);
    ProductView view = product.view(now);
    if (another) {
      outbox.add(EventType.PRODUCT_UPDATED, ProductEvent.of(view));
    }
    return view;
  }
}
