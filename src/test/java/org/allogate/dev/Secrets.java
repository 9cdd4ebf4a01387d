package org.allogate.dev;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The secrets of one development installation. They are made once and lie beside the data that
 * depends on them: a database knows its passwords, and keys that were issued are signed with the
 * signing secret.
 *
 * @param databasePassword of the user {@code allogate}
 * @param rootPassword of the database's root
 * @param signing the value of {@code allogate.secrets}: an id, a colon and 32 bytes in Base64
 * @param keystorePassword of the TLS certificate's store
 * @param metricsPassword of who reads {@code /metrics}
 */
public record Secrets(
    String databasePassword,
    String rootPassword,
    String signing,
    String keystorePassword,
    String metricsPassword) {
  private static final String METRICS = "metrics.password";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Reads the file, or makes it with new secrets (mode 600). */
  public static Secrets in(Path file) {
    if (!Files.exists(file)) {
      PrivateFile.write(file, fresh().text());
    }
    Secrets read = read(file);
    return read.metricsPassword.isEmpty() ? read.written(file) : read;
  }

  // Files from before there were metrics have none.
  private Secrets written(Path file) {
    Secrets whole =
        new Secrets(databasePassword, rootPassword, signing, keystorePassword, password());
    PrivateFile.write(file, whole.text());
    return whole;
  }

  private static Secrets fresh() {
    return new Secrets(
        password(),
        password(),
        "1:" + Base64.getEncoder().encodeToString(bytes(32)),
        password(),
        password());
  }

  private static Secrets read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new StartFailure("Cannot read " + file + ": " + e, e);
    }
    return new Secrets(
        value(properties, "db.password", file),
        value(properties, "db.root-password", file),
        value(properties, "allogate.secrets", file),
        value(properties, "keystore.password", file),
        properties.getProperty(METRICS, ""));
  }

  private static String value(Properties properties, String name, Path file) {
    String value = properties.getProperty(name);
    if (value == null) {
      throw new StartFailure(
          file + " has no " + name + ". Restore it, or delete its whole folder to begin anew.");
    }
    return value;
  }

  private String text() {
    Map<String, String> lines = new TreeMap<>();
    lines.put("db.password", databasePassword);
    lines.put("db.root-password", rootPassword);
    lines.put("allogate.secrets", signing);
    lines.put("keystore.password", keystorePassword);
    lines.put(METRICS, metricsPassword);
    return lines.entrySet().stream()
        .map(line -> line.getKey() + "=" + line.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /**
   * 32 characters of letters, digits, {@code -} and {@code _}: nothing that SQL or XML would have
   * to quote.
   */
  private static String password() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(24));
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** Says nothing: secrets never reach a log. */
  @Override
  public String toString() {
    return "Secrets[...]";
  }
}
