package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How the samples of one language are run and what they print is read. */
enum Sample {
  /** Prints the body as it came. */
  CURL("sh", List.of("sh", "-c", "command -v curl"), List.of("sh"), List.of()),
  /** Prints a dictionary as Python writes it. */
  PYTHON(
      "py",
      List.of("python3", "-c", "import requests"),
      List.of("python3", "-X", "utf8"),
      List.of(
          "python3",
          "-X",
          "utf8",
          "-c",
          "import ast, json, sys; print(json.dumps(ast.literal_eval(sys.stdin.read())))")),
  /**
   * Prints an object as the console shows it; to the last level, or there is nothing to compare.
   */
  NODE(
      "mjs",
      List.of("node", "-e", "process.exit(typeof fetch === 'function' ? 0 : 1)"),
      List.of(
          "node",
          "--import",
          "data:text/javascript,import{inspect}from'node:util';"
              + "Object.assign(inspect.defaultOptions,"
              + "{depth:null,maxArrayLength:null,maxStringLength:null})"),
      List.of(
          "node",
          "-e",
          "console.log(JSON.stringify(eval(`(${require('fs').readFileSync(0, 'utf8')})`)))")),
  /** Prints the body as it came. */
  PHP(
      "php",
      List.of("php", "-r", "exit(extension_loaded('curl') ? 0 : 1);"),
      List.of("php"),
      List.of());

  private static final long SECONDS = 60;
  private static final Path SAMPLES = Path.of("src/test/samples");
  private static final String ADDRESS = "https://api.example.com";
  private static final String KEY = "allo_live_8Kd2...zQ.Hk9...4w";

  private final String ending;
  private final List<String> probe;
  private final List<String> command;
  private final List<String> toJson;

  Sample(String ending, List<String> probe, List<String> command, List<String> toJson) {
    this.ending = ending;
    this.probe = probe;
    this.command = command;
    this.toJson = toJson;
  }

  /** Whether everything that the samples need is on PATH. */
  boolean runsHere() {
    try {
      Process process =
          new ProcessBuilder(probe)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return ended(process) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** What has to be installed for them. */
  String needs() {
    return String.join(" ", probe);
  }

  /** Runs a sample with only address and key changed, and reads what it prints. */
  JsonNode run(String name, String address, String key, Path folder) throws IOException {
    String file = name + "." + ending;
    String text = Files.readString(SAMPLES.resolve(file));
    assertThat(text).contains(ADDRESS, KEY);
    Path changed = folder.resolve(file);
    Files.writeString(changed, text.replace(ADDRESS, address).replace(KEY, key));
    Path printed = printed(with(command, changed.toString()), null, folder);
    return ApiClient.json(
        Files.readString(toJson.isEmpty() ? printed : printed(toJson, printed, folder)));
  }

  private static List<String> with(List<String> command, String argument) {
    List<String> all = new ArrayList<>(command);
    all.add(argument);
    return all;
  }

  private static Path printed(List<String> command, Path input, Path folder) throws IOException {
    Path output = Files.createTempFile(folder, "printed", ".txt");
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
    if (input != null) {
      builder.redirectInput(input.toFile());
    }
    Process process = builder.start();
    assertThat(ended(process)).as("%s ended", command).isTrue();
    assertThat(process.exitValue())
        .as("%s: %s%s", command, Files.readString(output), Files.readString(errors))
        .isZero();
    return output;
  }

  private static boolean ended(Process process) {
    try {
      if (process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        return true;
      }
      process.destroyForcibly();
      return false;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Those that run here, in the order of the quickstart. */
  static List<Sample> present() {
    return Arrays.stream(values()).filter(Sample::runsHere).toList();
  }
}
