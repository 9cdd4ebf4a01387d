package org.allogate.session;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.allogate.access.OpenToAll;
import org.allogate.surface.PublicAddress;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a page that signs members in must know before it knows anybody. */
@Path("/v1/session/methods")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "session")
public class SignInMethodsResource {
  private static final String PROVIDER_PAGE = "/console/sign-in/oidc";

  @Context HttpServletRequest request;
  @Inject PublicAddress address;

  // Whether there is one is all that is of use here, so that sign-in knows nothing of providers.
  @Inject
  @ConfigProperty(name = "allogate.oidc.provider")
  Optional<String> provider;

  /** The ways in. */
  @GET
  @OpenToAll
  @Operation(
      operationId = "session.methods",
      summary = "Read how members can sign in",
      description = "The ways in that the server is set up for; for everybody.")
  @APIResponse(
      responseCode = "200",
      description = "The ways in.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SignInMethodsView.class)))
  public SignInMethodsView read() {
    return new SignInMethodsView(
        true, provider.map(it -> address.of(request, PROVIDER_PAGE)).orElse(null));
  }
}
