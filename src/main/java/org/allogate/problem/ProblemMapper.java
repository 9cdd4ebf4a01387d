package org.allogate.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Turns whatever a request throws into a problem document. */
@Provider
@ApplicationScoped
public class ProblemMapper implements ExceptionMapper<Throwable> {
  @Context HttpServletRequest request;
  @Inject Problems problems;

  @Override
  public Response toResponse(Throwable thrown) {
    ProblemException problem = Causes.problemOf(thrown, request);
    Response.ResponseBuilder answer =
        Response.status(problems.status(problem, request))
            .type(problems.mediaType(request))
            .entity(problems.document(problem, request));
    problem.headers().forEach(answer::header);
    return answer.build();
  }
}
