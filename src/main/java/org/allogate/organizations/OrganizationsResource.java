package org.allogate.organizations;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.audit.AuditEntry;
import org.allogate.audit.AuditTrail;
import org.allogate.audit.Changes;
import org.allogate.conditional.Conditional;
import org.allogate.conditional.Preconditions;
import org.allogate.input.Ids;
import org.allogate.input.Members;
import org.allogate.input.Parameters;
import org.allogate.paging.PageRequest;
import org.allogate.paging.StorePage;
import org.allogate.problem.ProblemException;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;
import org.allogate.surface.PublicAddress;
import org.allogate.tenancy.KeyPolicy;
import org.allogate.tenancy.Organization;
import org.allogate.tenancy.OrganizationTerms;
import org.allogate.tenancy.OwnerChanged;
import org.allogate.tenancy.Tenants;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The organizations of a tenant, for who reaches all of them. */
@Path("/v1/organizations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "organizations", description = "The organizations of a tenant.")
public class OrganizationsResource {
  private static final String TARGET = "organization";

  @Context HttpServletRequest request;

  @Inject Caller caller;
  @Inject Organizations organizations;
  @Inject Tenants tenants;
  @Inject Preconditions preconditions;
  @Inject AuditTrail audit;
  @Inject Event<OwnerChanged> ownerChanged;
  @Inject PublicAddress address;
  @Inject Clock clock;

  /** A page of them. */
  @GET
  @RequiresScope(value = Scope.ORGANIZATIONS_READ, capability = "organizations.list")
  @Operation(
      operationId = "organizations.list",
      summary = "List the organizations",
      description = "The organizations of the tenant, oldest first; for tenant-level callers.")
  @APIResponse(
      responseCode = "200",
      description = "A page of organizations.",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public StorePage<OrganizationView> list(@Context UriInfo uri) {
    caller.requireWholeTenant();
    Parameters parameters = Parameters.of(uri);
    PageRequest page = PageRequest.ofStore(parameters);
    parameters.check();
    int most = tenants.maxActiveKeysOf(caller.tenant());
    return StorePage.of(
        organizations
            .ofTenant(caller.tenant(), page)
            .map(organization -> OrganizationView.of(organization, most)));
  }

  /** One of them. */
  @GET
  @Path("/{id}")
  @Conditional
  @RequiresScope(value = Scope.ORGANIZATIONS_READ, capability = "organizations.read")
  @Operation(
      operationId = "organizations.read",
      summary = "Read an organization",
      description = "One organization of the tenant; for tenant-level callers.")
  @APIResponse(
      responseCode = "200",
      description = "The organization.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = OrganizationView.class)))
  public OrganizationView read(@PathParam("id") String id) {
    caller.requireWholeTenant();
    return organizations
        .byId(caller.tenant(), Ids.inPath(id, TARGET))
        .map(this::view)
        .orElseThrow(() -> ProblemException.notFound(TARGET));
  }

  /** Founds one. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.ORGANIZATIONS_WRITE, capability = "organizations.create")
  @Operation(
      operationId = "organizations.create",
      summary = "Create an organization",
      description =
          "A new organization of the tenant with its live and its test workspace, without keys and"
              + " without a store; for tenant-level callers.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = OrganizationBody.class)))
  @APIResponse(
      responseCode = "201",
      description = "The new organization.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = OrganizationView.class)))
  public Response create(Members body) {
    caller.requireWholeTenant();
    caller.requireNoTestKey();
    OrganizationTerms terms = OrganizationBody.terms(body);
    requireMayReveal(KeyPolicy.DEFAULT, terms.keyPolicy());
    Organization organization =
        new Organization(Ids.next(), caller.tenant(), terms.name(), terms.email(), clock.instant());
    organization.become(terms);
    organizations.add(organization);
    OrganizationView view = view(organization);
    note("organization.created", organization.id(), OrganizationChanges.first(terms));
    return Response.created(location(organization.id())).entity(view).build();
  }

  /** Changes one. */
  @PATCH
  @Path("/{id}")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_MERGE_PATCH_JSON})
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.ORGANIZATIONS_WRITE, capability = "organizations.update")
  @Operation(
      operationId = "organizations.update",
      summary = "Change an organization",
      description =
          "Changes what the body names; for tenant-level callers. With `active: false` its keys and"
              + " members are refused from the next request on.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = OrganizationPatchBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The organization as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = OrganizationView.class)))
  public OrganizationView update(@PathParam("id") String id, Members patch) {
    caller.requireWholeTenant();
    caller.requireNoTestKey();
    Organization organization =
        organizations
            .lockedById(caller.tenant(), Ids.inPath(id, TARGET))
            .orElseThrow(() -> ProblemException.notFound(TARGET));
    preconditions.require(() -> view(organization));
    OrganizationTerms before = organization.terms();
    OrganizationTerms after = OrganizationPatchBody.applied(before, patch);
    requireMayReveal(before.keyPolicy(), after.keyPolicy());
    if (!after.equals(before)) {
      change(organization, before, after);
    }
    return view(organization);
  }

  private void change(
      Organization organization, OrganizationTerms before, OrganizationTerms after) {
    organization.become(after);
    if (before.keyPolicy().revealable() && !after.keyPolicy().revealable()) {
      organizations.wipeSealedKeys(organization.id());
    }
    if (concernsTheGuard(before, after)) {
      ownerChanged.fire(new OwnerChanged(organization.id()));
    }
    note("organization.updated", organization.id(), OrganizationChanges.between(before, after));
  }

  private static boolean concernsTheGuard(OrganizationTerms before, OrganizationTerms after) {
    return before.active() != after.active()
        || !Objects.equals(
            before.keyPolicy().renewWithinDays(), after.keyPolicy().renewWithinDays());
  }

  // A key that somebody found must not make the others readable.
  private void requireMayReveal(KeyPolicy before, KeyPolicy after) {
    if (after.revealable() && !before.revealable()) {
      caller.requireTenantOwner();
    }
  }

  private void note(String action, UUID organization, Changes changes) {
    audit.record(new AuditEntry(organization, action, TARGET, organization, changes));
  }

  private OrganizationView view(Organization organization) {
    return OrganizationView.of(organization, tenants.maxActiveKeysOf(caller.tenant()));
  }

  private URI location(UUID id) {
    return address.of(request, "/v1/organizations/" + id);
  }
}
