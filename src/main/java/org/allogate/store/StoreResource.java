package org.allogate.store;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.conditional.Conditional;
import org.allogate.conditional.Preconditions;
import org.allogate.input.Members;
import org.allogate.problem.ProblemException;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The store that a key belongs to. */
@Path("/v1/store")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "store", description = "The store a key belongs to.")
public class StoreResource {
  @Inject Caller caller;
  @Inject Stores stores;
  @Inject Preconditions preconditions;

  /** The store; 404 when the workspace has none. */
  @GET
  @Conditional
  @RequiresScope(value = Scope.STORE_READ, capability = "store.read")
  @Operation(
      operationId = "store.read",
      summary = "Read the store",
      description = "The store of the key's workspace; 404 while it has none.")
  @APIResponse(
      responseCode = "200",
      description = "The store.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StoreView.class),
              examples = @ExampleObject(name = "store", value = StoreExamples.STORE)))
  public StoreView read() {
    return stores
        .ofWorkspace(caller.workspace())
        .map(Store::view)
        .orElseThrow(() -> ProblemException.notFound("store"));
  }

  /** Describes the store anew, or for the first time. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.STORE_WRITE, capability = "store.describe")
  @Operation(
      operationId = "store.describe",
      summary = "Describe the store",
      description =
          "Replaces the description of the store as a whole, or makes the store of a workspace that"
              + " has none. Absent optional members take their defaults.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StoreBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The store as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StoreView.class)))
  public StoreView describe(Members body) {
    StoreBody store = StoreBody.from(body);
    Optional<Store> known = stores.locked(caller.workspace());
    known.ifPresentOrElse(it -> preconditions.require(it::view), preconditions::requireNothing);
    return stores.described(caller.workspace(), known, store).view();
  }
}
