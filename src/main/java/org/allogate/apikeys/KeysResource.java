package org.allogate.apikeys;

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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.input.Ids;
import org.allogate.input.Members;
import org.allogate.input.Parameters;
import org.allogate.keys.ApiKey;
import org.allogate.keys.KeyChanged;
import org.allogate.keys.KeyLevel;
import org.allogate.keys.KeyStatus;
import org.allogate.keys.KeyTerms;
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

/** The life of keys: made, changed, ended. */
@Path("/v1/api-keys")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "api-keys", description = "The keys of organizations and of the tenant.")
public class KeysResource {
  @Context HttpServletRequest request;

  @Inject Caller caller;
  @Inject ApiKeys keys;
  @Inject KeyMaking making;
  @Inject KeyIssue issue;
  @Inject KeyLife life;
  @Inject KeyBook book;
  @Inject Event<KeyChanged> changes;
  @Inject PublicAddress address;
  @Inject Clock clock;

  /** A page of the keys that the caller reaches. */
  @GET
  @RequiresScope(value = Scope.KEYS_READ, capability = "keys.list")
  @Operation(
      operationId = "keys.list",
      summary = "List the keys",
      description =
          "The keys of the organization, or all of the tenant's for its own keys and members; oldest"
              + " first, never with the keys themselves.")
  @Parameter(
      name = "status",
      in = ParameterIn.QUERY,
      description = "Only keys of this status.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"active", "revoked", "expired"}))
  @Parameter(
      name = "organizationId",
      in = ParameterIn.QUERY,
      description = "Only keys of this organization.",
      schema = @Schema(type = SchemaType.STRING, format = "uuid"))
  @APIResponse(
      responseCode = "200",
      description = "A page of keys.",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public StorePage<ApiKeyView> list(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri);
    Optional<KeyStatus> status =
        parameters.value("status", "must be active, revoked or expired", KeyStatus::byName);
    Optional<UUID> organization = parameters.uuid("organizationId");
    PageRequest page = PageRequest.ofStore(parameters);
    parameters.check();
    if (status.isPresent()) {
      // So that the rows say what the clock says.
      writeEnds();
    }
    Instant now = clock.instant();
    return StorePage.of(
        keys.list(caller, status, organization, page).map(row -> ApiKeyView.of(row, now)));
  }

  // They are read some at a time.
  private void writeEnds() {
    UUID organization = caller.organization().orElse(null);
    List<ApiKeys.Place> ended = life.ended(caller.tenant(), organization);
    while (!ended.isEmpty()) {
      ended.forEach(life::end);
      ended = life.ended(caller.tenant(), organization);
    }
  }

  /** One key. */
  @GET
  @Path("/{id}")
  @RequiresScope(value = Scope.KEYS_READ, capability = "keys.read")
  @Operation(
      operationId = "keys.read",
      summary = "Read a key",
      description = "Everything of a key but the key.")
  @APIResponse(
      responseCode = "200",
      description = "The key.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ApiKeyView.class)))
  public ApiKeyView read(@PathParam("id") String id) {
    return keys.byId(caller, Ids.inPath(id, "API key"))
        .map(row -> ApiKeyView.of(row, clock.instant()))
        .orElseThrow(() -> ProblemException.notFound("API key"));
  }

  /** Makes a key. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Retried
  @Transactional
  @RequiresScope(value = Scope.KEYS_WRITE, capability = "keys.create")
  @CanEndWith({ProblemType.DUPLICATE_NAME, ProblemType.KEY_LIMIT_REACHED})
  @Operation(
      operationId = "keys.create",
      summary = "Create a key",
      description =
          "The answer has the key itself, which is never shown again. Nobody gives scopes, tiers or"
              + " rate policies beyond their own. An end beyond the organization's policy is"
              + " refused; without one the policy's applies.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NewKeyBody.class)))
  @APIResponse(
      responseCode = "201",
      description = "The new key.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = IssuedKeyView.Described.class)))
  public Response create(Members body) {
    Instant now = clock.instant();
    WantedKey wanted = WantedKey.from(body, caller, now);
    Means means = Means.of(caller);
    if (wanted.level() == KeyLevel.TENANT) {
      means.requireTenantKeys();
    }
    means.requireEnvironment(wanted.environment());
    means.requireScopes(wanted.terms().scopes());
    return created(making.make(wanted, means, body, now), now);
  }

  private Response created(Made made, Instant now) {
    return Response.created(address.of(request, "/v1/api-keys/" + made.key().row().id()))
        .entity(IssuedKeyView.of(made, now))
        .build();
  }

  /** Changes a key. */
  @PATCH
  @Path("/{id}")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_MERGE_PATCH_JSON})
  @Retried
  @Transactional
  @RequiresScope(value = Scope.KEYS_WRITE, capability = "keys.update")
  @CanEndWith({ProblemType.DUPLICATE_NAME, ProblemType.KEY_REVOKED, ProblemType.CONFLICT})
  @Operation(
      operationId = "keys.update",
      summary = "Edit a key",
      description =
          "A merge patch (RFC 7396) of an active key: absent members stay, null takes tier, policy,"
              + " addresses or end away. In force from the next request on.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = KeyPatchBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The key as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ApiKeyView.class)))
  public ApiKeyView update(@PathParam("id") String id, Members body) {
    Instant now = clock.instant();
    ApiKeys.Held held = keys.hold(caller, Ids.inPath(id, "API key"));
    ApiKey key = held.key();
    KeyTerms before = key.terms();
    KeyTerms after = making.patched(held, body, now);
    if (!after.equals(before)) {
      key.become(after, now);
      issue.flush();
      changes.fire(KeyChanged.of(key.id()));
      book.record(KeyDeeds.of(held.owner(), now).updated(key, before));
    }
    return ApiKeyView.of(key, held.owner(), now);
  }

  /** Ends a key. */
  @POST
  @Path("/{id}/actions/revoke")
  @Consumes(MediaType.APPLICATION_JSON)
  @Retried
  @Transactional
  @RequiresScope(value = Scope.KEYS_WRITE, capability = "keys.revoke")
  @Operation(
      operationId = "keys.revoke",
      summary = "Revoke a key",
      description =
          "Final, and in force before the answer is sent. Revoking a revoked key changes nothing.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RevocationBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The key as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ApiKeyView.class)))
  public ApiKeyView revoke(@PathParam("id") String id, Members body) {
    RevocationBody revocation = RevocationBody.from(body);
    Instant now = clock.instant();
    ApiKeys.Held held = keys.hold(caller, Ids.inPath(id, "API key"));
    ApiKey key = held.key();
    Means.of(caller).requireEnvironment(key.environment());
    if (key.status(now) != KeyStatus.REVOKED) {
      key.revoke(revocation.reason(), now);
      changes.fire(KeyChanged.of(key.id()));
      book.record(KeyDeeds.of(held.owner(), now).revoked(key));
    }
    return ApiKeyView.of(key, held.owner(), now);
  }

  /** Makes one new key and ends all others of an organization. */
  @POST
  @Path("/actions/reissue")
  @Consumes(MediaType.APPLICATION_JSON)
  @Retried
  @Transactional
  @RequiresScope(value = Scope.KEYS_WRITE, capability = "keys.reissue")
  @CanEndWith({ProblemType.CONFLICT})
  @Operation(
      operationId = "keys.reissue",
      summary = "Reissue an organization's key",
      description =
          "After a compromise: one new key with the settings of the newest live one and the scopes of"
              + " all, and every other active key of the organization revoked at once.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ReissueBody.class)))
  @APIResponse(
      responseCode = "201",
      description = "The new key.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = IssuedKeyView.Described.class)))
  public Response reissue(Members body) {
    ReissueBody wanted = ReissueBody.from(body, caller);
    Instant now = clock.instant();
    return created(making.reissue(wanted.organizationId(), now), now);
  }
}
