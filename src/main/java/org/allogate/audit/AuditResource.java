package org.allogate.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.input.Parameters;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.paging.StorePage;
import org.allogate.scopes.Scope;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The audit trail, for who it is about. */
@Path("/v1/audit-events")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit", description = "Who did what, when and from where.")
public class AuditResource {
  @Inject Caller caller;
  @Inject AuditEvents events;

  /** A page of the trail. */
  @GET
  @RequiresScope(value = Scope.AUDIT_READ, capability = "audit.list")
  @Operation(
      operationId = "audit.list",
      summary = "List the audit trail",
      description =
          "Every change of what is managed here and every sign-in, newest first: those of the"
              + " caller's organization, or of the whole tenant for a tenant-level caller who names"
              + " no organization. Filters combine with AND.")
  @Parameter(
      name = "actor",
      in = ParameterIn.QUERY,
      description = "Only what this member or key did.",
      schema = @Schema(type = SchemaType.STRING, format = "uuid"))
  @Parameter(
      name = "action",
      in = ParameterIn.QUERY,
      description = "Only this deed, for instance `api_key.revoked`; a blank one does not filter.",
      schema = @Schema(type = SchemaType.STRING, maxLength = AuditFilter.MAX_ACTION))
  @Parameter(
      name = "target",
      in = ParameterIn.QUERY,
      description = "Only what was done to this object.",
      schema = @Schema(type = SchemaType.STRING, format = "uuid"))
  @Parameter(
      name = "from",
      in = ParameterIn.QUERY,
      description = "Only events of this instant or later, to the millisecond.",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @Parameter(
      name = "to",
      in = ParameterIn.QUERY,
      description = "Only events before this instant, to the millisecond.",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @APIResponse(
      responseCode = "200",
      description = "A page of events.",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public StorePage<AuditEventView> list(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri);
    AuditFilter filter = AuditFilter.of(parameters);
    PageRequest request = PageRequest.ofStore(parameters);
    parameters.check();
    Page<AuditEvent> page =
        caller.ofTenant() && caller.organization().isEmpty()
            ? events.ofTenant(caller.tenant(), filter, request)
            : events.ofOrganization(caller.requiredOrganization(), filter, request);
    return StorePage.of(page.map(AuditEvent::view));
  }

  /** Whether the tenant's chain holds. */
  @POST
  @Path("/actions/verify")
  @Transactional
  @RequiresScope(value = Scope.AUDIT_READ, capability = "audit.verify", cost = 10)
  @Operation(
      operationId = "audit.verify",
      summary = "Verify the audit trail",
      description =
          "Reads the tenant's whole chain and says whether every event is there as it was written,"
              + " up to the sealed end, and where it first is not; for tenant-level callers.")
  @APIResponse(
      responseCode = "200",
      description = "What was found.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Verification.class)))
  public Verification verify() {
    caller.requireWholeTenant();
    return events.verified(caller.tenant());
  }
}
