package org.allogate.verify;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** Lets a proxy ask with whatever method its client used: the question is always the same. */
@Provider
@PreMatching
@ApplicationScoped
public class ForwardedMethod implements ContainerRequestFilter {
  private static final String QUESTION = "v1/forward-auth";

  @Override
  public void filter(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    int from = path.startsWith("/") ? 1 : 0;
    int end = from + QUESTION.length();
    if (path.startsWith(QUESTION, from) && (path.length() == end || path.charAt(end) == '/')) {
      request.setMethod(HttpMethod.GET);
    }
  }
}
