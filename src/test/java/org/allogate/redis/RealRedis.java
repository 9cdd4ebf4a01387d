package org.allogate.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import redis.embedded.core.ExecutableProvider;

/** A real Redis server on a port of its own, which can be killed, held and started again. */
public final class RealRedis implements AutoCloseable {
  private static final Path PROGRAM = program();
  private static final Duration READY = Duration.ofSeconds(20);

  private final int port;
  private final List<String> arguments;
  private Process process;

  private RealRedis(int port, List<String> arguments) {
    this.port = port;
    this.arguments = arguments;
    start();
  }

  /** On a free port, empty, keeping nothing on disk. */
  public static RealRedis started(String... arguments) {
    return startedAt(freePort(), arguments);
  }

  /** The same on a given port. */
  public static RealRedis startedAt(int port, String... arguments) {
    return new RealRedis(port, List.of(arguments));
  }

  private static Path program() {
    try {
      return ExecutableProvider.newJarResourceProvider().get().toPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it, empty, and returns when it can be reached. */
  public void start() {
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
    command.addAll(List.of("--port", "" + port, "--bind", "127.0.0.1"));
    command.addAll(List.of("--save", "", "--appendonly", "no"));
    command.addAll(arguments);
    try {
      process =
          new ProcessBuilder(command)
              .directory(Files.createTempDirectory("redis").toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    awaitReady();
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + READY.toNanos();
    while (!isReachable()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("Redis does not start on port " + port + ".");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private boolean isReachable() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("PING\r\n".getBytes());
      return socket.getInputStream().read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Its address. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Its port. */
  public int port() {
    return port;
  }

  /** Settings of a node that uses it. */
  public RedisSettings settings() {
    return settings(url());
  }

  /**
   * Settings of a node that uses the address, or null, with a time-out that a busy machine keeps.
   */
  public static RedisSettings settings(String url) {
    return new RedisSettings(
        url, null, null, false, Duration.ofMillis(250), 2, "allogate", null, null);
  }

  /** Ends it at once. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Lets it hang: connections stay, nothing is answered. */
  public void hold() {
    signal("STOP");
  }

  /** Lets it go on. */
  public void goOn() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
