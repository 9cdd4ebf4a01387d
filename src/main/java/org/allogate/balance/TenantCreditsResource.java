package org.allogate.balance;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.audit.AuditEntry;
import org.allogate.audit.AuditTrail;
import org.allogate.audit.Changes;
import org.allogate.conditional.Conditional;
import org.allogate.credits.CreditFlush;
import org.allogate.credits.Credits;
import org.allogate.input.Ids;
import org.allogate.input.Members;
import org.allogate.input.Parameters;
import org.allogate.paging.PageRequest;
import org.allogate.paging.StorePage;
import org.allogate.problem.CanEndWith;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;
import org.allogate.surface.PublicAddress;
import org.allogate.tenancy.Tenants;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A tenant's credits and their ledger, for who manages it. */
@Path("/v1/tenants/{id}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "balance")
public class TenantCreditsResource {
  private static final String TARGET = "tenant";

  @Context HttpServletRequest request;

  @Inject Caller caller;
  @Inject Credits credits;
  @Inject CreditFlush flush;
  @Inject Ledger ledger;
  @Inject Tenants tenants;
  @Inject AuditTrail audit;
  @Inject PublicAddress address;

  /** The balance. */
  @GET
  @Path("/credits")
  @RequiresScope(value = Scope.ORGANIZATIONS_READ, capability = "tenant.read_credits")
  @Operation(
      operationId = "tenant.read_credits",
      summary = "Read the tenant's credits",
      description = "What the tenant has left to spend; for tenant-level callers.")
  @APIResponse(
      responseCode = "200",
      description = "The balance.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TenantBalanceView.class)))
  public TenantBalanceView credits(@PathParam("id") String id) {
    return TenantBalanceView.of(credits.balance(own(id)));
  }

  /** A page of the ledger. */
  @GET
  @Path("/credit-entries")
  @RequiresScope(value = Scope.ORGANIZATIONS_READ, capability = "tenant.list_credit_entries")
  @Operation(
      operationId = "tenant.list_credit_entries",
      summary = "List the changes of the tenant's credits",
      description =
          "The ledger, newest first, for tenant-level callers: usage has one entry an hour. The"
              + " amounts sum up to the balance, but for calls of the last second.")
  @Parameter(
      name = "kind",
      in = ParameterIn.QUERY,
      description = "Only entries of this kind.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"opening", "grant", "correction", "usage"}))
  @APIResponse(
      responseCode = "200",
      description = "A page of changes.",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public StorePage<TenantCreditEntryView> entries(
      @PathParam("id") String id, @Context UriInfo uri) {
    UUID tenant = own(id);
    Parameters parameters = Parameters.of(uri);
    Optional<EntryKind> kind =
        parameters.value("kind", "must be opening, grant, correction or usage", EntryKind::byName);
    PageRequest page = PageRequest.ofStore(parameters);
    parameters.check();
    return StorePage.of(ledger.of(tenant, kind, page).map(TenantCreditEntry::view));
  }

  /** One entry of the ledger. */
  @GET
  @Path("/credit-entries/{entry}")
  @Conditional
  @RequiresScope(value = Scope.ORGANIZATIONS_READ, capability = "tenant.read_credit_entry")
  @Operation(
      operationId = "tenant.read_credit_entry",
      summary = "Read a change of the tenant's credits",
      description = "One entry of the ledger; for tenant-level callers.")
  @APIResponse(
      responseCode = "200",
      description = "The change.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TenantCreditEntryView.class)))
  public TenantCreditEntryView entry(@PathParam("id") String id, @PathParam("entry") String entry) {
    return ledger
        .byId(own(id), Ids.inPath(entry, "entry"))
        .map(TenantCreditEntry::view)
        .orElseThrow(() -> ProblemException.notFound("entry"));
  }

  /** Grants credits, or takes some. */
  @POST
  @Path("/credit-grants")
  @Consumes(MediaType.APPLICATION_JSON)
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.ORGANIZATIONS_WRITE, capability = "tenant.grant_credits")
  @CanEndWith(ProblemType.CONFLICT)
  @Operation(
      operationId = "tenant.grant_credits",
      summary = "Grant credits or correct them",
      description =
          "Adds to the tenant's credits, or takes from them where the amount is negative: never more"
              + " than there is. For owners of the tenant in person.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = GrantBody.class)))
  @APIResponse(
      responseCode = "201",
      description = "The entry of the ledger.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TenantCreditEntryView.class)))
  public Response grant(@PathParam("id") String id, Members body) {
    caller.requireTenantOwner();
    UUID tenant = own(id);
    GrantBody grant = GrantBody.from(body);
    if (grant.amount() < 0) {
      // What this node has leased can be taken, too.
      flush.giveBack(tenant);
    }
    tenants.locked(tenant);
    TenantCreditEntry entry = ledger.grant(tenant, grant.amount(), grant.reason(), caller.actor());
    note(entry, grant);
    return Response.created(
            address.of(request, "/v1/tenants/" + tenant + "/credit-entries/" + entry.id()))
        .entity(entry.view())
        .build();
  }

  private void note(TenantCreditEntry entry, GrantBody grant) {
    boolean added = entry.kind() == EntryKind.GRANT;
    Changes changes =
        Changes.none().with("amount", null, grant.amount()).with("reason", null, grant.reason());
    audit.record(
        new AuditEntry(
            null,
            added ? "credits.granted" : "credits.corrected",
            TARGET,
            caller.tenant(),
            changes));
  }

  private UUID own(String id) {
    caller.requireWholeTenant();
    UUID tenant = Ids.inPath(id, TARGET);
    if (!tenant.equals(caller.tenant())) {
      throw ProblemException.notFound(TARGET);
    }
    return tenant;
  }
}
