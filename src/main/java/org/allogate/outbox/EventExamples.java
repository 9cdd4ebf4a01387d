package org.allogate.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import org.allogate.json.Json;

/** An example of what each type of event tells: for the contract document, and to try out with. */
public final class EventExamples {
  private static final JsonNode ALL = read();

  private EventExamples() {}

  /** The data of an event of a type, in its present version. */
  public static JsonNode data(EventType type) {
    return ALL.required(type.wireName()).deepCopy();
  }

  /** The body of a webhook that tells the example of a type. */
  public static byte[] payload(UUID id, EventType type, Instant timestamp) {
    return Payload.json(id, type, timestamp, data(type));
  }

  private static JsonNode read() {
    try (InputStream resource = EventExamples.class.getResourceAsStream("examples.json")) {
      return Json.mapper().readTree(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
