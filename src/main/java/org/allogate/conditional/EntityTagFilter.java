package org.allogate.conditional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.allogate.json.Json;
import org.allogate.json.Rendered;

/**
 * Gives the answer of a {@link Conditional} method its tag, and a client nothing it has already.
 */
@Provider
@Conditional
@ApplicationScoped
public class EntityTagFilter implements ContainerResponseFilter {
  private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response)
      throws IOException {
    boolean done =
        response.getStatusInfo() == Status.OK || response.getStatusInfo() == Status.CREATED;
    if (!done || !response.hasEntity()) {
      return;
    }
    byte[] representation = representation(response.getEntity());
    String tag = EntityTags.of(representation);
    response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
    List<String> known = request.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
    if (known != null
        && READING.contains(request.getMethod())
        && EntityTags.matchWeakly(known, tag)) {
      response.setStatusInfo(Status.NOT_MODIFIED);
      response.setEntity(null);
    } else {
      response.setEntity(new Rendered(representation));
    }
  }

  private static byte[] representation(Object entity) throws IOException {
    return entity instanceof Rendered rendered
        ? rendered.bytes()
        : Json.mapper().writeValueAsBytes(entity);
  }
}
