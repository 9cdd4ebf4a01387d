package org.allogate.it;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.allogate.dev.EmbeddedDatabase;
import org.allogate.dev.Secrets;

/** A second MariaDB that replicates the database of the tests from its first change on. */
final class ReplicaDatabase implements AutoCloseable {
  private final EmbeddedDatabase database;
  private final Secrets secrets;
  private final Consumer<ProcessHandle> started;
  private ProcessHandle process;

  /** Nothing starts before {@link #follow}; every process that starts is told. */
  ReplicaDatabase(
      Path binaries, Path data, int port, Secrets secrets, Consumer<ProcessHandle> started) {
    this.database =
        new EmbeddedDatabase(
            binaries,
            data,
            port,
            secrets,
            List.of(
                "--server-id=2",
                "--read-only=1",
                // What it is told survives its being killed: rows that are there alone come from
                // nowhere again.
                "--relay-log=relay"));
    this.secrets = secrets;
    this.started = started;
  }

  /** Starts it as a replica of the database on a port, which has the same accounts. */
  void follow(int port) {
    start();
    run(
        """
        change master to master_host = '127.0.0.1', master_port = %d, master_user = 'root',
          master_password = '%s', master_connect_retry = 1, master_use_gtid = slave_pos,
          master_ssl = 0, master_ssl_verify_server_cert = 0
        """
            .formatted(port, secrets.rootPassword()));
    run("start replica");
  }

  /** Starts it again; it goes on where it was. */
  void start() {
    process = database.start();
    started.accept(process);
  }

  /** Kills it as it stands, and returns when it is gone. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Sends it a signal, {@code STOP} or {@code CONT}. */
  void signal(String name) {
    try {
      int status = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
      if (status != 0) {
        throw new AssertionError("kill -" + name + ": " + status);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  String url() {
    return database.url();
  }

  /** Runs a statement there with all rights; nothing replicates it back. */
  void run(String sql) {
    update(sql);
  }

  /** Changes rows there alone, and says how many. */
  int update(String sql) {
    try (Connection connection = database.connectAsRoot();
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
