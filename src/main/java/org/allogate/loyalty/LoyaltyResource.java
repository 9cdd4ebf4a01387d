package org.allogate.loyalty;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.scopes.Scope;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What faithful customers get. */
@Path("/v1/loyalty")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "loyalty", description = "What faithful customers get.")
public class LoyaltyResource {
  @Inject Caller caller;
  @Inject LoyaltyTiers loyaltyTiers;

  /** Every tier by minimum spend, unpaged; an empty array when there are none. */
  @GET
  @Path("/tiers")
  @RequiresScope(value = Scope.STORE_READ, capability = "loyalty.list_tiers")
  @Operation(
      operationId = "loyalty.list_tiers",
      summary = "List the loyalty tiers",
      description = "Every tier by minimum spend, in one bare array.")
  @APIResponse(
      responseCode = "200",
      description = "The tiers.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = LoyaltyTierView.class)))
  public List<LoyaltyTierView> tiers() {
    return loyaltyTiers.bySpend(caller.workspace()).stream().map(LoyaltyTier::view).toList();
  }
}
