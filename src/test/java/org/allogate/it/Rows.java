package org.allogate.it;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of the store, written past the application. */
final class Rows {
  private static final Map<String, Object> PRODUCT =
      columns(
          "name", "A product",
          "price", 100,
          "bloggable", false,
          "active", true,
          "listed", true,
          "block_credits", false,
          "item", "An item",
          "limited", false,
          "available_amount", 0,
          "may_copy", true,
          "may_modify", false,
          "may_transfer", false);

  // A UUIDv7 of the second seq, its random bits from the workspace and seq.
  static final String ID_OF_SEQUENCE =
      "unhex(concat(lpad(hex(1700000000000 + 1000 * seq), 12, '0'), '7',"
          + " substr(md5(concat(seq, hex(chosen.workspace))), 1, 3), '8',"
          + " substr(md5(concat(seq, hex(chosen.workspace))), 4, 15)))";

  private static final String PROJECTS =
      "insert into project (id, workspace_id, owner_id, name, description, status, created_at,"
          + " updated_at) select %s, w.id, u.id, concat('Project ', seq), 'Mixed-use high-rise.',"
          + " if(seq mod 20 = 0, 'archived', 'active'), utc_timestamp(6), utc_timestamp(6)"
          + " from workspace w join api_user u on u.organization_id = w.organization_id"
          + " join seq_1_to_%s where w.id = ?";

  /** When the rows of a sequence begin, in seconds since 1970. */
  static final long FIRST_SECOND = 1_700_000_000;

  private Rows() {}

  /** A new product; columns and values in turn, the others have defaults. */
  static UUID product(UUID workspace, Object... columnsAndValues) {
    Map<String, Object> columns = new LinkedHashMap<>(PRODUCT);
    columns.put("id", Fixture.id());
    columns.put("workspace_id", workspace);
    columns.putAll(columns(columnsAndValues));
    insert("product", columns);
    return (UUID) columns.get("id");
  }

  /** A new customer; columns and values in turn, the others have defaults. */
  static UUID customer(UUID workspace, Object... columnsAndValues) {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("id", Fixture.id());
    columns.put("workspace_id", workspace);
    columns.put("uuid", UUID.randomUUID());
    columns.put("first_seen", "2026-04-01 00:00:00");
    columns.putAll(columns(columnsAndValues));
    insert("customer", columns);
    return (UUID) columns.get("uuid");
  }

  /**
   * Many customers at once; those of different workspaces are interleaved. Half have spent nothing
   * and the others up to L$ 9,990, ten in a row the same; only the second half of them wants news.
   */
  static void customers(UUID workspace, int count) {
    Fixture.run(
        "insert into customer (id, workspace_id, uuid, username, news_subscriber, first_seen, spent)"
            + " with chosen as (select ? as workspace) select %1$s, workspace, %1$s,"
                .formatted(ID_OF_SEQUENCE)
            + " concat('resident', seq), seq > %d, from_unixtime(%d + seq),"
                .formatted(count / 2, FIRST_SECOND)
            + " if(seq mod 2 = 0, 0, 10 * (floor(seq / 20) mod 1000)) from seq_1_to_%d, chosen"
                .formatted(count),
        workspace);
  }

  /** Many changes of a customer's credit, each of L$ 1; the customer's own row is left. */
  static void creditEntries(UUID avatar, int count) {
    Fixture.run(
        "insert into credit_entry with chosen as (select id as workspace from customer where uuid = ?)"
            + " select %s, workspace, seq, 'adjusted', null, 1, 0, seq, 0, from_unixtime(%d + seq)"
                .formatted(ID_OF_SEQUENCE, FIRST_SECOND)
            + " from seq_1_to_%d, chosen".formatted(count),
        avatar);
  }

  /** Entries of a tenant's ledger, all but one of them grants; they sum up to nothing. */
  static void tenantCreditEntries(UUID tenant, int count) {
    Fixture.run(
        "insert into tenant_credit_entry with chosen as (select ? as workspace)"
            + " select %s, workspace, if(seq = 1, 'usage', 'grant'), 1,".formatted(ID_OF_SEQUENCE)
            + " if(seq = 1, '2020-01-01', null), 'system', null, 'A test', 'A test',"
            + " from_unixtime(%d + seq) from seq_1_to_%d, chosen".formatted(FIRST_SECOND, count),
        tenant);
  }

  /** A product stands in a category from now on. */
  static void categorize(UUID category, UUID product) {
    insert("product_category", columns("category_id", category, "product_id", product));
    Fixture.run("update category set product_count = product_count + 1 where id = ?", category);
  }

  /** A loyalty tier of a workspace. */
  static UUID loyaltyTier(UUID workspace, String name, long minimumSpend, int discount) {
    UUID id = Fixture.id();
    insert(
        "loyalty_tier",
        columns(
            "id", id,
            "workspace_id", workspace,
            "name", name,
            "minimum_spend", minimumSpend,
            "discount", discount));
    return id;
  }

  /** A resident's share of a product. */
  static void profitShare(UUID product, int position, UUID user, int percent) {
    insert(
        "profit_share",
        columns(
            "product_id", product, "position", position, "user_uuid", user, "percent", percent));
  }

  /** Takes a product away. */
  static void delete(UUID product) {
    Fixture.run(
        "update category set product_count = product_count - 1"
            + " where id in (select category_id from product_category where product_id = ?)",
        product);
    Fixture.run("delete from product where id = ?", product);
  }

  /** One row of any table. */
  private static void insert(String table, Map<String, Object> columns) {
    String assignments =
        columns.keySet().stream().map(column -> column + " = ?").collect(Collectors.joining(", "));
    Fixture.run("insert into " + table + " set " + assignments, columns.values().toArray());
  }

