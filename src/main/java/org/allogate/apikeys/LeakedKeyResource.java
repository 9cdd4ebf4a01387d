package org.allogate.apikeys;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.allogate.access.ClientAddress;
import org.allogate.access.KeyProof;
import org.allogate.access.OpenToAll;
import org.allogate.input.Members;
import org.allogate.keys.ApiKey;
import org.allogate.keys.KeyRecord;
import org.allogate.keys.KeyStatus;
import org.allogate.problem.CanEndWith;
import org.allogate.problem.ProblemType;
import org.allogate.surface.Origin;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whoever finds a key may end it: the key itself is the proof. */
@Path("/v1/api-keys/actions/revoke-leaked")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "api-keys")
public class LeakedKeyResource {
  private static final int LONGEST = 1000;

  @Context HttpServletRequest request;
  @Inject KeyProof proof;
  @Inject ClientAddress addresses;
  @Inject KeyLeak leak;

  /** Ends the key in the body. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @OpenToAll
  @CanEndWith({
    ProblemType.INVALID_API_KEY,
    ProblemType.RATE_LIMITED,
    ProblemType.SERVICE_UNAVAILABLE
  })
  @Operation(
      operationId = "keys.revoke_leaked",
      summary = "Revoke a leaked key",
      description =
          "For whoever finds a key where it should not be. Needs no credential but the key; what is"
              + " no key counts as a failed credential of the client's address.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = LeakedKeyBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The key is revoked.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = LeakedKeyView.class)))
  public LeakedKeyView revoke(Members body) {
    String text = body.text("key", 1, LONGEST);
    body.check();
    KeyRecord shown = proof.known(text, request);
    Origin origin = Origin.of(addresses.of(request), request);
    ApiKey key = leak.revoke(shown.id(), origin);
    return new LeakedKeyView(key.preview(), KeyStatus.REVOKED, key.revokedAt());
  }

  /** A key that was found. */
  @Schema(name = "LeakedKeyBody", description = "A key that was found.")
  record LeakedKeyBody(@Schema(description = "The whole key.", required = true) String key) {}

  /** What became of it. */
  @Schema(name = "LeakedKey", description = "What became of a key that was found.")
  public record LeakedKeyView(
      @Schema(examples = "allo_live_***1a2b4w") String preview,
      @Schema(type = SchemaType.STRING, enumeration = "revoked") KeyStatus status,
      Instant revokedAt) {}
}
