package org.allogate.categories;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.conditional.Conditional;
import org.allogate.conditional.Preconditions;
import org.allogate.input.Ids;
import org.allogate.input.Members;
import org.allogate.input.Parameters;
import org.allogate.paging.PageRequest;
import org.allogate.paging.StorePage;
import org.allogate.problem.CanEndWith;
import org.allogate.problem.ProblemType;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;
import org.allogate.surface.PublicAddress;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The shelves of a store. */
@Path("/v1/categories")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "categories", description = "The shelves of a store, and what stands on them.")
public class CategoriesResource {
  @Context HttpServletRequest request;

  @Inject Caller caller;
  @Inject Categories categories;
  @Inject Preconditions preconditions;
  @Inject PublicAddress address;

  /** A page of them. */
  @GET
  @RequiresScope(value = Scope.CATEGORIES_READ, capability = "categories.list")
  @Operation(
      operationId = "categories.list",
      summary = "List the categories",
      description = "The categories of the workspace, oldest first.")
  @APIResponse(
      responseCode = "200",
      description = "A page of categories.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              examples = @ExampleObject(name = "page", value = CategoryExamples.PAGE)))
  public StorePage<CategoryView> list(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri);
    PageRequest page = PageRequest.ofStore(parameters);
    parameters.check();
    return StorePage.of(categories.ofWorkspace(caller.workspace(), page).map(Category::view));
  }

  /** One of them. */
  @GET
  @Path("/{id}")
  @Conditional
  @RequiresScope(value = Scope.CATEGORIES_READ, capability = "categories.read")
  @Operation(
      operationId = "categories.read",
      summary = "Read a category",
      description = "One category of the workspace.")
  @APIResponse(
      responseCode = "200",
      description = "The category.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CategoryView.class),
              examples = @ExampleObject(name = "category", value = CategoryExamples.CATEGORY)))
  public CategoryView read(@PathParam("id") String id) {
    return categories.required(caller.workspace(), Ids.inPath(id, Categories.WHAT)).view();
  }

  /** Makes one. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.CATEGORIES_WRITE, capability = "categories.create")
  @CanEndWith(ProblemType.DUPLICATE_NAME)
  @Operation(
      operationId = "categories.create",
      summary = "Create a category",
      description = "A new category of the workspace, without products.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CategoryBody.class)))
  @APIResponse(
      responseCode = "201",
      description = "The new category.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CategoryView.class)))
  public Response create(Members body) {
    Category category = categories.created(caller.workspace(), CategoryBody.from(body));
    return Response.created(location(category.id())).entity(category.view()).build();
  }

  private URI location(UUID id) {
    return address.of(request, "/v1/categories/" + id);
  }

  /** Describes one anew. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.CATEGORIES_WRITE, capability = "categories.rename")
  @CanEndWith(ProblemType.DUPLICATE_NAME)
  @Operation(
      operationId = "categories.rename",
      summary = "Rename a category",
      description = "Replaces the description of a category; its products stay in it.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CategoryBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The category as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CategoryView.class)))
  public CategoryView rename(@PathParam("id") String id, Members body) {
    CategoryBody description = CategoryBody.from(body);
    Category category = categories.locked(caller.workspace(), Ids.inPath(id, Categories.WHAT));
    preconditions.require(category::view);
    categories.rename(category, description);
    return category.view();
  }

  /** Takes one away. */
  @DELETE
  @Path("/{id}")
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.CATEGORIES_WRITE, capability = "categories.delete")
  @Operation(
      operationId = "categories.delete",
      summary = "Delete a category",
      description = "Takes a category away; the products that stood in it stay.")
  @APIResponse(responseCode = "204", description = "It is gone.")
  public void delete(@PathParam("id") String id) {
    Category category = categories.locked(caller.workspace(), Ids.inPath(id, Categories.WHAT));
    preconditions.require(category::view);
    categories.remove(category);
  }
}
