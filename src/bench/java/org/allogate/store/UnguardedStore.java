package org.allogate.store;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.allogate.access.OpenToAll;
import org.allogate.load.UnguardedWorkspace;
import org.allogate.problem.ProblemException;

/** What {@link StoreResource} does, for nobody in particular. */
@Path("/v1/store")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UnguardedStore {
  @Inject UnguardedWorkspace workspace;
  @Inject Stores stores;

  /** The store of the fixed workspace. */
  @GET
  @OpenToAll
  public StoreView read() {
    return stores
        .ofWorkspace(workspace.id())
        .map(Store::view)
        .orElseThrow(() -> ProblemException.notFound("store"));
  }
}
