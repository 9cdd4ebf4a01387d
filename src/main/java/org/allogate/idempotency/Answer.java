package org.allogate.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.allogate.json.Json;
import org.allogate.json.Rendered;

/**
 * What a request was answered with.
 *
 * @param location the {@code Location}, empty for none
 * @param body JSON in UTF-8, empty for none; at most 1 MiB
 */
record Answer(int status, String location, byte[] body) {
  private static final int MAX_BYTES = 1 << 20;
  private static final int NO_CONTENT = 204;
  private static final int OK = 200;
  private static final String REPLAYED = "Idempotent-Replayed";

  /** The answer that what a resource method returned becomes. */
  static Answer of(Object returned) {
    if (returned instanceof Response response) {
      URI location = response.getLocation();
      return new Answer(
          response.getStatus(),
          location == null ? "" : location.toString(),
          rendered(response.getEntity()));
    }
    return new Answer(returned == null ? NO_CONTENT : OK, "", rendered(returned));
  }

  private static byte[] rendered(Object entity) {
    try {
      byte[] body = entity == null ? new byte[0] : Json.mapper().writeValueAsBytes(entity);
      if (body.length > MAX_BYTES) {
        throw new IllegalStateException("An answer of " + body.length + " bytes cannot be kept");
      }
      return body;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] bytes() {
    byte[] where = location.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 * Short.BYTES + where.length + body.length)
        .putShort((short) status)
        .putShort((short) where.length)
        .put(where)
        .put(body)
        .array();
  }

  static Answer of(byte[] bytes) {
    ByteBuffer parts = ByteBuffer.wrap(bytes);
    int status = parts.getShort();
    byte[] where = new byte[Short.toUnsignedInt(parts.getShort())];
    parts.get(where);
    byte[] body = new byte[parts.remaining()];
    parts.get(body);
    return new Answer(status, new String(where, StandardCharsets.UTF_8), body);
  }

  /** The same answer once more. */
  Response replayed() {
    Response.ResponseBuilder response = Response.status(status).header(REPLAYED, true);
    if (!location.isEmpty()) {
      response.location(URI.create(location));
    }
    return body.length == 0
        ? response.build()
        : response.entity(new Rendered(body)).type(MediaType.APPLICATION_JSON_TYPE).build();
  }
}
