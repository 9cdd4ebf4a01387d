package org.allogate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What would let text of strangers become more than text is nowhere in the console's files. */
class ConsoleFilesTest {
  private static final Path FOLDER = Path.of("src/main/webapp/console");
  private static final List<Pattern> DANGEROUS =
      Stream.of(
              "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|setHTML",
              "unsafeHTML|unsafe-html|unsafeSVG|unsafe-svg|unsafeStatic|static\\.js",
              "\\beval\\(|new Function|setTimeout\\(['\"`]",
              "\\sstyle=|setAttribute\\(['\"](style|on)",
              "\\son[a-z]+=['\"]",
              "createPolicy|trustedTypes",
              "(src|href)=\"?(https?:)?//")
          .map(Pattern::compile)
          .toList();

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().matches(".*\\.(js|html|css)")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void makesNothingOfTextButText(Path file) throws IOException {
    String text = Files.readString(file);
    for (Pattern dangerous : DANGEROUS) {
      assertThat(dangerous.matcher(text).results().map(it -> it.group()).toList())
          .as("%s in %s", dangerous, file)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void keepsNoKeyBeyondTheTab(Path file) throws IOException {
    assertThat(Files.readString(file).lines().filter(line -> line.contains("localStorage")))
        .as("only the colours are remembered: %s", file)
        .allMatch(line -> line.contains("allogate.theme"));
  }
}
