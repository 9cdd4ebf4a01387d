package org.allogate.it;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements that the application sends while this is open, from MariaDB's general log, with
 * their values and fit to be sent again.
 */
final class StatementLog implements AutoCloseable {
  private static final Pattern TEXT = Pattern.compile("'((?:[^'\\\\]|\\\\.|'')*)'", Pattern.DOTALL);

  // Stands behind the word TIMESTAMP, which takes no hexadecimal.
  private static final Pattern INSTANT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]+");

  // A byte that is no UTF-8 (before or after the escaping of backslashes), an escape, a character.
  private static final Pattern PART =
      Pattern.compile("\\\\{1,2}x([0-9A-F]{2})|\\\\.|''|.", Pattern.DOTALL);

  private static final int ID_BYTES = 16;

  private final Connection connection;

  private StatementLog(Connection connection) {
    this.connection = connection;
  }

  /** An empty log, from now on. */
  static StatementLog open() throws SQLException {
    StatementLog log = new StatementLog(ServerIT.database());
    log.run("set global log_output = 'TABLE'");
    log.clear();
    return log;
  }

  /** Forgets what was logged so far. */
  void clear() throws SQLException {
    run("truncate mysql.general_log");
  }

  /** What the application ran since it was opened or cleared. */
  List<String> statements() throws SQLException {
    List<String> statements = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select cast(argument as binary) from mysql.general_log where user_host like 'allogate[%'"
                    + " and command_type in ('Query', 'Execute')")) {
      while (rows.next()) {
        statements.add(sendable(new String(rows.getBytes(1), StandardCharsets.ISO_8859_1)));
      }
    }
    return statements;
  }

  /** The reading ones among them, unions in parentheses, too. */
  List<String> selects() throws SQLException {
    return statements().stream()
        .filter(it -> it.startsWith("select ") || it.startsWith("(select "))
        .toList();
  }

  /**
   * How often a client sent each kind of command with a statement like this, all at once or not.
   */
  Map<String, Integer> commands(String like) throws SQLException {
    Map<String, Integer> commands = new TreeMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select command_type, count(*) from mysql.general_log where user_host like 'allogate[%'"
                + " and argument like ? group by command_type")) {
      statement.setString(1, like);
      ResultSet rows = statement.executeQuery();
      while (rows.next()) {
        commands.put(rows.getString(1), rows.getInt(2));
      }
    }
    return commands;
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      run("set global log_output = 'NONE'");
      clear();
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  // Texts as hexadecimal, which survives every character set; the log itself is read as bytes.
  private static String sendable(String logged) {
    Matcher texts = TEXT.matcher(logged);
    return texts.replaceAll(
        text -> {
          if (INSTANT.matcher(text.group(1)).matches()) {
            return text.group();
          }
          byte[] bytes = bytes(text.group(1));
          boolean id = bytes.length == ID_BYTES && (bytes[6] & 0xF0) == 0x70 && bytes[8] < 0;
          return (id || !isText(bytes) ? "x'" : "_utf8mb4 x'")
              + HexFormat.of().formatHex(bytes)
              + "'";
        });
  }

  // A hash is not, but for one in billions.
  private static boolean isText(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static byte[] bytes(String escaped) {
    Matcher parts = PART.matcher(escaped);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (parts.find()) {
      String hex = parts.group(1);
      bytes.write(hex != null ? Integer.parseInt(hex, 16) : meant(parts.group()));
    }
    return bytes.toByteArray();
  }

  private static char meant(String part) {
    char last = part.charAt(part.length() - 1);
    return part.length() == 1
        ? last
        : switch (last) {
          case '0' -> '\0';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 'Z' -> '\u001a';
          default -> last;
        };
  }
}
