package org.allogate.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.allogate.surface.PublicAddress;
import org.allogate.surface.RequestId;
import org.allogate.surface.Surface;

/** Renders problems for the request they ended and leaves their code for the access log. */
@ApplicationScoped
public class Problems {
  /** The request attribute that holds the code of the problem a request ended with. */
  public static final String CODE_ATTRIBUTE = "org.allogate.problemCode";

  @Inject PublicAddress address;

  int status(ProblemException problem, HttpServletRequest request) {
    return problem.type().statusOn(surface(request));
  }

  String mediaType(HttpServletRequest request) {
    return ProblemDocument.mediaType(surface(request));
  }

  byte[] document(ProblemException problem, HttpServletRequest request) {
    request.setAttribute(CODE_ATTRIBUTE, problem.type().code());
    return ProblemDocument.of(
        problem, surface(request), address.of(request), path(request), RequestId.of(request));
  }

  // By the decoded path below the application, as JAX-RS matches it.
  private static Surface surface(HttpServletRequest request) {
    String below = request.getPathInfo();
    return Surface.of(
        request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) == null && below != null
            ? below
            : path(request).substring(request.getContextPath().length()));
  }

  private static String path(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
        ? failed
        : request.getRequestURI();
  }
}
