package org.allogate.dev;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Chromium of this machine, one for all tests. */
public final class Chromium {
  /** Whether it fails the tests that there is none. */
  public static final boolean REQUIRED = Boolean.getBoolean("allogate.browser.required");

  /** What to do where there is none. */
  public static final String MISSING =
      "The console's tests did NOT run: no chromium, chromium-browser or google-chrome is on PATH,"
          + " and -Dallogate.browser names none. Install Chromium and run them again.";

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  // In a closed network it would look for its maker's servers again and again.
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static Playwright playwright;
  private static Browser browser;

  private Chromium() {}

  /** Tells who builds without one what was left out; the reports of the tests are long. */
  public static void main(String[] arguments) {
    if (path().isEmpty()) {
      System.out.println("\n" + MISSING + "\n");
    }
  }

  /** Where it is; empty where this machine has none. */
  public static Optional<Path> path() {
    String named = System.getProperty("allogate.browser", "");
    Stream<Path> candidates =
        named.isEmpty()
            ? NAMES.stream().flatMap(name -> folders().map(folder -> folder.resolve(name)))
            : Stream.of(Path.of(named));
    return candidates.filter(Files::isExecutable).findFirst();
  }

  private static Stream<Path> folders() {
    return Arrays.stream(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of);
  }

  /** It, running. Tests use it from one thread. */
  public static synchronized Browser running() {
    if (browser == null) {
      playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(path().orElseThrow())
                      .setArgs(ARGUMENTS));
    }
    return browser;
  }

  /** Ends it, if it runs: its driver keeps the JVM from ending. */
  public static synchronized void close() {
    if (playwright != null) {
      playwright.close();
      playwright = null;
      browser = null;
    }
  }
}
