package org.allogate.apikeys;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import org.allogate.input.BodyReader;
import org.allogate.input.Members;

/** Bodies as a client sends them, written with single quotes. */
final class Bodies {
  private Bodies() {}

  static Members of(String members) {
    try {
      return new BodyReader()
          .readFrom(
              Members.class,
              Members.class,
              new Annotation[0],
              MediaType.APPLICATION_JSON_TYPE,
              new MultivaluedHashMap<>(),
              new ByteArrayInputStream(
                  ("{" + members.replace('\'', '"') + "}").getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
