package org.allogate.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.allogate.json.Json;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.problem.Violation;

/** A request body as one JSON text in UTF-8, without duplicate members, or as one a line. */
public final class JsonBody {
  private JsonBody() {}

  /**
   * The JSON of a body; a missing node when it is empty.
   *
   * @throws ProblemException when it is not JSON in UTF-8, or a member stands twice
   */
  static JsonNode read(InputStream body, MediaType mediaType) throws IOException {
    requireUtf8(mediaType);
    return read(body, "body");
  }

  /**
   * One line of a body of many as a JSON object, read as strictly as a whole body.
   *
   * @throws ProblemException {@code malformed_request} or {@code validation_error}
   */
  public static Members line(byte[] utf8) {
    try {
      if (read(new ByteArrayInputStream(utf8), "line") instanceof ObjectNode object) {
        return new Members(object);
      }
      throw malformed("The line must be a JSON object.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(InputStream body, String what) throws IOException {
    try (Reader reader = strict(body)) {
      return Json.mapper().readTree(reader);
    } catch (CharacterCodingException e) {
      throw malformed("The " + what + " is not UTF-8.");
    } catch (JsonProcessingException e) {
      throw ofJson(e, what);
    } catch (NumberFormatException e) {
      // What Jackson lets through of an exponent beyond the range of int.
      throw malformed("A number of the " + what + " is out of range.");
    }
  }

  /**
   * Refuses a body that says it is written in anything else.
   *
   * @throws ProblemException {@code unsupported_media_type}
   */
  public static void requireUtf8(MediaType mediaType) {
    String charset = mediaType.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
    if (!charset.equalsIgnoreCase("utf-8")) {
      throw new ProblemException(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body's charset must be utf-8.");
    }
  }

  private static Reader strict(InputStream body) {
    return new InputStreamReader(
        body,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static ProblemException ofJson(JsonProcessingException e, String what) {
    if (e.getOriginalMessage().startsWith("Duplicate field")
        && e.getProcessor() instanceof JsonParser parser) {
      String pointer = parser.getParsingContext().pathAsPointer().toString();
      return ProblemException.violations(List.of(new Violation(pointer, "stands twice")));
    }
    var at = e.getLocation();
    return malformed(
        at == null
            ? "The %s is not well-formed JSON.".formatted(what)
            : "The %s is not well-formed JSON: see line %d, column %d."
                .formatted(what, at.getLineNr(), at.getColumnNr()));
  }

  static ProblemException malformed(String detail) {
    return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
  }
}
