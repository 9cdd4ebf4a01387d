package org.allogate.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;

/** What holds for every request, matched or not: when it began, and how it came. */
@Provider
@PreMatching
@ApplicationScoped
@Priority(0)
public class RequestStart implements ContainerRequestFilter {
  private static final String BEGAN = "org.allogate.began";

  @Context HttpServletRequest servletRequest;
  @Inject AccessSettings settings;

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(BEGAN, System.nanoTime());
    if (settings.httpsOnly() && !servletRequest.isSecure()) {
      throw new ProblemException(ProblemType.HTTPS_REQUIRED, "This deployment refuses plain HTTP.");
    }
  }

  /** How long a request has taken until now, in nanoseconds. */
  public static long nanosSince(ContainerRequestContext request) {
    return request.getProperty(BEGAN) instanceof Long began ? System.nanoTime() - began : 0;
  }
}
