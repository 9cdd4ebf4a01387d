package org.allogate.productimports;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.idempotency.Claim;
import org.allogate.idempotency.Resumable;
import org.allogate.input.JsonBody;
import org.allogate.input.MaxBody;
import org.allogate.problem.ProblemException;
import org.allogate.products.ProductLine;
import org.allogate.scopes.Scope;
import org.allogate.surface.PublicAddress;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes many products at once. */
@Path("/v1/products/actions/import")
@RequestScoped
@Tag(name = "products")
public class ImportResource {
  private static final Logger LOG = Logger.getLogger(ImportResource.class.getName());
  private static final String NDJSON = "application/x-ndjson";
  private static final long MAX_BODY_BYTES = 512L << 20;

  @Inject Caller caller;
  @Inject Claim claim;
  @Inject ProductImports imports;
  @Inject PublicAddress address;
  @Inject Clock clock;

  @Context HttpServletRequest request;

  /** Takes them; without a transaction of its own, because each batch has one. */
  @POST
  @Consumes(NDJSON)
  @Produces(NDJSON)
  @Resumable
  @MaxBody(MAX_BODY_BYTES)
  @RequiresScope(value = Scope.PRODUCTS_WRITE, capability = "products.import")
  @Operation(
      operationId = "products.import",
      summary = "Import products",
      description =
          "One JSON object a line, as an export gives it: with an id of the workspace it replaces"
              + " that product, without one it makes a new one. A line that breaks a rule is refused"
              + " by itself. At most 100,000 lines of at most 65,536 bytes each, 512 MiB in all. The"
              + " answer begins after the last line was sent: a line for each that is not blank, in"
              + " order, and a last one with the sums. Lines are done in batches; what breaks off in"
              + " between is taken up by sending the same again with the same `Idempotency-Key`, and"
              + " nothing is done twice.")
  @RequestBody(
      required = true,
      content = @Content(mediaType = NDJSON, schema = @Schema(implementation = ProductLine.class)))
  @APIResponse(
      responseCode = "200",
      description = "What became of every line.",
      headers =
          @Header(
              name = "Location",
              description = "The import's address.",
              schema = @Schema(type = SchemaType.STRING, format = "uri")),
      content =
          @Content(
              mediaType = NDJSON,
              schema = @Schema(oneOf = {LineResult.class, ImportEnd.class})))
  public Response run(InputStream body, @Context HttpHeaders headers) throws IOException {
    JsonBody.requireUtf8(headers.getMediaType());
    UUID workspace = caller.workspace();
    ImportRun run =
        claim
            .id()
            .map(request -> imports.begun(workspace, request))
            .orElseGet(() -> imports.begun(workspace));
    URI location = URI.create(address.of(request) + "/v1/product-imports/" + run.id());
    read(run, body, location);
    Response.ResponseBuilder answer =
        Response.ok(new ImportAnswer(imports, workspace, run.id()), NDJSON).location(location);
    return run.replayed() ? answer.header("Idempotent-Replayed", true).build() : answer.build();
  }

  private void read(ImportRun run, InputStream body, URI location) throws IOException {
    boolean ended = false;
    try {
      new ImportReading(imports, run, body, clock).toTheEnd();
      ended = true;
    } catch (ProblemException e) {
      throw e.header(HttpHeaders.LOCATION, location.toString());
    } finally {
      if (!ended && !run.replayed()) {
        leave(run);
      }
    }
  }

  private void leave(ImportRun run) {
    try {
      imports.leave(run);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "The import " + run.id() + " waits for its lease to end");
    }
  }
}
