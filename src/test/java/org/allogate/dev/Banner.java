package org.allogate.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the reader of the terminal wants to know when everything runs. */
final class Banner {
  private final DevSettings settings;

  Banner(DevSettings settings) {
    this.settings = settings;
  }

  String text(Path logs) {
    String http = "http://" + settings.callableHost() + ":" + settings.httpPort();
    String https = "https://" + settings.callableHost() + ":" + settings.httpsPort();
    StringBuilder text = new StringBuilder("\nAllogate is ready.\n\n");
    line(text, "API", http + "/v1 and " + http + "/api/v2, TLS at " + https);
    line(text, "Console", http + "/console/");
    line(text, "OpenAPI", http + "/openapi and " + http + "/openapi/ui/");
    line(text, "Health", http + "/health");
    line(text, "Metrics", metrics(https));
    line(text, "Database", database());
    line(text, "Data", settings.data().toString());
    line(text, "Logs", logs.toString());
    demo(http).ifPresent(text::append);
    return text.append("\nStop with Ctrl-C.\n").toString();
  }

  private String metrics(String https) {
    return "%s/metrics, as metrics with metrics.password in %s"
        .formatted(https, settings.data().resolve("secrets.properties"));
  }

  /** Without the query, which may hold a password. */
  private String database() {
    return settings
        .databaseUrl()
        .map(url -> url.replaceFirst("\\?.*", ""))
        .orElse("embedded, port " + settings.databasePort());
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("  %-10s %s%n".formatted(name, value));
  }

  private Optional<String> demo(String http) {
    return keys()
        .map(
            keys ->
                "  %-10s %s, with the password in %s%n  %-10s %s%n%n  curl -H \"X-API-Key: %s\" %s/v1/store%n"
                    .formatted(
                        "Sign in",
                        keys.at("/console/email").asText(),
                        settings.demoKeys(),
                        "Demo keys",
                        settings.demoKeys(),
                        keys.path("organization").asText(),
                        http));
  }

  private Optional<JsonNode> keys() {
    try {
      return Files.exists(settings.demoKeys())
          ? Optional.of(new ObjectMapper().readTree(settings.demoKeys().toFile()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
