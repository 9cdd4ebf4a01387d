package org.allogate.oauth2;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.allogate.access.OpenToAll;
import org.allogate.scopes.Scopes;
import org.allogate.tokens.TokenSettings;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where tokens come from and how, for clients that know the issuer alone (RFC 8414). */
@Path("/.well-known/oauth-authorization-server")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "oauth2")
public class ServerMetadata {
  private static final List<String> AUTHENTICATION =
      List.of("client_secret_basic", "client_secret_post");

  @Inject TokenSettings settings;

  /** The metadata document. */
  @GET
  @OpenToAll
  @Operation(
      operationId = "oauth2.metadata",
      summary = "Authorization server metadata",
      description = "Where tokens come from and how (RFC 8414, section 2).")
  @APIResponse(
      responseCode = "200",
      description = "The metadata.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Metadata.class)))
  public Metadata metadata() {
    String issuer = settings.issuer();
    return new Metadata(
        issuer,
        issuer + "/oauth2/token",
        issuer + "/oauth2/jwks",
        Scopes.ALL.names(),
        List.of(),
        List.of("client_credentials"),
        AUTHENTICATION,
        issuer + "/openapi/ui/",
        issuer + "/oauth2/revoke",
        AUTHENTICATION,
        issuer + "/oauth2/introspect",
        AUTHENTICATION);
  }

  /** The members of RFC 8414, section 2, that apply. */
  @Schema(name = "AuthorizationServer", description = "Metadata of RFC 8414, section 2.")
  public record Metadata(
      String issuer,
      @JsonProperty("token_endpoint") String tokenEndpoint,
      @JsonProperty("jwks_uri") String jwksUri,
      @JsonProperty("scopes_supported") List<String> scopes,
      @JsonProperty("response_types_supported") List<String> responseTypes,
      @JsonProperty("grant_types_supported") List<String> grantTypes,
      @JsonProperty("token_endpoint_auth_methods_supported") List<String> tokenAuthentication,
      @JsonProperty("service_documentation") String documentation,
      @JsonProperty("revocation_endpoint") String revocationEndpoint,
      @JsonProperty("revocation_endpoint_auth_methods_supported")
          List<String> revocationAuthentication,
      @JsonProperty("introspection_endpoint") String introspectionEndpoint,
      @JsonProperty("introspection_endpoint_auth_methods_supported")
          List<String> introspectionAuthentication) {}
}
