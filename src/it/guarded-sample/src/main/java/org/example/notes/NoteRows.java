package org.example.notes;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The application's own table, on the data source whose transactions the guard shares. */
@ApplicationScoped
public class NoteRows {
  @Resource(lookup = "jdbc/allogate")
  DataSource database;

  void create(@Observes @Initialized(ApplicationScoped.class) Object start) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists sample_note (id bigint auto_increment primary key,"
              + " workspace varchar(36) not null, text varchar(100) not null, index (workspace))");
    }
  }

  List<String> of(UUID workspace) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select text from sample_note where workspace = ? order by id")) {
      statement.setString(1, workspace.toString());
      ResultSet rows = statement.executeQuery();
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  void add(UUID workspace, String text) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "insert into sample_note (workspace, text) values (?, ?)")) {
      statement.setString(1, workspace.toString());
      statement.setString(2, text);
      statement.executeUpdate();
    }
  }
}
