package org.allogate.it;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.allogate.schema.Migrations;

/**
 * A schema of one test alone, beside the server's on the same MariaDB, so that beans of several
 * nodes can be let go on it in this process without the server joining in.
 */
public final class OwnSchema implements AutoCloseable {
  private final String name = "own_" + UUID.randomUUID().toString().replace("-", "");
  private final DataSource dataSource = ItSession.dataSource(name);
  private EntityManagerFactory unit;

  private OwnSchema() {}

  /** Without a table. */
  public static OwnSchema empty() {
    OwnSchema schema = new OwnSchema();
    Fixture.run("create database " + schema.name + " character set utf8mb4");
    return schema;
  }

  /** As the server has it. */
  public static OwnSchema migrated() {
    OwnSchema schema = empty();
    Migrations.run(schema.dataSource);
    return schema;
  }

  /** Connections to it, with all rights on the server. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** Does something in a transaction, isolated as the server's are. */
  public void inTransaction(Consumer<EntityManager> deed) {
    unit().runInTransaction(deed::accept);
  }

  /** The same with an answer. */
  public <T> T answered(Function<EntityManager, T> deed) {
    return unit().callInTransaction(deed::apply);
  }

  private synchronized EntityManagerFactory unit() {
    if (unit == null) {
      unit =
          Persistence.createEntityManagerFactory(
              "allogate",
              Map.of(
                  "jakarta.persistence.transactionType",
                  "RESOURCE_LOCAL",
                  "hibernate.transaction.coordinator_class",
                  "jdbc",
                  "jakarta.persistence.nonJtaDataSource",
                  dataSource));
    }
    return unit;
  }

  /** Runs statements outside of any transaction. */
  public void run(String... statements) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The first column of what a query finds. */
  public List<Object> column(String sql) {
    List<?> found = answered(em -> em.createNativeQuery(sql, Object.class).getResultList());
    return new ArrayList<>(found);
  }

  @Override
  public void close() {
    if (unit != null) {
      unit.close();
    }
    Fixture.run("drop database " + name);
  }
}
