package org.allogate.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.allogate.json.Json;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.problem.Violation;

/** Reads a request body as one JSON object in UTF-8, without duplicate members. */
@Provider
@Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
public class BodyReader implements MessageBodyReader<Members> {
  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == Members.class;
  }

  @Override
  public Members readFrom(
      Class<Members> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    requireUtf8(mediaType);
    try (Reader reader = strict(body)) {
      JsonNode tree = Json.mapper().readTree(reader);
      if (tree instanceof ObjectNode object) {
        return new Members(object);
      }
      throw malformed("The body must be a JSON object.");
    } catch (CharacterCodingException e) {
      throw malformed("The body is not UTF-8.");
    } catch (JsonProcessingException e) {
      throw ofJson(e);
    } catch (NumberFormatException e) {
      // What Jackson lets through of an exponent beyond the range of int.
      throw malformed("A number of the body is out of range.");
    }
  }

  private static void requireUtf8(MediaType mediaType) {
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

  private static ProblemException ofJson(JsonProcessingException e) {
    if (e.getOriginalMessage().startsWith("Duplicate field")
        && e.getProcessor() instanceof JsonParser parser) {
      String pointer = parser.getParsingContext().pathAsPointer().toString();
      return ProblemException.violations(List.of(new Violation(pointer, "stands twice")));
    }
    var at = e.getLocation();
    return malformed(
        at == null
            ? "The body is not well-formed JSON."
            : "The body is not well-formed JSON: see line %d, column %d."
                .formatted(at.getLineNr(), at.getColumnNr()));
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
  }
}
