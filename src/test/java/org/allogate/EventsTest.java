package org.allogate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.allogate.json.Json;
import org.allogate.outbox.EventData;
import org.allogate.outbox.EventExamples;
import org.allogate.outbox.EventType;
import org.allogate.outbox.Payload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventsTest {
  private static final ObjectMapper READER =
      Json.mapper()
          .copy()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .registerModule(new SimpleModule().addDeserializer(Instant.class, new InstantReader()));

  @ParameterizedTest
  @EnumSource(EventType.class)
  void examplesAreExactlyWhatIsWritten(EventType type) throws JsonProcessingException {
    EventData data = READER.treeToValue(EventExamples.data(type), Events.dataOf(type));
    assertThat(Json.mapper().writeValueAsString(data))
        .isEqualTo(EventExamples.data(type).toString());
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void dataBeginsWithItsVersion(EventType type) {
    assertThat(Events.dataOf(type).getRecordComponents()[0].getName()).isEqualTo("version");
    assertThat(EventExamples.data(type).fieldNames().next()).isEqualTo("version");
    assertThat(EventExamples.data(type).path("version").isInt()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void bodiesHaveWhatTheStandardNames(EventType type) throws IOException {
    UUID id = new UUID(1, 2);
    EventData data = READER.treeToValue(EventExamples.data(type), Events.dataOf(type));
    JsonNode body =
        Json.mapper().readTree(Payload.of(id, type, Instant.parse("2026-04-02T10:12:40Z"), data));
    assertThat(body.toString())
        .isEqualTo(
            "{\"id\":\"%s\",\"type\":\"%s\",\"timestamp\":\"2026-04-02T10:12:40Z\",\"data\":%s}"
                .formatted(id, type.wireName(), EventExamples.data(type)));
  }

  private static final class InstantReader extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return OffsetDateTime.parse(parser.getText()).toInstant();
    }
  }
}
