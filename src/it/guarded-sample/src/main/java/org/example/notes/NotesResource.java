package org.example.notes;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.input.Members;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;

/** The notes of the caller's workspace. */
@Path("/v1/notes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class NotesResource {
  private static final int LONGEST = 100;

  @Inject Caller caller;
  @Inject NoteRows notes;

  /** All of them. */
  @GET
  @RequiresScope(value = Scope.VAULT_READ, capability = "sample.look")
  public Notes look() throws SQLException {
    return new Notes(caller.workspace(), notes.of(caller.workspace()));
  }

  /** Adds one, in one transaction with its answer under an Idempotency-Key. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Retried
  @Transactional(rollbackOn = SQLException.class)
  @RequiresScope(value = Scope.VAULT_WRITE, capability = "sample.write", cost = 2)
  public Response write(Members body) throws SQLException {
    Note note = new Note(body.line("text", LONGEST));
    body.check();
    notes.add(caller.workspace(), note.text());
    return Response.status(Response.Status.CREATED).entity(note).build();
  }

  /** A note. */
  public record Note(String text) {}

  /** The notes of a workspace. */
  public record Notes(UUID workspace, List<String> notes) {}
}
