package org.allogate.tenant;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.audit.AuditEntry;
import org.allogate.audit.AuditTrail;
import org.allogate.audit.Changes;
import org.allogate.conditional.Conditional;
import org.allogate.conditional.Preconditions;
import org.allogate.input.Members;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;
import org.allogate.tenancy.OwnerChanged;
import org.allogate.tenancy.Tenant;
import org.allogate.tenancy.TenantTerms;
import org.allogate.tenancy.Tenants;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The tenant of the caller. */
@Path("/v1/tenant")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tenant", description = "The tenant itself.")
public class TenantResource {
  @Inject Caller caller;
  @Inject Tenants tenants;
  @Inject Preconditions preconditions;
  @Inject AuditTrail audit;
  @Inject Event<OwnerChanged> ownerChanged;

  /** The tenant; its owners see it while it is disabled, too. */
  @GET
  @Conditional
  @RequiresScope(value = Scope.ORGANIZATIONS_READ, capability = "tenant.read", whileDisabled = true)
  @Operation(
      operationId = "tenant.read",
      summary = "Read the tenant",
      description =
          "The tenant, for tenant-level callers; for its owners while it is disabled, too.")
  @APIResponse(
      responseCode = "200",
      description = "The tenant.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TenantView.class)))
  public TenantView read() {
    caller.requireWholeTenant();
    return TenantView.of(tenants.of(caller.tenant()));
  }

  /** Changes the tenant, or stops and starts all of it. */
  @PATCH
  @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_MERGE_PATCH_JSON})
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(
      value = {},
      capability = "tenant.update",
      whileDisabled = true,
      memberOnly = true)
  @Operation(
      operationId = "tenant.update",
      summary = "Change the tenant",
      description =
          "Changes what the body names; for owners of the tenant in person. `active: false` stops"
              + " everything at once: every key, and every session but those of the tenant's owners,"
              + " is refused with `tenant_disabled` until an owner says `active: true` here.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TenantPatchBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The tenant as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TenantView.class)))
  public TenantView update(Members patch) {
    caller.requireTenantOwner();
    Tenant tenant = tenants.locked(caller.tenant());
    preconditions.require(() -> TenantView.of(tenant));
    TenantTerms before = tenant.terms();
    TenantTerms after = TenantPatchBody.applied(before, patch);
    if (!after.equals(before)) {
      change(tenant, before, after);
    }
    return TenantView.of(tenant);
  }

  private void change(Tenant tenant, TenantTerms before, TenantTerms after) {
    tenant.become(after);
    if (before.active() != after.active()) {
      ownerChanged.fire(new OwnerChanged(tenant.id()));
    }
    Changes changes =
        Changes.none()
            .with("name", before.name(), after.name())
            .with("active", before.active(), after.active())
            .with("keyPolicy.maxActiveKeys", before.maxActiveKeys(), after.maxActiveKeys());
    audit.record(new AuditEntry(null, "tenant.updated", "tenant", tenant.id(), changes));
  }
}
