package org.allogate.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.UUID;
import org.allogate.json.Json;

/** The body of a webhook: {@code {id, type, timestamp, data}} (Standard Webhooks 1.0). */
public final class Payload {
  /** The most a body may be, in bytes of UTF-8. */
  public static final int MAX_BYTES = 20_000;

  /** The most its data may be. */
  public static final int MAX_DATA_BYTES = MAX_BYTES - 200;

  private Payload() {}

  /** The body of an event. */
  public static byte[] of(UUID id, EventType type, Instant timestamp, EventData data) {
    byte[] whole = json(id, type, timestamp, data);
    if (whole.length <= MAX_BYTES) {
      return whole;
    }
    byte[] shortened = json(id, type, timestamp, data.shortened());
    if (shortened.length > MAX_BYTES) {
      throw new IllegalStateException(type.wireName() + " is too long, even when shortened");
    }
    return shortened;
  }

  static byte[] json(UUID id, EventType type, Instant timestamp, Object data) {
    try {
      return Json.mapper().writeValueAsBytes(new Envelope(id, type, timestamp, data));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Envelope(UUID id, EventType type, Instant timestamp, Object data) {}
}
