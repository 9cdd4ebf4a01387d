package org.allogate.verify;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.allogate.access.Behalf;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.keys.KeyRecord;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Answers proxies that ask, request by request, whether their client may pass. */
@Path("/v1/forward-auth")
@RequestScoped
@Tag(name = "forward-auth", description = "The guard for what stands behind a proxy.")
public class ForwardAuthResource {
  private static final String HEADER = "X-Allogate-";
  private static final String SCOPES =
      "Scopes the credential must hold, separated by commas; `-` for none.";
  private static final String COST = "Units to charge; 0 only looks.";

  @Inject Caller caller;

  /** For nginx and Traefik, which take any 2xx for a yes. */
  @GET
  @RequiresScope(
      value = {},
      capability = "access.forward",
      onBehalf = true)
  @Operation(
      operationId = "access.forward",
      summary = "Guard a request behind a proxy",
      description =
          "For nginx `auth_request`, Traefik `forwardAuth` and the like, with any method: 204 and"
              + " whose the credential is, or the guard's own refusal. What is asked for stands in"
              + " the query, which the proxy's operator writes.")
  @APIResponse(
      responseCode = "204",
      description = "The request may pass.",
      headers = {
        @Header(name = "X-Allogate-Key-Id", schema = @Schema(type = SchemaType.STRING)),
        @Header(name = "X-Allogate-User-Id", schema = @Schema(type = SchemaType.STRING)),
        @Header(name = "X-Allogate-Tenant-Id", schema = @Schema(type = SchemaType.STRING)),
        @Header(name = "X-Allogate-Organization-Id", schema = @Schema(type = SchemaType.STRING)),
        @Header(name = "X-Allogate-Environment", schema = @Schema(type = SchemaType.STRING)),
        @Header(name = "X-Allogate-Scopes", schema = @Schema(type = SchemaType.STRING)),
        @Header(name = "X-Allogate-Tier", schema = @Schema(type = SchemaType.STRING))
      })
  public Response forward(
      @Parameter(description = SCOPES, example = "vault:read") @QueryParam("scopes") String scopes,
      @Parameter(
              description = COST,
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "0",
                      maximum = "" + Behalf.MAX_COST,
                      defaultValue = "1"))
          @QueryParam("cost")
          String cost) {
    return withPrincipal(Response.noContent());
  }

  /** For Envoy, which takes 200 alone for a yes and appends its client's path. */
  @GET
  @Path("/for/{scopes}/{cost}{path: (/.*)?}")
  @RequiresScope(
      value = {},
      capability = "access.forward_path",
      onBehalf = true)
  @Operation(
      operationId = "access.forward_path",
      summary = "Guard a request behind Envoy",
      description =
          "The same for Envoy's `ext_authz` over HTTP, whose `path_prefix` ends with the cost: what"
              + " follows is the client's, its query too, and is not looked at.")
  @APIResponse(responseCode = "200", description = "The request may pass.")
  public Response forwardPath(
      @Parameter(description = SCOPES, example = "vault:read") @PathParam("scopes") String scopes,
      @Parameter(description = COST, example = "1") @PathParam("cost") String cost,
      @Parameter(description = "The client's path.") @PathParam("path") String path) {
    return withPrincipal(Response.ok());
  }

  private Response withPrincipal(Response.ResponseBuilder answer) {
    KeyRecord key = caller.key();
    return answer
        .header(HEADER + "Key-Id", key.id())
        .header(HEADER + "User-Id", key.userId())
        .header(HEADER + "Tenant-Id", key.tenantId())
        .header(HEADER + "Organization-Id", caller.organization().map(UUID::toString).orElse(null))
        .header(HEADER + "Key-Level", key.level().wireName())
        .header(HEADER + "Environment", caller.environment().wireName())
        .header(HEADER + "Scopes", caller.scopes().toString())
        .header(HEADER + "Tier", key.tier())
        .build();
  }
}
