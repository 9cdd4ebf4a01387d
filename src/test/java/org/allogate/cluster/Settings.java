package org.allogate.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of the README's table, as variables of the environment. */
final class Settings {
  private static final Pattern NAME = Pattern.compile("`(allogate)?(\\.[a-z0-9.-]+)`");

  private Settings() {}

  static Set<String> asVariables() {
    Set<String> names = new TreeSet<>();
    for (String line : readme().lines().toList()) {
      if (line.startsWith("| `allogate.")) {
        addTo(names, line.substring(1, line.indexOf('|', 1)));
      }
    }
    return names;
  }

  /** {@code `allogate.db.url`, `.user`} are two names: the second one begins as the first does. */
  private static void addTo(Set<String> names, String cell) {
    String beginning = "";
    for (Matcher name = NAME.matcher(cell); name.find(); ) {
      boolean whole = name.group(1) != null;
      String full = whole ? "allogate" + name.group(2) : beginning + name.group(2);
      if (whole) {
        beginning = full.substring(0, full.lastIndexOf('.'));
      }
      names.add(full.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"));
    }
  }

  private static String readme() {
    try {
      return Files.readString(Path.of("README.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
