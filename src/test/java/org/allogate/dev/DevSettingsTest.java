package org.allogate.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DevSettingsTest {
  private static final Path TARGET = Path.of("target");

  @Test
  void hasItsDefaults() {
    DevSettings settings = read(Map.of(), Map.of());
    assertThat(settings.httpPort()).isEqualTo(9080);
    assertThat(settings.httpsPort()).isEqualTo(9443);
    assertThat(settings.databasePort()).isEqualTo(9306);
    assertThat(settings.host()).isEqualTo("localhost");
    assertThat(settings.data()).isEqualTo(TARGET.resolve("data").toAbsolutePath());
    assertThat(settings.databaseUrl()).isEmpty();
  }

  @Test
  void readsTheEnvironment() {
    assertThat(read(Map.of(), Map.of("ALLOGATE_HTTP_PORT", "9081")).httpPort()).isEqualTo(9081);
  }

  @Test
  void prefersThePropertyToTheEnvironment() {
    DevSettings settings =
        read(Map.of("allogate.http.port", "9082"), Map.of("ALLOGATE_HTTP_PORT", "9081"));
    assertThat(settings.httpPort()).isEqualTo(9082);
  }

  @Test
  void takesABlankDatabaseAddressForNone() {
    assertThat(read(Map.of(), Map.of("ALLOGATE_DB_URL", " ")).databaseUrl()).isEmpty();
  }

  @Test
  void handsOnOnlyItsOwnProperties() {
    assertThat(read(Map.of("allogate.demo", "false", "user.home", "x"), Map.of()).given())
        .containsExactly(Map.entry("allogate.demo", "false"));
  }

  @Test
  void namesTheSettingThatIsNoPort() {
    for (String wrong : new String[] {"0", "65536", "http", "-1", "123456"}) {
      assertThatThrownBy(() -> read(Map.of("allogate.https.port", wrong), Map.of()))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("allogate.https.port");
    }
  }

  @Test
  void isCalledByAName() {
    assertThat(read(Map.of("allogate.host", "*"), Map.of()).callableHost()).isEqualTo("localhost");
    assertThat(read(Map.of("allogate.host", "10.0.0.1"), Map.of()).callableHost())
        .isEqualTo("10.0.0.1");
  }

  private static DevSettings read(Map<String, String> properties, Map<String, String> environment) {
    Properties all = new Properties();
    all.putAll(properties);
    return DevSettings.read(TARGET, all, environment::get);
  }
}
