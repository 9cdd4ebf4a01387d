package org.allogate.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.allogate.problem.ProblemException;

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
    JsonBody.requireUtf8(mediaType);
    return object(body, "body");
  }

  /**
   * Reads one line of a body of many as one JSON object, as strictly as a whole body.
   *
   * @throws ProblemException {@code malformed_request} or {@code validation_error}
   */
  public static Members line(byte[] utf8) {
    try {
      return object(new ByteArrayInputStream(utf8), "line");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Members object(InputStream body, String what) throws IOException {
    if (JsonBody.read(body, what) instanceof ObjectNode object) {
      return new Members(object);
    }
    throw JsonBody.malformed("The " + what + " must be a JSON object.");
  }

  /**
   * Refuses a body that says it is written in anything else than UTF-8.
   *
   * @throws ProblemException {@code unsupported_media_type}
   */
  public static void requireUtf8(MediaType mediaType) {
    JsonBody.requireUtf8(mediaType);
  }
}
