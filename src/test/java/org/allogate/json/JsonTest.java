package org.allogate.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.allogate.surface.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
  private record Thing(
      String zebra,
      @JsonProperty("apple_count") int appleCount,
      Instant mango,
      UUID id,
      Environment environment,
      List<String> names,
      Object nothing) {}

  private record Moment(@OffsetSeconds Instant at) {}

  @Test
  void keepsTheDeclaredOrderAndWritesNulls() throws IOException {
    Thing thing =
        new Thing(
            "Æ \" \u2028",
            3,
            Instant.parse("2026-04-01T00:00:00Z"),
            new UUID(0, 1),
            Environment.LIVE,
            List.of("b", "a"),
            null);
    assertThat(written(thing))
        .isEqualTo(
            "{\"zebra\":\"Æ \\\" \u2028\",\"apple_count\":3,\"mango\":\"2026-04-01T00:00:00Z\","
                + "\"id\":\"00000000-0000-0000-0000-000000000001\",\"environment\":\"live\","
                + "\"names\":[\"b\",\"a\"],\"nothing\":null}");
  }

  @Test
  void writesMissingMomentsAsNull() throws IOException {
    assertThat(written(new Moment(null))).isEqualTo("{\"at\":null}");
    assertThat(written(new Thing(null, 0, null, null, null, null, null)))
        .isEqualTo(
            "{\"zebra\":null,\"apple_count\":0,\"mango\":null,\"id\":null,"
                + "\"environment\":null,\"names\":null,\"nothing\":null}");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-04-01T00:00:00Z, 2026-04-01T00:00:00Z, 2026-04-01T00:00:00+00:00",
    "2026-04-02T10:12:34.999999999Z, 2026-04-02T10:12:34Z, 2026-04-02T10:12:34+00:00",
    "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59Z, 1969-12-31T23:59:59+00:00",
    "2026-12-31T23:59:59.000001Z, 2026-12-31T23:59:59Z, 2026-12-31T23:59:59+00:00",
  })
  void writesInstantsToTheSecond(Instant instant, String store, String vault) throws IOException {
    assertThat(written(instant)).isEqualTo('"' + store + '"');
    assertThat(written(new Moment(instant))).isEqualTo("{\"at\":\"" + vault + "\"}");
  }

  @Test
  void announcesTheLengthInBytes() throws IOException {
    MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(List.of("Æ"), headers, out);
    assertThat(headers.getFirst("Content-Length")).isEqualTo(out.size()).isEqualTo(6);
  }

  @Test
  void leavesBytesAndTextsToOthers() {
    JsonWriter writer = new JsonWriter();
    assertThat(writer.isWriteable(byte[].class, byte[].class, null, null)).isFalse();
    assertThat(writer.isWriteable(String.class, String.class, null, null)).isFalse();
    assertThat(writer.isWriteable(Thing.class, Thing.class, null, null)).isTrue();
  }

  private static String written(Object value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(value, new MultivaluedHashMap<>(), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void write(
      Object value, MultivaluedMap<String, Object> headers, ByteArrayOutputStream out)
      throws IOException {
    new JsonWriter()
        .writeTo(
            value,
            value.getClass(),
            value.getClass(),
            new Annotation[0],
            MediaType.APPLICATION_JSON_TYPE,
            headers,
            out);
  }
}
