package org.allogate.vault;

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
import java.util.Optional;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.conditional.Conditional;
import org.allogate.conditional.Preconditions;
import org.allogate.input.Ids;
import org.allogate.input.Members;
import org.allogate.input.Parameters;
import org.allogate.outbox.EventType;
import org.allogate.outbox.Outbox;
import org.allogate.paging.PageRequest;
import org.allogate.paging.VaultPage;
import org.allogate.problem.CanEndWith;
import org.allogate.problem.ProblemType;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;
import org.allogate.surface.PublicAddress;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The projects of a workspace. */
@Path("/api/v2/vault/projects")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "vault", description = "Projects.")
public class ProjectsResource {
  @Context HttpServletRequest request;

  @Inject Caller caller;
  @Inject Projects projects;
  @Inject Outbox outbox;
  @Inject Preconditions preconditions;
  @Inject PublicAddress address;
  @Inject Clock clock;

  /** A page of them. */
  @GET
  @RequiresScope(value = Scope.VAULT_READ, capability = "vault.list_projects")
  @Operation(
      operationId = "vault.list_projects",
      summary = "List the projects",
      description = "The projects of the workspace, newest first.")
  @Parameter(
      name = "status",
      in = ParameterIn.QUERY,
      description = "Only projects of this status; all of them unless said.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"active", "archived"}))
  @APIResponse(
      responseCode = "200",
      description = "A page of projects.",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public VaultPage<ProjectItem> list(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri);
    Optional<ProjectStatus> status =
        parameters.value("status", "must be active or archived", ProjectStatus::byName);
    PageRequest page = PageRequest.ofVault(parameters);
    parameters.check();
    return VaultPage.of(projects.ofWorkspace(caller.workspace(), status, page).map(Project::item));
  }

  /** One of them. */
  @GET
  @Path("/{id}")
  @Conditional
  @RequiresScope(value = Scope.VAULT_READ, capability = "vault.get_project")
  @Operation(
      operationId = "vault.get_project",
      summary = "Read a project",
      description = "One project of the workspace, archived or not.")
  @APIResponse(
      responseCode = "200",
      description = "The project.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ProjectView.class),
              examples = @ExampleObject(name = "project", value = ProjectExamples.PROJECT)))
  public ProjectView read(@PathParam("id") String id) {
    return view(projects.required(caller.workspace(), Ids.inPath(id, Projects.WHAT)));
  }

  /** Makes one. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.VAULT_WRITE, capability = "vault.create_project", cost = 2)
  @Operation(
      operationId = "vault.create_project",
      summary = "Create a project",
      description = "A new, active project of the workspace.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ProjectBody.class),
              examples = @ExampleObject(name = "project", value = ProjectExamples.NEW)))
  @APIResponse(
      responseCode = "201",
      description = "The new project.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ProjectView.class)))
  public Response create(Members body) {
    ProjectBody described = ProjectBody.from(body);
    Project project =
        new Project(Ids.next(), caller.workspace(), caller.user(), described, clock.instant());
    projects.add(project);
    ProjectView made = told(EventType.PROJECT_CREATED, project);
    return Response.created(location(project.id())).entity(made).build();
  }

  /** Changes one that is not archived. */
  @PATCH
  @Path("/{id}")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_MERGE_PATCH_JSON})
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.VAULT_WRITE, capability = "vault.update_project", cost = 2)
  @CanEndWith(ProblemType.CONFLICT)
  @Operation(
      operationId = "vault.update_project",
      summary = "Change a project",
      description = "Changes what the body names; 409 when the project is archived.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ProjectPatchBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The project as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ProjectView.class)))
  public ProjectView update(@PathParam("id") String id, Members patch) {
    Project project = projects.locked(caller.workspace(), Ids.inPath(id, Projects.WHAT));
    ProjectBody after = ProjectPatchBody.applied(project.body(), patch);
    project.requireActive();
    preconditions.require(() -> view(project));
    if (after.equals(project.body())) {
      return view(project);
    }
    project.become(after, clock.instant());
    return told(EventType.PROJECT_UPDATED, project);
  }

  /** Archives one. */
  @POST
  @Path("/{id}/archive")
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.VAULT_WRITE, capability = "vault.archive_project", cost = 2)
  @Operation(
      operationId = "vault.archive_project",
      summary = "Archive a project",
      description =
          "Keeps a project as it is, for good. Archiving one that is archived changes nothing.")
  @APIResponse(
      responseCode = "200",
      description = "The project as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ProjectView.class)))
  public ProjectView archive(@PathParam("id") String id) {
    Project project = projects.locked(caller.workspace(), Ids.inPath(id, Projects.WHAT));
    return project.archive(clock.instant())
        ? told(EventType.PROJECT_ARCHIVED, project)
        : view(project);
  }

  private ProjectView told(EventType type, Project project) {
    ProjectView view = view(project);
    outbox.add(type, ProjectEvent.of(view));
    return view;
  }

  private ProjectView view(Project project) {
    return project.view(caller.tenant());
  }

  private URI location(UUID id) {
    return address.of(request, "/api/v2/vault/projects/" + id);
  }
}
