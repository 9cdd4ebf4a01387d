package org.allogate.meta;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.credits.Credits;
import org.allogate.keys.KeyRecord;
import org.allogate.tokens.AccessToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the vault API says about the credential itself. */
@Path("/api/v2")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "meta", description = "The credential itself.")
public class MetaResource {
  private static final String PRINCIPAL =
      """
      {
        "user_id": "1f02d9ef-2b33-4d1d-9c4a-82f06a91e3d1",
        "tenant_id": "c7a1e9c2-9c1e-4e4e-bf97-a4b5e76cf9c8",
        "auth_method": "api_key",
        "email": "alex@example.com",
        "api_key_id": "5e2f09bb-9c1e-4e4e-bf97-a4b5e76cf9c8",
        "api_key_name": "Production Backend",
        "api_key_prefix": "allo_live_AB7K",
        "environment": "live",
        "rate_limit_tier": "standard",
        "scopes": ["vault:read", "vault:write"],
        "organization_id": "0e9f6a52-1c7b-4c1d-8f0b-7f6a0b9e2d11",
        "key_level": "organization",
        "credits_remaining": 99999,
        "expires_at": null
      }
      """;

  @Inject Caller caller;
  @Inject Credits credits;

  /** The principal behind the credential; needs no scope, good for health checks. */
  @GET
  @Path("/me")
  @RequiresScope(
      value = {},
      capability = "meta.whoami",
      keyOnly = true)
  @Operation(
      operationId = "meta.whoami",
      summary = "Who am I",
      description =
          "The principal behind a key or token. Needs no scope; a good health check. Members ask"
              + " `GET /v1/session` instead.")
  @APIResponse(
      responseCode = "200",
      description = "The principal.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Principal.class),
              examples = @ExampleObject(name = "principal", value = PRINCIPAL)))
  public Principal whoami() {
    KeyRecord key = caller.key();
    Optional<AccessToken> token = caller.token();
    return new Principal(
        key.userId(),
        key.tenantId(),
        token.isPresent() ? "access_token" : "api_key",
        key.userEmail(),
        key.id(),
        key.name(),
        key.prefix(),
        key.environment().wireName(),
        key.tier(),
        caller.scopes().names(),
        caller.organization().orElse(null),
        key.level().wireName(),
        credits.remaining(key.tenantId()),
        token.map(AccessToken::expiresAt).orElse(key.expiresAt()));
  }
}
