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
import org.allogate.access.OpenToAll;
import org.allogate.input.Parameters;
import org.allogate.load.UnguardedWorkspace;
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
    return StorePage.of(products.shown(workspace.id(), filter, request, clock.instant()));
  }
}
