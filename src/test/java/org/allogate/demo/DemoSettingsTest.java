package org.allogate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.allogate.SetSettings;
import org.junit.jupiter.api.Test;

class DemoSettingsTest {
  @Test
  void hasTheseDefaults() {
    assertThat(DemoSettings.from(new SetSettings(Map.of())))
        .isEqualTo(new DemoSettings(false, Path.of("demo-keys.json"), "http://localhost:9080"));
  }

  @Test
  void readsEverySetting() {
    Map<String, String> set =
        Map.of(
            "allogate.demo", "true",
            "allogate.demo-keys-file", "/data/keys.json",
            "allogate.http.port", "8080");
    assertThat(DemoSettings.from(new SetSettings(set)))
        .isEqualTo(new DemoSettings(true, Path.of("/data/keys.json"), "http://localhost:8080"));
  }

  @Test
  void prefersTheBaseUrlToThePort() {
    Map<String, String> set =
        Map.of("allogate.base-url", "https://api.example", "allogate.http.port", "8080");
    assertThat(DemoSettings.from(new SetSettings(set)).base()).isEqualTo("https://api.example");
  }
}
