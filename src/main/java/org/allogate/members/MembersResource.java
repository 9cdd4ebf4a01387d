package org.allogate.members;

import jakarta.enterprise.context.RequestScoped;
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
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.conditional.Conditional;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The people of the tenant, or of the caller's organization. */
@Path("/v1/members")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "members", description = "The people of the tenant and its organizations.")
public class MembersResource {
  @Context HttpServletRequest request;
  @Inject Caller caller;
  @Inject MemberRows rows;
  @Inject MemberRights rights;
  @Inject MemberChanges changes;
  @Inject PublicAddress address;
  @Inject Clock clock;

  /** A page of the members. */
  @GET
  @RequiresScope(value = Scope.MEMBERS_READ, capability = "members.list")
  @Operation(
      operationId = "members.list",
      summary = "List the members",
      description =
          "The members of the tenant with those of its organizations, oldest first; for callers of"
              + " an organization its members alone.")
  @Parameter(
      name = "organizationId",
      in = ParameterIn.QUERY,
      description = "Only members of this organization.",
      schema = @Schema(type = SchemaType.STRING, format = "uuid"))
  @APIResponse(
      responseCode = "200",
      description = "A page of members.",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public StorePage<MemberView> list(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri);
    Optional<UUID> named = parameters.uuid("organizationId");
    PageRequest page = PageRequest.ofStore(parameters);
    parameters.check();
    if (named.isPresent() && !rights.reaches(named.get())) {
      throw ProblemException.notFound("organization");
    }
    Optional<UUID> organization =
        caller.ofTenant() ? named : Optional.of(caller.requiredOrganization());
    Instant now = clock.instant();
    return StorePage.of(rows.of(caller.tenant(), organization, page).map(row -> row.view(now)));
  }

  /** One member. */
  @GET
  @Path("/{id}")
  @Conditional
  @RequiresScope(value = Scope.MEMBERS_READ, capability = "members.read")
  @Operation(
      operationId = "members.read",
      summary = "Read a member",
      description = "One member of the tenant, or of the caller's organization.")
  @APIResponse(
      responseCode = "200",
      description = "The member.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = MemberView.class)))
  public MemberView read(@PathParam("id") String id) {
    return view(Ids.inPath(id, "member"));
  }

  private MemberView view(UUID id) {
    return rows.byId(caller.tenant(), id)
        .filter(row -> rights.reaches(row.member().organizationId()))
        .map(row -> row.view(clock.instant()))
        .orElseThrow(() -> ProblemException.notFound("member"));
  }

  /** Makes a member, with the link by which it chooses a password. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Retried
  @Transactional
  @RequiresScope(value = Scope.MEMBERS_WRITE, capability = "members.create")
  @CanEndWith(ProblemType.DUPLICATE_NAME)
  @Operation(
      operationId = "members.create",
      summary = "Make a member",
      description =
          "Makes a member without a password. The answer's `invitation` is the link by which it"
              + " chooses one, shown this once: hand it over. Nobody gives a role that holds more"
              + " than they do; owners of the tenant are made by such an owner in person.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NewMemberBody.class)))
  @APIResponse(
      responseCode = "201",
      description = "The member and its invitation.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = InvitedMemberView.class)))
  public Response create(Members body) {
    MemberChanges.Invited made = changes.make(NewMemberBody.from(body, caller));
    URI location = address.of(request, "/v1/members/" + made.member().id());
    return Response.created(location).entity(view(made)).build();
  }

  private InvitedMemberView view(MemberChanges.Invited invited) {
    return InvitedMemberView.of(invited.member(), invited.link(), address.of(request));
  }

  /** Changes a member's name or role, disables or enables it. */
  @PATCH
  @Path("/{id}")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_MERGE_PATCH_JSON})
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.MEMBERS_WRITE, capability = "members.update")
  @CanEndWith(ProblemType.LAST_OWNER)
  @Operation(
      operationId = "members.update",
      summary = "Change a member",
      description =
          "Changes name, role and whether the member may come in; disabling ends its sessions at"
              + " once. Nobody changes who holds more than they do, and the last active owner of a"
              + " tenant or an organization remains one.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = MemberBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The member as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = MemberView.class)))
  public MemberView update(@PathParam("id") String id, Members body) {
    UUID member = Ids.inPath(id, "member");
    changes.change(member, MemberBody.from(body));
    return view(member);
  }

  /** Gives a member a new link to a password. */
  @POST
  @Path("/{id}/actions/invite")
  @Retried
  @Transactional
  @RequiresScope(value = Scope.MEMBERS_WRITE, capability = "members.invite")
  @CanEndWith(ProblemType.CONFLICT)
  @Operation(
      operationId = "members.invite",
      summary = "Invite a member again",
      description =
          "A new link by which the member chooses a password, in place of any other, shown this"
              + " once. Its password stays until the link is used.")
  @APIResponse(
      responseCode = "200",
      description = "The member and its invitation.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = InvitedMemberView.class)))
  public InvitedMemberView invite(@PathParam("id") String id) {
    return view(changes.invite(Ids.inPath(id, "member")));
  }
}
