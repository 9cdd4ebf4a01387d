package org.allogate.dev;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * The processes that run on one data folder, kept in a file there. A run that was killed leaves its
 * children behind; the next one finds them here. Process ids are used again by the system, so a
 * process counts as ours only when it was started in the recorded second, too. Its program says
 * nothing: Liberty's script becomes a Java.
 */
public final class Leftovers {
  /** The system's start times may be off by its clock's corrections. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  private static final int STOP_SECONDS = 30;

  private final Path file;

  /** Those recorded in the file, which need not exist. */
  public Leftovers(Path file) {
    this.file = file;
  }

  /** Records a process under a name, in the place of the one recorded before. */
  public synchronized void record(String name, ProcessHandle process) {
    Properties recorded = read();
    recorded.setProperty(name, signature(process));
    StringBuilder text = new StringBuilder();
    for (String key : recorded.stringPropertyNames()) {
      text.append(key).append('=').append(recorded.getProperty(key)).append('\n');
    }
    PrivateFile.write(file, text.toString());
  }

  /** The recorded process of that name, when it still runs. */
  public Optional<ProcessHandle> running(String name) {
    String[] parts = read().getProperty(name, "").split(" ");
    if (parts.length != 2) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(parts[0]))
        .filter(ProcessHandle::isAlive)
        .filter(process -> near(started(process), Instant.parse(parts[1])));
  }

  /** Stops the recorded process of that name, by its id, when it still runs. */
  public void stop(String name) {
    running(name).ifPresent(Leftovers::stop);
  }

  private static void stop(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      process.destroyForcibly();
    }
  }

  private Properties read() {
    Properties recorded = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        recorded.load(reader);
      } catch (IOException e) {
        throw new StartFailure("Cannot read " + file + ": " + e, e);
      }
    }
    return recorded;
  }

  private static String signature(ProcessHandle process) {
    return process.pid() + " " + started(process);
  }

  private static Instant started(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  private static boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(CLOCK_TOLERANCE) <= 0;
  }
}
