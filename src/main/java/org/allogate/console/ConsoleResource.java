package org.allogate.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.allogate.access.OpenToAll;
import org.allogate.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The console's files, from the folder of this name in the WAR. */
@Path("/")
@RequestScoped
public class ConsoleResource {
  private static final Pattern FILE = Pattern.compile("([a-z0-9-]+/)*[a-z0-9-]+(\\.[a-z0-9]+)+");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "svg", "image/svg+xml");

  // data: for the icons that the CSS base draws; scripts and markup come from files alone.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types lit-html";

  /** Where the build puts the libraries, beside this class. */
  private static final String VENDOR = "vendor/";

  @Context ServletContext war;
  @Context Request request;

  /** Whoever opens the bare address wants to see something. */
  @GET
  @OpenToAll
  @Operation(hidden = true)
  public Response root() {
    return Response.seeOther(URI.create("console/")).build();
  }

  /** The page, whose files are relative to the address with the slash. */
  @GET
  @Path("/console")
  @OpenToAll
  @Operation(hidden = true)
  public Response index(@Context UriInfo address) throws IOException {
    return address.getPath().endsWith("/")
        ? file("index.html")
        : Response.seeOther(URI.create("console/")).build();
  }

  /** A file, revalidated by its content. */
  @GET
  @Path("/console/{file: .+}")
  @OpenToAll
  @Operation(hidden = true)
  public Response file(@PathParam("file") String file) throws IOException {
    byte[] content = content(file).orElseThrow(() -> ProblemException.notFound("page"));
    EntityTag tag = new EntityTag(UUID.nameUUIDFromBytes(content).toString());
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    Response.ResponseBuilder answer =
        unchanged != null ? unchanged : Response.ok(content).type(TYPES.get(extension(file)));
    return answer
        .tag(tag)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header("Content-Security-Policy", POLICY)
        .build();
  }

  private Optional<byte[]> content(String file) throws IOException {
    if (!FILE.matcher(file).matches() || !TYPES.containsKey(extension(file))) {
      return Optional.empty();
    }
    try (InputStream stream = stream(file)) {
      return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
    }
  }

  private InputStream stream(String file) {
    return file.startsWith(VENDOR)
        ? ConsoleResource.class.getResourceAsStream(file)
        : war.getResourceAsStream("/console/" + file);
  }

  private static String extension(String file) {
    return file.substring(file.lastIndexOf('.') + 1);
  }
}
