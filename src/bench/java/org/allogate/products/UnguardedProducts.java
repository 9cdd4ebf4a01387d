package org.allogate.products;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allogate.access.OpenToAll;
import org.allogate.input.Parameters;
import org.allogate.load.UnguardedWorkspace;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.paging.StorePage;

/** What {@link ProductsResource} does, for nobody in particular. */
@Path("/v1/products")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UnguardedProducts {
  @Inject UnguardedWorkspace workspace;
  @Inject Products products;
  @Inject Clock clock;

  /** A page of the fixed workspace's products. */
  @GET
  @OpenToAll
  public StorePage<ProductView> list(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri);
    ProductFilter filter = ProductFilter.of(parameters);
    PageRequest request = PageRequest.ofStore(parameters);
    parameters.check();
    Instant now = clock.instant();
    Page<Product> page = products.active(workspace.id(), filter, request);
    Map<UUID, List<ProfitShare>> shares = products.sharesOf(page.rows());
    return StorePage.of(
        page.map(product -> product.view(now, shares.getOrDefault(product.id(), List.of()))));
  }
}
