package org.allogate.loyalty;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.conditional.Conditional;
import org.allogate.conditional.Preconditions;
import org.allogate.input.MembersList;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
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
  @Inject Preconditions preconditions;

  /** Every tier by minimum spend, unpaged; an empty array when there are none. */
  @GET
  @Path("/tiers")
  @Conditional
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
    return views(loyaltyTiers.bySpend(caller.workspace()));
  }

  /** Puts other tiers in the place of all there are. */
  @PUT
  @Path("/tiers")
  @Consumes(MediaType.APPLICATION_JSON)
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.STORE_WRITE, capability = "loyalty.replace_tiers")
  @Operation(
      operationId = "loyalty.replace_tiers",
      summary = "Replace the loyalty tiers",
      description =
          "The array stands for all the tiers: one with the `id` of a tier changes it, one without"
              + " is new, and a tier that is not named is gone. 404 for an `id` that no tier has.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema =
                  @Schema(
                      type = SchemaType.ARRAY,
                      implementation = LoyaltyTierBody.class,
                      maxItems = LoyaltyTierBody.MOST)))
  @APIResponse(
      responseCode = "200",
      description = "The tiers as they are now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = LoyaltyTierView.class)))
  public List<LoyaltyTierView> replace(MembersList body) {
    List<LoyaltyTierBody> tiers = LoyaltyTierBody.from(body);
    List<LoyaltyTier> locked = loyaltyTiers.locked(caller.workspace());
    preconditions.require(() -> views(locked));
    loyaltyTiers.replace(caller.workspace(), locked, tiers);
    return views(loyaltyTiers.bySpend(caller.workspace()));
  }

  private static List<LoyaltyTierView> views(List<LoyaltyTier> tiers) {
    return tiers.stream().map(LoyaltyTier::view).toList();
  }
}
