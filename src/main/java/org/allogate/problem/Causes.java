package org.allogate.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.allogate.surface.RequestId;
import org.allogate.trace.Trace;

/** Finds out what a throwable means to a client; what only means our failure is logged here. */
final class Causes {
  private static final Logger LOG = Logger.getLogger(Causes.class.getName());
  private static final int MAX_DEPTH = 12;
  private static final String CONNECTION_FAILURE = "08";

  // Broke off at commit; reads only, as a primary does that another took over from.
  private static final Set<Integer> AWAY = Set.of(1180, 1290, 1836);

  // What the JAX-RS implementation throws at a quality value that is no number; not an API class.
  private static final String UNREADABLE_HEADER = "org.jboss.resteasy.spi.LoggableFailure";

  // Where it forgets to, while it weighs resource methods by the Accept header.
  private static final String MATCHING = "org.jboss.resteasy.core.registry.";

  private Causes() {}

  static ProblemException problemOf(Throwable thrown, HttpServletRequest request) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++, cause = cause.getCause()) {
      if (cause instanceof ProblemException problem) {
        return problem;
      }
      if (cause instanceof URISyntaxException && !isUri(request)
          || cause.getClass().getName().equals(UNREADABLE_HEADER)
          || cause instanceof NumberFormatException && isThrownByMatching(cause)) {
        return Statuses.problemOf(400);
      }
      if (cause instanceof WebApplicationException refusal && refusal.getResponse() != null) {
        return ofStatus(refusal, request);
      }
      if (databaseAway(cause)) {
        return away(thrown, request);
      }
    }
    return failure(thrown, request);
  }

  // A host or a query of any characters comes through until something needs the whole address.
  private static boolean isUri(HttpServletRequest request) {
    String query = request.getQueryString();
    try {
      new URI(request.getRequestURL() + (query == null ? "" : "?" + query));
      return true;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isThrownByMatching(Throwable thrown) {
    return Stream.of(thrown.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith(MATCHING));
  }

  private static ProblemException ofStatus(
      WebApplicationException refusal, HttpServletRequest request) {
    int status = refusal.getResponse().getStatus();
    ProblemException problem = Statuses.problemOf(status);
    if (problem.type() == ProblemType.INTERNAL_ERROR) {
      return failure(refusal, request);
    }
    if (refusal instanceof NotAllowedException) {
      problem.header(HttpHeaders.ALLOW, refusal.getResponse().getHeaderString(HttpHeaders.ALLOW));
    }
    return problem;
  }

  private static boolean databaseAway(Throwable cause) {
    return cause instanceof SQLNonTransientConnectionException
        || cause instanceof SQLTransientException
        || cause instanceof SQLRecoverableException
        || cause instanceof SQLException sql && saysAway(sql)
        || cause.getClass().getSimpleName().contains("ConnectionWaitTimeout");
  }

  private static boolean saysAway(SQLException sql) {
    String state = sql.getSQLState();
    return state != null && state.startsWith(CONNECTION_FAILURE)
        || AWAY.contains(sql.getErrorCode());
  }

  private static ProblemException away(Throwable thrown, HttpServletRequest request) {
    LOG.log(Level.WARNING, thrown, () -> "Database away, " + name(request));
    return new ProblemException(
            ProblemType.SERVICE_UNAVAILABLE, "The database does not answer at the moment.")
        .header(HttpHeaders.RETRY_AFTER, "5");
  }

  private static String name(HttpServletRequest request) {
    return "request %s of trace %s".formatted(RequestId.of(request), Trace.of(request).traceId());
  }

  private static ProblemException failure(Throwable thrown, HttpServletRequest request) {
    LOG.log(Level.SEVERE, thrown, () -> "Failed: " + name(request));
    return new ProblemException(ProblemType.INTERNAL_ERROR, "The request could not be completed.");
  }
}
