package org.allogate.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes instants as {@code 2026-04-01T00:00:00Z}, to the second. */
final class InstantWriter extends JsonSerializer<Instant> {
  @Override
  public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    out.writeString(value.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