  /**
   * Many products at once, a second between each and the next; those of different workspaces are
   * interleaved, as they would be in a real table.
   *
   * @param expressionsInTurn columns and SQL expressions over {@code seq} in turn
   */
  static void products(UUID workspace, int count, String... expressionsInTurn) {
    Map<String, Object> columns = new LinkedHashMap<>(PRODUCT);
    columns.put("item", "'An item'");
    columns.put("name", "concat('Product ', seq)");
    columns.put("id", ID_OF_SEQUENCE);
    columns.put("workspace_id", "chosen.workspace");
    columns.putAll(columns((Object[]) expressionsInTurn));
    String selected =
        columns.values().stream().map(Object::toString).collect(Collectors.joining(", "));
    Fixture.run(
        "insert into product (%s) with chosen as (select ? as workspace) select %s from seq_1_to_%d, chosen"
            .formatted(String.join(", ", columns.keySet()), selected, count),
        workspace);
  }

  /**
   * Many events of the audit trail, a second between each and the next, of ten actors, three
   * actions and a thousand targets; what they say is not hashed.
   */
  static void auditEvents(UUID tenant, UUID organization, int firstSequence, int count) {
    Fixture.run(
        "insert into audit_event with chosen as (select ? as workspace) select "
            + ID_OF_SEQUENCE
            + ", ?, workspace, %d + seq, from_unixtime(%d + seq), 'member', %s, 'A member',"
                .formatted(firstSequence, FIRST_SECOND, someId("seq mod 10"))
            + " elt(1 + seq mod 3, 'api_key.created', 'api_key.revoked', 'session.opened'),"
            + " 'api_key', %s, null, null, '{}', '', '' from seq_1_to_%d, chosen"
                .formatted(someId("seq mod 1000"), count),
        organization,
        tenant);
  }

  /**
   * Much usage of an organization in each of the tables, {@code each} rows in every minute, hour or
   * day: of forty keys, five capabilities and two statuses.
   */
  static void usage(UUID tenant, UUID organization, int each, int count) {
    String latencies =
        IntStream.range(0, 36).mapToObj(i -> "l" + i).collect(Collectors.joining(", "));
    for (Map.Entry<String, Integer> table :
        Map.of("minute", 60, "hour", 3_600, "day", 86_400).entrySet()) {
      int step = table.getValue();
      Fixture.run(
          "insert into usage_%s (organization_id, tenant_id, time, key_id, capability, status,"
                  .formatted(table.getKey())
              + " requests, credits, %s)".formatted(latencies)
              + " with chosen as (select ? as workspace) select workspace, ?,"
              + " from_unixtime(%2$d * (floor(unix_timestamp() / %2$d) - floor((seq - 1) / %1$d))),"
                  .formatted(each, step)
              + " %s, concat('some.thing_', floor(seq / 40) mod 5), 200 + floor(seq / 200) mod 2,"
                  .formatted(someId("concat(seq mod 40, hex(workspace))"))
              + " 1, 1, %s from seq_1_to_%d, chosen".formatted("1" + ", 0".repeat(35), count),
          organization,
          tenant);
    }
  }

  /** Many imports of a workspace that are done. */
  static void productImports(UUID workspace, int count) {
    Fixture.run(
        "insert into product_import (id, workspace_id, claim, status, created_at, expires_at)"
            + " with chosen as (select ? as workspace) select "
            + ID_OF_SEQUENCE
            + ", workspace, workspace, 'done', utc_timestamp(6), utc_timestamp(6) + interval 1 day"
            + " from seq_1_to_%d, chosen".formatted(count),
        workspace);
  }

  /** Many coupons, a second between each and the next, of a hundred owners. */
  static void coupons(UUID workspace, int count) {
    Fixture.run(
        "insert into coupon with chosen as (select ? as workspace) select "
            + ID_OF_SEQUENCE
            + ", workspace, concat('CODE-', seq), "
            + someId("seq mod 100")
            + ", concat('owner.', seq mod 100), 10, 5, seq mod 20 <> 1 from seq_1_to_%d, chosen"
                .formatted(count),
        workspace);
  }

  /** A project of a workspace, of its organization's service account. */
  static UUID project(UUID workspace) {
    UUID id = Fixture.id();
    Fixture.run(PROJECTS.formatted("?", "1"), id, workspace);
    return id;
  }

  /** Many projects, a second between each and the next; one in twenty is archived. */
  static void projects(UUID workspace, int count) {
    Fixture.run(
        PROJECTS.formatted(ID_OF_SEQUENCE, count).replace("chosen.workspace", "w.id"), workspace);
  }

  private static String someId(String expression) {
    String digits = "md5(" + expression + ")";
    return "unhex(concat(substr(%s, 1, 12), '7', substr(%<s, 14, 3), '8', substr(%<s, 18, 15)))"
        .formatted(digits);
  }

  /** The ids of the active products of a workspace, as the database orders them. */
  static List<UUID> active(UUID workspace) {
    return ids(
        "select id from product where workspace_id = ? and active = 1 order by id", workspace);
  }

  /** The first column of a query for one workspace. */
  static List<UUID> ids(String sql, UUID workspace) {
    try (Connection connection = ServerIT.database();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBytes(1, Fixture.bytes(workspace));
      List<UUID> ids = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ByteBuffer bytes = ByteBuffer.wrap(rows.getBytes(1));
          ids.add(new UUID(bytes.getLong(), bytes.getLong()));
        }
      }
      return ids;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Object> columns(Object... columnsAndValues) {
    Map<String, Object> columns = new LinkedHashMap<>();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      columns.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
    }
    return columns;
  }
}
