package org.allogate.apikeys;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.access.ClientAddress;
import org.allogate.access.RequiresScope;
import org.allogate.input.Ids;
import org.allogate.input.Members;
import org.allogate.people.Passwords;
import org.allogate.people.SessionRecord;
import org.allogate.problem.CanEndWith;
import org.allogate.problem.ProblemType;
import org.allogate.scopes.Scope;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A member looking at a key again. */
@Path("/v1/api-keys/{id}/actions/reveal")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "api-keys")
public class RevealResource {
  private static final int LONGEST = 1000;

  @Context HttpServletRequest request;
  @Inject Caller caller;
  @Inject ClientAddress addresses;
  @Inject Passwords passwords;
  @Inject KeyReveal reveal;
  @Inject Clock clock;

  /** Shows the key once more. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresScope(value = Scope.KEYS_WRITE, capability = "keys.reveal", memberOnly = true)
  @CanEndWith({ProblemType.SIGN_IN_FAILED, ProblemType.CONFLICT})
  @Operation(
      operationId = "keys.reveal",
      summary = "Reveal a key",
      description =
          "Where the organization's policy is `revealable`, and once for a key that was made by"
              + " itself near its predecessor's end. For members in person, who enter their password"
              + " again; attempts count as those to sign in do. Each look is in the audit trail.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RevealBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The key.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = IssuedKeyView.Described.class)))
  public IssuedKeyView reveal(@PathParam("id") String id, Members body) {
    String password = body.text("password", 1, LONGEST);
    body.check();
    UUID key = Ids.inPath(id, "API key");
    reveal.requireVisible(key);
    SessionRecord session = caller.session().orElseThrow();
    passwords.reenter(session.memberId(), session.email(), password, addresses.siteOf(request));
    Instant now = clock.instant();
    return IssuedKeyView.of(reveal.reveal(key, now), now);
  }

  /** The member's password. */
  @Schema(name = "RevealBody", description = "The member's password, entered again.")
  record RevealBody(@Schema(required = true, format = "password") String password) {}
}
