package org.allogate.apikeys;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
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
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.input.Ids;
import org.allogate.input.Members;
import org.allogate.keys.ApiKey;
import org.allogate.keys.KeyChanged;
import org.allogate.keys.KeyStatus;
import org.allogate.problem.CanEndWith;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;
import org.allogate.surface.PublicAddress;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * A key handing its place to another while both are valid. Its path is that of all keys: a class of
 * a longer one would hide every other class from the addresses below it.
 */
@Path("/v1/api-keys")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "api-keys")
public class RotationResource {
  @Context HttpServletRequest request;

  @Inject Caller caller;
  @Inject ApiKeys keys;
  @Inject KeyIssue issue;
  @Inject KeyMaking making;
  @Inject KeyBook book;
  @Inject Event<KeyChanged> changes;
  @Inject PublicAddress address;
  @Inject Clock clock;

  /** Makes a successor with the same settings. */
  @POST
  @Path("/{id}/actions/rotate")
  @Consumes(MediaType.APPLICATION_JSON)
  @Retried
  @Transactional
  @RequiresScope(value = Scope.KEYS_WRITE, capability = "keys.rotate")
  @CanEndWith({ProblemType.CONFLICT})
  @Operation(
      operationId = "keys.rotate",
      summary = "Rotate a key",
      description =
          "A new key with the same settings; the old one stays valid for the grace period, never past"
              + " its own end, and names its successor. Its name and its place among the active keys"
              + " go to the new one. Without a grace period the old one is revoked.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RotationBody.class)))
  @APIResponse(
      responseCode = "201",
      description = "The new key.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = IssuedKeyView.Described.class)))
  public Response rotate(@PathParam("id") String id, Members body) {
    RotationBody rotation = RotationBody.from(body);
    Instant now = clock.instant();
    Made made = making.rotate(keyId(id), rotation.grace(), now);
    return Response.created(address.of(request, "/v1/api-keys/" + made.key().row().id()))
        .entity(IssuedKeyView.of(made, now))
        .build();
  }

  private static UUID keyId(String id) {
    return Ids.inPath(id, "API key");
  }

  /** Who still uses the old key. */
  @GET
  @Path("/{id}/rotation")
  @RequiresScope(value = Scope.KEYS_READ, capability = "keys.rotation")
  @Operation(
      operationId = "keys.rotation",
      summary = "Who still uses a rotated key",
      description =
          "Last use, its address, and how often the key was used since its successor was made; 404"
              + " for a key that has none.")
  @APIResponse(
      responseCode = "200",
      description = "The old key's last uses.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RotationView.class)))
  public RotationView rotation(@PathParam("id") String id) {
    return keys.byId(caller, keyId(id))
        .map(KeyRow::key)
        .filter(key -> key.replacedBy() != null)
        .map(key -> RotationView.of(key, clock.instant()))
        .orElseThrow(() -> ProblemException.notFound("rotation"));
  }

  /** Gives the old key another while. */
  @POST
  @Path("/{id}/actions/extend-rotation")
  @Consumes(MediaType.APPLICATION_JSON)
  @Retried
  @Transactional
  @RequiresScope(value = Scope.KEYS_WRITE, capability = "keys.extend_rotation")
  @CanEndWith({ProblemType.CONFLICT})
  @Operation(
      operationId = "keys.extend_rotation",
      summary = "Extend a rotation",
      description =
          "Sets the grace period of a rotated key anew, from now on; never past the end it had.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RotationBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The old key's last uses.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RotationView.class)))
  public RotationView extend(@PathParam("id") String id, Members body) {
    RotationBody rotation = RotationBody.from(body);
    Instant now = clock.instant();
    ApiKeys.Held held = keys.hold(caller, keyId(id));
    ApiKey old = runningOut(held, now);
    Instant before = old.expiresAt();
    old.extend(rotation.grace(), now);
    changes.fire(KeyChanged.of(old.id()));
    book.record(KeyDeeds.of(held.owner(), now).extended(old, before));
    return RotationView.of(old, now);
  }

  /** Takes the rotation back. */
  @POST
  @Path("/{id}/actions/abort-rotation")
  @Consumes(MediaType.APPLICATION_JSON)
  @Retried
  @Transactional
  @RequiresScope(value = Scope.KEYS_WRITE, capability = "keys.abort_rotation")
  @CanEndWith({ProblemType.DUPLICATE_NAME, ProblemType.KEY_LIMIT_REACHED, ProblemType.CONFLICT})
  @Operation(
      operationId = "keys.abort_rotation",
      summary = "Abort a rotation",
      description =
          "Revokes the successor and gives the old key, while it is still valid, its place and its"
              + " own end back.")
  @APIResponse(
      responseCode = "200",
      description = "The old key as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ApiKeyView.class)))
  public ApiKeyView abort(@PathParam("id") String id) {
    Instant now = clock.instant();
    ApiKeys.Held held = keys.hold(caller, keyId(id));
    ApiKey old = runningOut(held, now);
    UUID successor = old.replacedBy();
    ApiKey successorKey = keys.of(held.owner(), successor);
    if (successorKey.replacedBy() != null) {
      throw conflict("The successor was rotated itself. Abort that rotation first.");
    }
    making.settle(held.owner(), now);
    boolean ended = successorKey.active();
    if (ended) {
      successorKey.revoke("rotation aborted", now);
    } else {
      making.requireRoom(held.owner());
    }
    issue.flush();
    old.takeBack(now);
    issue.flush();
    changes.fire(KeyChanged.of(old.id(), successor));
    KeyDeeds deeds = KeyDeeds.of(held.owner(), now);
    if (ended) {
      book.record(deeds.revoked(successorKey), deeds.aborted(old, successor));
    } else {
      book.record(deeds.aborted(old, successor));
    }
    return ApiKeyView.of(old, held.owner(), now);
  }

  private ApiKey runningOut(ApiKeys.Held held, Instant now) {
    ApiKey key = held.key();
    if (key.replacedBy() == null) {
      throw ProblemException.notFound("rotation");
    }
    making.requireMeans(key);
    if (key.status(now) != KeyStatus.ACTIVE) {
      throw conflict("The old key has ended: there is nothing to go back to.");
    }
    return key;
  }

  private static ProblemException conflict(String detail) {
    return new ProblemException(ProblemType.CONFLICT, detail);
  }
}
