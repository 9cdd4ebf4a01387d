package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The server that everything else is tested on runs, and is closed. */
class SmokeIT extends ServerIT {
  @Nested
  class Status200 {
    @Test
    void isReadyWithItsDatabase() {
      assertThat(get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(get("/health/ready").body()).contains("\"status\":\"UP\"");
    }

    @Test
    void letsTestsLookIntoTheDatabase() throws SQLException {
      try (var connection = database();
          var statement = connection.createStatement()) {
        assertThat(statement.execute("flush status")).isFalse();
      }
    }
  }

  @Nested
  class Status401 {
    @Test
    void refusesACallerWithoutKey() {
      assertThat(get("/v1/store").statusCode()).isEqualTo(401);
    }
  }

  @Nested
  class Headers {
    @Test
    void doNotNameTheServer() {
      assertThat(get("/health").headers().map())
          .doesNotContainKeys("server", "x-powered-by", "$wsep", "content-language");
    }
  }
}
