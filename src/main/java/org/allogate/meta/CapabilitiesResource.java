package org.allogate.meta;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.allogate.access.RequiresScope;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What can be called here, for whoever has a credential. */
@Path("/api/v2/capabilities")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "meta")
public class CapabilitiesResource {
  @Inject DeployedOperations operations;

  /** Every guarded operation; needs no scope. */
  @GET
  @RequiresScope(
      value = {},
      capability = "meta.list_capabilities")
  @Operation(
      operationId = "meta.list_capabilities",
      summary = "List the capabilities",
      description =
          "Every guarded operation of the deployment with the scopes it needs and the units it"
              + " costs, by name. Needs no scope.")
  @APIResponse(
      responseCode = "200",
      description = "The capabilities.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CapabilityList.class)))
  public CapabilityList list() {
    return new CapabilityList(operations.byName());
  }

  /** All of them, which fit on one page. */
  @Schema(name = "CapabilityList", description = "The guarded operations of the deployment.")
  public record CapabilityList(List<CapabilityView> data) {
    /** Copies the capabilities. */
    public CapabilityList {
      data = List.copyOf(data);
    }
  }
}
