package org.allogate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.allogate.Threads;
import org.allogate.it.OwnSchema;
import org.allogate.it.ServerIT;
import org.allogate.tenancy.Organization;
import org.allogate.tenancy.Tenant;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes that start at once migrate once, and one that is older serves beside a newer schema. */
class MigrationIT extends ServerIT {
  private static final int NODES = 4;
  private static final String DONE =
      "select version from flyway_schema_history where success = 1 order by installed_rank";

  /** The first of those that can be run again where a node was killed among their statements. */
  private static final int REPEATABLE_FROM = 10;

  private final OwnSchema schema = OwnSchema.empty();

  @AfterEach
  void drop() {
    schema.close();
  }

  private void startNodesAtOnce() throws Exception {
    Threads.run(
        NODES,
        node ->
            () -> {
              Migrations.run(schema.dataSource());
              return null;
            });
  }

  @Test
  void nodesThatStartAtOnceOnAnEmptyDatabaseMigrateOnce() throws Exception {
    startNodesAtOnce();
    assertThat(schema.column(DONE)).doesNotHaveDuplicates().contains("1", "9");
    assertThat(schema.column("select count(*) from first_start").toString()).isEqualTo("[1]");
  }

  @Test
  void nodesThatStartAtOnceOnAnOlderSchemaMigrateOnce() throws Exception {
    Flyway.configure(Migration.class.getClassLoader())
        .dataSource(schema.dataSource())
        .locations("classpath:db/migration")
        .target("8")
        .load()
        .migrate();
    startNodesAtOnce();
    assertThat(schema.column(DONE)).doesNotHaveDuplicates().contains("8", "9");
  }

  @Test
  void aNodeStartsAndWritesBesideASchemaThatIsNewerThanIt() throws Exception {
    Migrations.run(schema.dataSource());
    List<Object> known = schema.column(DONE);
    schema.run(
        "alter table tenant add column newer varchar(9) null, add column newest int not null"
            + " default 3",
        "alter table organization add column newer varchar(9) null",
        "create table newer (id int not null primary key)",
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " checksum, installed_by, execution_time, success)"
            + " select max(installed_rank) + 1, '999', 'newer', 'SQL', 'V999__newer.sql', 1, 'x',"
            + " 1, 1 from flyway_schema_history");
    startNodesAtOnce();
    assertThat(schema.column(DONE)).hasSize(known.size() + 1).endsWith("999");

    UUID tenant = UUID.randomUUID();
    UUID organization = UUID.randomUUID();
    schema.inTransaction(
        em -> {
          em.persist(new Tenant(tenant, "A tenant", 1, Instant.now()));
          em.persist(new Organization(organization, tenant, "One", "a@example.com", Instant.now()));
        });
    List<String> names =
        schema.answered(
            em ->
                em.createQuery("select o.name from Organization o", String.class).getResultList());
    assertThat(names).containsExactly("One");
  }

  @Test
  void whatAKilledNodeDidHalfIsDoneAgain() {
    Migrations.run(schema.dataSource());
    List<Object> all = schema.column(DONE);
    schema.run(
        "delete from flyway_schema_history where cast(version as int) >= " + REPEATABLE_FROM);
    Migrations.run(schema.dataSource());
    assertThat(schema.column(DONE)).isEqualTo(all);
  }
}
