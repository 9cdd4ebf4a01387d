package org.allogate.session;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.input.Ids;
import org.allogate.people.OpenSession;
import org.allogate.people.SessionRecord;
import org.allogate.people.Sessions;
import org.allogate.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Every browser that the member is signed in with. */
@Path("/v1/session/all")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "session")
public class OpenSessionsResource {
  @Inject Caller caller;
  @Inject Sessions sessions;
  @Inject SignIn signIn;

  /** The member's own sessions. */
  @GET
  @RequiresScope(
      value = {},
      capability = "session.list",
      memberOnly = true,
      whileDisabled = true)
  @Operation(
      operationId = "session.list",
      summary = "List the member's sessions",
      description =
          "Where the member is signed in, the session heard of last first, on one page; a thousand"
              + " at most.")
  @APIResponse(
      responseCode = "200",
      description = "The sessions.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = OpenSessionView.OpenSessionList.class)))
  public OpenSessionView.OpenSessionList list() {
    SessionRecord session = session();
    UUID asking = OpenSession.idOf(session.id());
    return new OpenSessionView.OpenSessionList(
        sessions.openOf(session.memberId()).stream()
            .map(it -> OpenSessionView.of(it, asking))
            .toList());
  }

  /** Signs the member out of one browser. */
  @DELETE
  @Path("/{id}")
  @RequiresScope(
      value = {},
      capability = "session.end",
      memberOnly = true,
      whileDisabled = true)
  @Operation(
      operationId = "session.end",
      summary = "End one of the member's sessions",
      description = "Signs the member out of one browser, be it this one.")
  @APIResponse(responseCode = "204", description = "The session has ended.")
  public void end(@PathParam("id") String id) {
    SessionRecord session = session();
    UUID wanted = Ids.inPath(id, "session");
    OpenSession ended =
        sessions.openOf(session.memberId()).stream()
            .filter(it -> it.id().equals(wanted))
            .findFirst()
            .orElseThrow(() -> ProblemException.notFound("session"));
    signIn.close(session, ended.hash(), caller.origin());
  }

  private SessionRecord session() {
    return caller.session().orElseThrow();
  }
}
