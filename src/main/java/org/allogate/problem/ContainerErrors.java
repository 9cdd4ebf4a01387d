package org.allogate.problem;

import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.allogate.surface.RequestId;
import org.allogate.surface.SecurityHeaders;

/** The error page of the container: what fails before JAX-RS sees it is a problem document too. */
@WebServlet(ContainerErrors.PATH)
public class ContainerErrors extends HttpServlet {
  static final String PATH = "/-/container-error";
  private static final long serialVersionUID = 1;

  @Inject transient Problems problems;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    ProblemException problem = Statuses.problemOf(status instanceof Integer code ? code : 404);
    byte[] document = problems.document(problem, request);
    response.setStatus(problems.status(problem, request));
    response.setHeader(RequestId.HEADER, RequestId.of(request));
    SecurityHeaders.of(request).forEach(response::setHeader);
    problem.headers().forEach(response::setHeader);
    response.setContentType(problems.mediaType(request));
    response.setContentLength(document.length);
    response.getOutputStream().write(document);
  }
}
