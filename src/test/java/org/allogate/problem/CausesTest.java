package org.allogate.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.allogate.HandMadeRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CausesTest {
  private static final Logger LOG = Logger.getLogger(Causes.class.getName());

  private final Recorder log = new Recorder();

  @BeforeEach
  void listen() {
    LOG.setUseParentHandlers(false);
    LOG.addHandler(log);
  }

  @AfterEach
  void stopListening() {
    LOG.removeHandler(log);
    LOG.setUseParentHandlers(true);
  }

  @Test
  void findsAProblemBehindOtherThrowables() {
    ProblemException problem = ProblemException.notFound("thing");
    assertThat(of(problem)).isSameAs(problem);
    assertThat(of(new IllegalStateException(new IOException(problem)))).isSameAs(problem);
    assertThat(log.lines).isEmpty();
  }

  @Test
  void blamesTheRequestForANumberThatMatchingCannotRead() {
    NumberFormatException thrown = new NumberFormatException("secret");
    assertThat(of(thrown).type()).isEqualTo(ProblemType.INTERNAL_ERROR);
    thrown.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("java.lang.Float", "parseFloat", null, 1),
          new StackTraceElement("org.jboss.resteasy.core.registry.SegmentNode", "match", null, 1)
        });
    assertThat(of(thrown).type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
  }

  @Test
  void meansTheDatabaseIsAwayWhenAConnectionFails() {
    for (Exception away :
        List.of(
            new SQLNonTransientConnectionException("secret"),
            new SQLTransientConnectionException("secret"),
            new SQLTimeoutException("secret"),
            new SQLRecoverableException("secret"),
            new SQLException("secret", "08S01"),
            new ConnectionWaitTimeoutException())) {
      ProblemException problem = of(new IllegalStateException(new RuntimeException(away)));
      assertThat(problem.type()).as("%s", away).isEqualTo(ProblemType.SERVICE_UNAVAILABLE);
      assertThat(problem.headers()).isEqualTo(Map.of("Retry-After", "5"));
      assertThat(problem.getMessage()).doesNotContain("secret");
    }
    assertThat(log.lines)
        .hasSize(6)
        .allMatch(line -> line.getLevel() == Level.WARNING && line.getThrown() != null);
  }

  @Test
  void tellsNothingOfOurFailuresButLogsTheirStack() {
    for (Throwable failure :
        List.of(
            new IllegalStateException("secret"),
            new SQLException("secret"),
            new SQLException("secret", "42000"),
            new SQLIntegrityConstraintViolationException("secret", "23000"),
            new JsonParseException(null, "secret"),
            new StackOverflowError("secret"),
            new WebApplicationException("secret", new BareResponse(500)),
            new WebApplicationException("secret", new BareResponse(501)))) {
      ProblemException problem = of(failure);
      assertThat(problem.type()).as("%s", failure).isEqualTo(ProblemType.INTERNAL_ERROR);
      assertThat(problem).hasMessage("The request could not be completed.");
    }
    assertThat(log.lines)
        .hasSize(8)
        .allMatch(line -> line.getLevel() == Level.SEVERE && line.getThrown() != null)
        .allMatch(line -> line.getMessage().matches("Failed: request id-1 of trace [0-9a-f]{32}"));
  }

  @ParameterizedTest
  @CsvSource({
    "404, NOT_FOUND",
    "406, NOT_ACCEPTABLE",
    "413, PAYLOAD_TOO_LARGE",
    "414, URI_TOO_LONG",
    "415, UNSUPPORTED_MEDIA_TYPE",
    "431, HEADERS_TOO_LARGE",
    "400, MALFORMED_REQUEST",
    "417, MALFORMED_REQUEST",
    "503, SERVICE_UNAVAILABLE",
  })
  void readsTheStatusesOfJaxRs(int status, ProblemType type) {
    ProblemException problem =
        of(new IllegalStateException(new WebApplicationException(new BareResponse(status))));
    assertThat(problem.type()).isEqualTo(type);
    assertThat(problem.headers().containsKey("Retry-After")).isEqualTo(status == 503);
    assertThat(log.lines).isEmpty();
  }

  @Test
  void keepsTheMethodsThatAreAllowed() {
    ProblemException problem =
        of(new NotAllowedException(new BareResponse(405).with("Allow", "GET, HEAD")));
    assertThat(problem.type()).isEqualTo(ProblemType.METHOD_NOT_ALLOWED);
    assertThat(problem.headers()).isEqualTo(Map.of("Allow", "GET, HEAD"));
  }

  @Test
  void endsWithCausesThatGoInCircles() {
    Exception one = new Exception();
    Exception other = new Exception(one);
    one.initCause(other);
    assertThat(of(one).type()).isEqualTo(ProblemType.INTERNAL_ERROR);
  }

  private static ProblemException of(Throwable thrown) {
    return Causes.problemOf(thrown, new HandMadeRequest().header("X-Request-Id", "id-1").build());
  }

  /** Named as the one of Liberty's connection pool, which is not to be seen from here. */
  private static final class ConnectionWaitTimeoutException extends Exception {
    private static final long serialVersionUID = 1;
  }

  private static final class Recorder extends Handler {
    private final List<LogRecord> lines = new ArrayList<>();

    @Override
    public void publish(LogRecord line) {
      lines.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
