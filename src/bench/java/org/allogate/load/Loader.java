package org.allogate.load;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.allogate.dev.BenchServer;

/** Puts one target under as many requests as a number of connections can carry. */
abstract class Loader {
  private final int connections = Integer.getInteger("bench.connections", 8);
  private final Cpu serverCpu;
  private final Cpu databaseCpu;
  private final int port;

  Loader(int port, ProcessHandle server, ProcessHandle database) {
    this.port = port;
    serverCpu = new Cpu(server);
    databaseCpu = new Cpu(database);
  }

  /** wrk where it is on the path, sockets of our own elsewhere. */
  static Loader choose(BenchServer server) {
    return choose(server.port(), server.process(), server.databaseProcess());
  }

  /** The same for another node on the same database. */
  static Loader choose(int port, ProcessHandle server, ProcessHandle database) {
    boolean wrk =
        !"java".equals(System.getProperty("bench.client"))
            && Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "wrk")));
    return wrk ? new Wrk(port, server, database) : new Sockets(port, server, database);
  }

  abstract String name();

  /** What the load itself can say: answers, and latencies in microseconds. */
  abstract Answers answers(Target target, int seconds) throws IOException, InterruptedException;

  final Slice slice(Target target, int seconds) throws IOException, InterruptedException {
    serverCpu.nanos();
    databaseCpu.nanos();
    Answers answers = answers(target, seconds);
    return new Slice(
        answers.count() / answers.seconds(),
        answers.medianMicros(),
        answers.p99Micros(),
        serverCpu.nanos() / 1000.0 / answers.count(),
        databaseCpu.nanos() / 1000.0 / answers.count());
  }

  final int connections() {
    return connections;
  }

  final int port() {
    return port;
  }

  /** All of them 200, or the run ends with an exception. */
  record Answers(long count, double seconds, double medianMicros, double p99Micros) {}
}
