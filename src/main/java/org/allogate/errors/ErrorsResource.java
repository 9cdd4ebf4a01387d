package org.allogate.errors;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.allogate.access.OpenToAll;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The pages behind the {@code type} addresses of problem documents (RFC 9457, section 3.1.1). */
@Path("/errors")
@RequestScoped
@Produces("text/html;charset=utf-8")
@Tag(name = "errors", description = "What the problem types mean.")
public class ErrorsResource {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>%s</title>
      <h1>%s</h1>
      %s
      """;

  /** Every problem type there is. */
  @GET
  @OpenToAll
  @Operation(operationId = "errors.list", summary = "List the problem types")
  @APIResponse(responseCode = "200", description = "A page for people.")
  public Response list() {
    String rows =
        Arrays.stream(ProblemType.values())
            .map(
                type ->
                    "<li><a href=\"errors/%1$s\">%1$s</a> (%2$d)"
                        .formatted(type.code(), type.status()))
            .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
    return page("Problem types", rows);
  }

  /** What one problem type means and what to do. */
  @GET
  @Path("/{code}")
  @OpenToAll
  @Operation(operationId = "errors.read", summary = "Explain a problem type")
  @Parameter(
      name = "code",
      in = ParameterIn.PATH,
      required = true,
      description = "The code of the problem, for instance insufficient_scope.")
  @APIResponse(responseCode = "200", description = "A page for people.")
  public Response read(@PathParam("code") String code) {
    ProblemType type =
        ProblemType.byCode(code).orElseThrow(() -> ProblemException.notFound("problem type"));
    String text =
        "<p>Status %d, code <code>%s</code>.\n<p>%s\n<p><a href=\"../errors\">All problem types</a>"
            .formatted(type.status(), type.code(), type.explanation());
    return page(type.title(), text);
  }

  private static Response page(String title, String body) {
    return Response.ok(PAGE.formatted(title, title, body))
        .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
        .build();
  }
}
