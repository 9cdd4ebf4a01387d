package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The server serves the very document that is checked in, and pages to read it with. */
class OpenApiIT extends ServerIT {
  @Nested
  class Status200 {
    @Test
    void servesTheCheckedInDocument() throws IOException {
      JsonNode live = new YAMLMapper().readTree(get("/openapi").body());
      JsonNode file =
          new YAMLMapper().readTree(Files.readString(Path.of("openapi", "openapi.yaml")));
      assertThat(live).isEqualTo(file);
    }

    @Test
    void servesItAsJsonToo() {
      var answer = get("/openapi", "Accept", "application/json");
      assertThat(answer.headers().firstValue("content-type").orElse(""))
          .startsWith("application/json");
      assertThat(answer.body()).contains("\"/v1/products/{id}\"").contains("\"/api/v2/me\"");
    }

    @Test
    void servesAPageToReadIt() {
      assertThat(get("/openapi/ui/").body()).containsIgnoringCase("<html");
    }
  }
}
