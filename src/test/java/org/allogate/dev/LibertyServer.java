package org.allogate.dev;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Open Liberty as a child process whose output is ours. */
public final class LibertyServer implements AutoCloseable {
  private static final int STOP_SECONDS = 30;
  private static final String APPLICATION_FAILED = "CWWKZ0002E";

  private final Path home;
  private final String name;
  private final Process process;
  private volatile boolean applicationFailed;

  private LibertyServer(Path home, String name, Process process) {
    this.home = home;
    this.name = name;
    this.process = process;
  }

  /** Starts the server; it is not ready yet. */
  public static LibertyServer start(Path home, String name) {
    return start(home, name, "");
  }

  /** The same, with further arguments for its JVM. */
  public static LibertyServer start(Path home, String name, String jvmArguments) {
    try {
      ProcessBuilder run = command(home, "run", name).redirectErrorStream(true);
      run.environment().merge("JVM_ARGS", jvmArguments, (given, more) -> given + " " + more);
      Process process = run.start();
      process.getOutputStream().close();
      LibertyServer server = new LibertyServer(home, name, process);
      Thread output = new Thread(server::passOutputOn, "output of Open Liberty");
      output.setDaemon(true);
      output.start();
      return server;
    } catch (IOException e) {
      throw new StartFailure("Cannot start Open Liberty: " + e, e);
    }
  }

  private void passOutputOn() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(line);
        applicationFailed |= line.contains(APPLICATION_FAILED);
      }
    } catch (IOException e) {
      // The server's end, seen from here; awaitEnd() tells of it.
    }
  }

  /** The process that was started; on Windows a script whose child is the server. */
  ProcessHandle handle() {
    return process.toHandle();
  }

  /**
   * Returns when the address answers 200; a {@link StartFailure} after the time given, or as soon
   * as the application fails to start or the server ends.
   */
  public void awaitReady(URI ready, Duration longest) {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
    long deadline = System.nanoTime() + longest.toNanos();
    while (!isOk(client, request)) {
      if (applicationFailed) {
        throw new StartFailure(
            "The application does not start; the reason stands above and in "
                + logs().resolve("messages.log")
                + ". With an external database, check allogate.db.url, .user and .password.");
      }
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new StartFailure("Open Liberty does not get ready. Its logs: " + logs());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
    }
  }

  /** Returns when the server has ended. */
  void awaitEnd() throws InterruptedException {
    process.waitFor();
  }

  /** Where the server logs. */
  Path logs() {
    return home.resolve("usr").resolve("servers").resolve(name).resolve("logs");
  }

  /** Kills the server as it stands, and returns when it is gone. */
  public void kill() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
  }

  /** Stops the server in order: requests under way are answered, the application closes. */
  @Override
  public void close() {
    if (!process.isAlive()) {
      return;
    }
    if (process.supportsNormalTermination()) {
      process.destroy();
    } else {
      stopByCommand();
    }
    if (!Children.await(process, STOP_SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
    }
  }

  private void stopByCommand() {
    try {
      Children.await(command(home, "stop", name).start(), STOP_SECONDS);
    } catch (IOException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static ProcessBuilder command(Path home, String action, String name) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    Path script = home.resolve("bin").resolve(windows ? "server.bat" : "server");
    ProcessBuilder builder = new ProcessBuilder(script.toString(), action, name);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // A folder of another Liberty, set in the environment, would be taken for this one's.
    builder.environment().keySet().removeIf(variable -> variable.startsWith("WLP_"));
    return builder;
  }

  private static boolean isOk(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
