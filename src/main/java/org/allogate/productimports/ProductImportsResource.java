package org.allogate.productimports;

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
import java.time.Instant;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How imports of products are doing. */
@Path("/v1/product-imports")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "product-imports", description = "How imports of products are doing.")
public class ProductImportsResource {
  @Inject Caller caller;
  @Inject ProductImports imports;
  @Inject Clock clock;

  /** A page of them. */
  @GET
  @RequiresScope(value = Scope.PRODUCTS_READ, capability = "productimports.list")
  @Operation(
      operationId = "productimports.list",
      summary = "List the imports",
      description =
          "The workspace's imports that are under way or moved within the last 24 hours, newest"
              + " first.")
  @APIResponse(
      responseCode = "200",
      description = "A page of imports.",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public StorePage<ProductImportView> list(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri);
    PageRequest page = PageRequest.ofStore(parameters);
    parameters.check();
    Instant now = clock.instant();
    return StorePage.of(
        imports.newestFirst(caller.workspace(), page).map(found -> found.view(now)));
  }

  /** One of them. */
  @GET
  @Path("/{id}")
  @RequiresScope(value = Scope.PRODUCTS_READ, capability = "productimports.read")
  @Operation(
      operationId = "productimports.read",
      summary = "Read an import",
      description = "How far it is; for 24 hours after its last line was done.")
  @Parameter(
      name = "id",
      in = ParameterIn.PATH,
      required = true,
      schema = @Schema(type = SchemaType.STRING, format = "uuid"))
  @APIResponse(
      responseCode = "200",
      description = "The import.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ProductImportView.class)))
  public ProductImportView read(@PathParam("id") String id) {
    return imports
        .byId(caller.workspace(), Ids.inPath(id, "import"))
        .map(found -> found.view(clock.instant()))
        .orElseThrow(() -> ProblemException.notFound("import"));
  }
}
