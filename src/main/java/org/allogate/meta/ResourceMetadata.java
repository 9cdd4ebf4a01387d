package org.allogate.meta;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.allogate.access.OpenToAll;
import org.allogate.scopes.Scopes;
import org.allogate.surface.PublicAddress;
import org.allogate.tokens.TokenSettings;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How this resource is protected, for clients that got a 401 (RFC 9728). */
@Path("/.well-known/oauth-protected-resource")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "meta")
public class ResourceMetadata {
  @Context HttpServletRequest request;
  @Inject PublicAddress address;
  @Inject TokenSettings settings;

  /** The metadata document. */
  @GET
  @OpenToAll
  @Operation(
      operationId = "meta.protected_resource",
      summary = "Protected resource metadata",
      description = "How the API is protected (RFC 9728, section 2).")
  @APIResponse(
      responseCode = "200",
      description = "The metadata.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Metadata.class)))
  public Metadata metadata() {
    String base = address.of(request);
    return new Metadata(
        base,
        List.of(settings.issuer()),
        List.of("header"),
        Scopes.ALL.names(),
        "Allogate",
        base + "/openapi/ui/");
  }

  /** The members of RFC 9728, section 2, that apply. */
  @Schema(name = "ProtectedResource", description = "Metadata of RFC 9728, section 2.")
  public record Metadata(
      String resource,
      @JsonProperty("authorization_servers") List<String> authorizationServers,
      @JsonProperty("bearer_methods_supported") List<String> bearerMethods,
      @JsonProperty("scopes_supported") List<String> scopes,
      @JsonProperty("resource_name") String name,
      @JsonProperty("resource_documentation") String documentation) {}
}
