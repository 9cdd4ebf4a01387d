package org.allogate.access;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.allogate.problem.Problems;
import org.allogate.surface.RequestId;
import org.allogate.trace.Trace;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * One line of JSON a request. It names the capability and the key's id, never the address the
 * client wrote: a key pasted into a path or a query string must not end up in a file. Lines reach
 * the file within a second; a killed server loses those of its last one.
 */
@ApplicationScoped
public class AccessLog {
  private static final int FILE_BYTES = 50_000_000;
  private static final int FILES = 10;
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  @Inject ClientAddress addresses;
  @Inject Clock clock;

  private final Optional<Path> pattern;
  private final LazyFile file;

  /** For the container's proxy. */
  protected AccessLog() {
    pattern = Optional.empty();
    file = null;
  }

  @Inject
  AccessLog(
      @ConfigProperty(name = "allogate.access-log", defaultValue = "logs/access.%g.log")
          String setting) {
    pattern =
        Optional.of(setting)
            .filter(it -> !it.equals("off"))
            .map(Path::of)
            .map(Path::toAbsolutePath);
    file = pattern.map(AccessLog::open).orElse(null);
  }

  /** The pattern of its files, {@code %g} being their number; empty when it is off. */
  public Optional<Path> pattern() {
    return pattern;
  }

  private static LazyFile open(Path pattern) {
    try {
      Files.createDirectories(pattern.getParent());
      LazyFile file = new LazyFile(pattern.toString());
      file.setEncoding("UTF-8");
      file.setFormatter(new Bare());
      return file;
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot write the access log "
              + pattern
              + ": set allogate.access-log to a place that can be written, or to off",
          e);
    }
  }

  @PreDestroy
  void close() {
    if (file != null) {
      file.close();
    }
  }

  /** Public, or the container's proxy would call it by reflection, once a request. */
  public void write(
      HttpServletRequest servletRequest,
      ContainerRequestContext request,
      ContainerResponseContext response,
      Access access) {
    if (file != null) {
      file.publish(new LogRecord(Level.INFO, line(servletRequest, request, response, access)));
    }
  }

  private String line(
      HttpServletRequest servletRequest,
      ContainerRequestContext request,
      ContainerResponseContext response,
      Access access) {
    StringBuilder line = new StringBuilder(256).append('{');
    text(line, "time", clock.instant().toString());
    text(line, "requestId", RequestId.of(servletRequest));
    text(line, "trace", Trace.of(servletRequest).traceId());
    text(line, "address", addresses.of(servletRequest));
    text(line, "method", method(request.getMethod()));
    number(line, "status", response.getStatus());
    if (servletRequest.getAttribute(Problems.CODE_ATTRIBUTE) instanceof String code) {
      text(line, "code", code);
    }
    if (access != null) {
      text(line, "capability", access.capability().name());
      text(line, access.kind(), access.id().toString());
    }
    number(line, "micros", TimeUnit.NANOSECONDS.toMicros(RequestStart.nanosSince(request)));
    return line.append('}').toString();
  }

  private static void text(StringBuilder line, String name, String value) {
    name(line, name).append('"');
    JsonStringEncoder.getInstance().quoteAsString(value, line);
    line.append('"');
  }

  private static void number(StringBuilder line, String name, long value) {
    name(line, name).append(value);
  }

  private static StringBuilder name(StringBuilder line, String name) {
    return line.append(line.length() == 1 ? "\"" : ",\"").append(name).append("\":");
  }

  private static String method(String sent) {
    return METHODS.contains(sent) ? sent : "other";
  }

  /** Writes out what was collected since the last time. */
  void flush() {
    if (file != null) {
      file.writeOut();
    }
  }

  /** A file that does not go to the disk for every line; its owner says when. */
  private static final class LazyFile extends FileHandler {
    LazyFile(String pattern) throws IOException {
      super(pattern, FILE_BYTES, FILES, true);
    }

    // Called for every line; a system call each was most of what the log cost.
    @Override
    public synchronized void flush() {}

    synchronized void writeOut() {
      super.flush();
    }
  }

  private static final class Bare extends Formatter {
    @Override
    public String format(LogRecord line) {
      return line.getMessage() + System.lineSeparator();
    }
  }
}
