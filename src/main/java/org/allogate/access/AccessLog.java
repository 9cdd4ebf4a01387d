package org.allogate.access;

import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.io.IOException;
import java.io.StringWriter;
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
import org.allogate.json.Json;
import org.allogate.problem.Problems;
import org.allogate.surface.RequestId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * One line of JSON a request. It names the capability and the key's id, never the address the
 * client wrote: a key pasted into a path or a query string must not end up in a file.
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
  private final FileHandler file;

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

  private static FileHandler open(Path pattern) {
    try {
      Files.createDirectories(pattern.getParent());
      FileHandler file = new FileHandler(pattern.toString(), FILE_BYTES, FILES, true);
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

  void write(
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
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = Json.mapper().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("time", clock.instant().toString());
      json.writeStringField("requestId", RequestId.of(servletRequest));
      json.writeStringField("address", addresses.of(servletRequest));
      json.writeStringField("method", method(request.getMethod()));
      json.writeNumberField("status", response.getStatus());
      if (servletRequest.getAttribute(Problems.CODE_ATTRIBUTE) instanceof String code) {
        json.writeStringField("code", code);
      }
      if (access != null) {
        json.writeStringField("capability", access.capability().name());
        json.writeStringField("key", access.key().id().toString());
      }
      if (request.getProperty(RequestStart.BEGAN) instanceof Long began) {
        json.writeNumberField("micros", TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  private static String method(String sent) {
    return METHODS.contains(sent) ? sent : "other";
  }

  private static final class Bare extends Formatter {
    @Override
    public String format(LogRecord line) {
      return line.getMessage() + System.lineSeparator();
    }
  }
}
