package org.allogate.dev;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What the development server is told from outside: {@code -Dallogate.http.port=...}, or the
 * environment variable {@code ALLOGATE_HTTP_PORT} when there is no such property.
 *
 * @param target the build's folder
 * @param data where database, secrets and logs of the development server are kept
 * @param host the address that HTTP listens on
 * @param httpPort port of plain HTTP
 * @param httpsPort port of TLS
 * @param databasePort port of the embedded database
 * @param databaseUrl the external database, when there is one; nothing embedded starts then
 * @param given every property that begins with {@code allogate.}, handed on to the server
 */
public record DevSettings(
    Path target,
    Path data,
    String host,
    int httpPort,
    int httpsPort,
    int databasePort,
    Optional<String> databaseUrl,
    Map<String, String> given) {

  /** Takes a copy of the settings given. */
  public DevSettings {
    given = Map.copyOf(given);
  }

  /** Reads the settings; a port that is none is a {@link StartFailure}. */
  static DevSettings read(Path target, Properties properties, UnaryOperator<String> environment) {
    Map<String, String> given = given(properties);
    UnaryOperator<String> lookup =
        name -> given.getOrDefault(name, environment.apply(environmentName(name)));
    return new DevSettings(
        target.toAbsolutePath(),
        value(lookup, "allogate.data")
            .map(Path::of)
            .orElse(target.resolve("data"))
            .toAbsolutePath(),
        value(lookup, "allogate.host").orElse("localhost"),
        port(lookup, "allogate.http.port", 9080),
        port(lookup, "allogate.https.port", 9443),
        port(lookup, "allogate.db.port", 9306),
        value(lookup, "allogate.db.url"),
        given);
  }

  /** {@code allogate.http.port} is {@code ALLOGATE_HTTP_PORT}. */
  static String environmentName(String property) {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** The folder of Open Liberty itself. */
  Path liberty() {
    return target.resolve("liberty").resolve("wlp");
  }

  /** The folder of the development server in it. */
  Path server() {
    return liberty().resolve("usr").resolve("servers").resolve("allogate");
  }

  /** Where the demo data's credentials are written. */
  Path demoKeys() {
    return target.resolve("demo-keys.json");
  }

  /** A host name to call the server by: every address includes this machine's own. */
  String callableHost() {
    return host.equals("*") || host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
  }

  private static Map<String, String> given(Properties properties) {
    Map<String, String> given = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith("allogate.")) {
        given.put(name, properties.getProperty(name));
      }
    }
    return given;
  }

  private static Optional<String> value(UnaryOperator<String> lookup, String name) {
    return Optional.ofNullable(lookup.apply(name)).filter(value -> !value.isBlank());
  }

  private static int port(UnaryOperator<String> lookup, String name, int standard) {
    String text = value(lookup, name).orElse(Integer.toString(standard));
    if (!text.matches("[0-9]{1,5}") || !isPort(Integer.parseInt(text))) {
      throw new StartFailure(name + " must be a port, 1 to 65535: " + text);
    }
    return Integer.parseInt(text);
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= 65_535;
  }
}
