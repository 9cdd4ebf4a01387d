package org.allogate.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What looks like a key, a session, a link, a password or its hash in the server's files, whichever
 * test it came from.
 */
final class LoggedSecrets {
  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile("allo_(live|test)_[\\w-]{46}\\.[\\w-]{43}"),
          Pattern.compile("[\\w-]{44}\\.[\\w-]{43}"),
          Pattern.compile("PBKDF2WithHmacSHA512:\\d+:[\\w+/=]+:"),
          Pattern.compile("eyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}"),
          Pattern.compile(Pattern.quote(TestPasswords.PASSWORD)));

  // Printed for whoever starts a server with nobody in it.
  private static final String FIRST_OWNER = "#/invitation?token=";

  private LoggedSecrets() {}

  /** The lines with a secret, each with its file and without the secret. */
  static List<String> in(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).flatMap(LoggedSecrets::found).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> found(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1)
          .lines()
          .filter(line -> !line.contains(FIRST_OWNER))
          .filter(line -> FORMS.stream().anyMatch(form -> form.matcher(line).find()))
          .map(line -> file.getFileName() + ": " + masked(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String masked(String line) {
    String masked = line;
    for (Pattern form : FORMS) {
      masked = form.matcher(masked).replaceAll("***");
    }
    return masked;
  }
}
