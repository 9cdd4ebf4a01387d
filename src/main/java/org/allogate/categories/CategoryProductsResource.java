package org.allogate.categories;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.input.Ids;
import org.allogate.input.Parameters;
import org.allogate.paging.PageRequest;
import org.allogate.paging.StorePage;
import org.allogate.products.ProductFilter;
import org.allogate.products.ProductView;
import org.allogate.products.Products;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What stands on a shelf. Its path is that of the shelves, see RotationResource. */
@Path("/v1/categories")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "categories")
public class CategoryProductsResource {
  @Inject Caller caller;
  @Inject Categories categories;
  @Inject Products products;
  @Inject Clock clock;

  /** A page of the active products of a category. */
  @GET
  @Path("/{id}/products")
  @RequiresScope(value = Scope.CATEGORIES_READ, capability = "categories.list_products")
  @Operation(
      operationId = "categories.list_products",
      summary = "List the products of a category",
      description =
          "The active products that stand in a category, oldest first. Filters combine with AND.")
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
      name = "search",
      in = ParameterIn.QUERY,
      description = "Only products with this in their name or description, ignoring case.",
      schema = @Schema(type = SchemaType.STRING, maxLength = ProductFilter.MAX_SEARCH))
  @APIResponse(
      responseCode = "200",
      description = "A page of products.",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public StorePage<ProductView> list(@PathParam("id") String id, @Context UriInfo uri) {
    UUID category = Ids.inPath(id, Categories.WHAT);
    Parameters parameters = Parameters.of(uri);
    ProductFilter filter = ProductFilter.ofCategory(category, parameters);
    PageRequest page = PageRequest.ofStore(parameters);
    parameters.check();
    categories.required(caller.workspace(), category);
    return StorePage.of(products.shown(caller.workspace(), filter, page, clock.instant()));
  }

  /** Puts a product into a category. */
  @PUT
  @Path("/{id}/products/{productId}")
  @Retried
  @Transactional
  @RequiresScope(value = Scope.CATEGORIES_WRITE, capability = "categories.add_product")
  @Operation(
      operationId = "categories.add_product",
      summary = "Put a product into a category",
      description = "The product stands in the category from now on, if it did not already.")
  @APIResponse(
      responseCode = "200",
      description = "The category as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CategoryView.class)))
  public CategoryView add(@PathParam("id") String id, @PathParam("productId") String productId) {
    Category category = locked(id);
    categories.put(category, product(productId));
    return category.view();
  }

  /** Takes a product out of a category. */
  @DELETE
  @Path("/{id}/products/{productId}")
  @Retried
  @Transactional
  @RequiresScope(value = Scope.CATEGORIES_WRITE, capability = "categories.remove_product")
  @Operation(
      operationId = "categories.remove_product",
      summary = "Take a product out of a category",
      description = "The product does not stand in the category any more, if it did.")
  @APIResponse(responseCode = "204", description = "It does not stand there.")
  public void remove(@PathParam("id") String id, @PathParam("productId") String productId) {
    Category category = locked(id);
    categories.takeOut(category, product(productId));
  }

  private Category locked(String id) {
    return categories.locked(caller.workspace(), Ids.inPath(id, Categories.WHAT));
  }

  private UUID product(String id) {
    UUID product = Ids.inPath(id, "product");
    products.require(caller.workspace(), product);
    return product;
  }
}
