package org.allogate.input;

import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads a request body as one JSON array in UTF-8, as {@link BodyReader} reads an object. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class ListReader implements MessageBodyReader<MembersList> {
  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == MembersList.class;
  }

  @Override
  public MembersList readFrom(
      Class<MembersList> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    if (JsonBody.read(body, mediaType) instanceof ArrayNode array) {
      return new MembersList(array);
    }
    throw JsonBody.malformed("The body must be a JSON array.");
  }
}
