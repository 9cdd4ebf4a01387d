package org.allogate.balance;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.credits.Credits;
import org.allogate.scopes.Scope;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the tenant of a credential has left to spend. */
@Path("/api/v2/credits")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "balance", description = "What tenants pay with.")
public class BalanceResource {
  @Inject Caller caller;
  @Inject Credits credits;

  /** The balance; this very call is taken off it. */
  @GET
  @RequiresScope(value = Scope.CREDITS_BALANCE_READ, capability = "credits.get_balance")
  @Operation(
      operationId = "credits.get_balance",
      summary = "Get the credit balance",
      description =
          "What the tenant has left to spend, this call taken off. A call of a live key costs its"
              + " credits when it succeeds, and nothing when it fails, is refused or is answered"
              + " once more; calls of test keys cost nothing.")
  @APIResponse(
      responseCode = "200",
      description = "The balance.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = BalanceView.class)))
  public BalanceView balance() {
    return BalanceView.of(credits.balance(caller.tenant()));
  }
}
