package org.allogate.load;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.UUID;
import org.allogate.dev.BenchServer;
import org.allogate.keys.IssuedKey;
import org.allogate.keys.KeyFormat;
import org.allogate.secrets.ServerSecrets;
import org.allogate.surface.Environment;

/**
 * A million keys: 100 000 organizations with nine each, and one that has made 100 000 in its life.
 * All of them are real: their texts follow from the server's secret and their number.
 */
final class Keys {
  static final int COUNT = 1_000_000;
  static final int OF_ONE = 100_000;

  private static final int EACH = 9;
  private static final int BATCH = 5_000;
  private static final long BORN_MILLIS = 1_700_000_000_000L;
  private static final UUID TENANT = new UUID(0x018b_cfe5_6800_7fffL, 0x8000_0000_0000_0001L);

  private final BenchServer server;
  private final KeyFormat format;

  Keys(BenchServer server) {
    this.server = server;
    this.format = new KeyFormat("allo", ServerSecrets.parse(server.signing()).seal("api-key"));
  }

  /** Makes the rows where they are missing, and says so while it does. */
  void load() throws SQLException {
    try (Connection connection = server.connect()) {
      if (!isLoaded(connection)) {
        connection.setAutoCommit(false);
        owners(connection);
        keys(connection);
        connection.commit();
        connection.setAutoCommit(true);
        try (Statement sql = connection.createStatement()) {
          sql.execute("analyze table api_key, organization, workspace, api_user");
        }
      }
    }
  }

  private static boolean isLoaded(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select 1 from api_key where id = ?")) {
      query.setBytes(1, bytes(id(COUNT - 1)));
      return query.executeQuery().next();
    }
  }

  private static void owners(Connection connection) throws SQLException {
    int organizations = (COUNT - OF_ONE) / EACH + 1;
    try (PreparedStatement tenant =
            connection.prepareStatement(
                "insert into tenant (id, name, credits, created_at)"
                    + " values (?, 'Load', 1000000000000, now(6))");
        PreparedStatement organization =
            connection.prepareStatement(
                "insert into organization (id, tenant_id, name, email, created_at)"
                    + " values (?, ?, 'An organization', 'owner@example.com', now(6))");
        PreparedStatement workspace =
            connection.prepareStatement("insert into workspace values (?, ?, ?)");
        PreparedStatement user =
            connection.prepareStatement(
                "insert into api_user (id, tenant_id, organization_id, email, created_at)"
                    + " values (?, ?, ?, 'owner@example.com', now(6))")) {
      tenant.setBytes(1, bytes(TENANT));
      tenant.executeUpdate();
      for (int i = 0; i < organizations; i++) {
        set(organization, organization(i), TENANT);
        set(user, user(i), TENANT, organization(i));
        for (Environment environment : Environment.values()) {
          set(workspace, workspace(i, environment), organization(i), environment.wireName());
        }
        if (i % BATCH == BATCH - 1 || i == organizations - 1) {
          organization.executeBatch();
          user.executeBatch();
          workspace.executeBatch();
        }
      }
    }
    System.out.printf("%,d organizations%n", organizations);
  }

  // Five active ones an organization and the rest revoked, of the large one every tenth expired.
  private void keys(Connection connection) throws SQLException {
    try (PreparedStatement key =
        connection.prepareStatement(
            """
            insert into api_key (id, tenant_id, organization_id, api_user_id, level, status,
              environment, name, hash, prefix, preview, scopes, rate_policy, expires_at, created_at,
              revoked_at)
            values (?, ?, ?, ?, 'organization', ?, 'live', ?, ?, ?, ?, 'products:read keys:read',
              '1000000;w=1', ?, now(6), ?)
            """)) {
      LocalDateTime then = LocalDateTime.of(2026, 1, 1, 0, 0);
      for (int i = 0; i < COUNT; i++) {
        int owner = owner(i);
        boolean active = owner == 0 ? i < 5 : (i - OF_ONE) % EACH < 5;
        boolean expired = !active && owner == 0 && i % 10 == 0;
        IssuedKey issued = issued(i);
        set(
            key,
            id(i),
            TENANT,
            organization(owner),
            user(owner),
            active ? "active" : expired ? "expired" : "revoked",
            "Key no. " + i,
            issued.hash(),
            issued.prefix(),
            issued.preview(),
            expired ? then : null,
            active || expired ? null : then);
        if (i % BATCH == BATCH - 1) {
          key.executeBatch();
          connection.commit();
        }
        if (i % (COUNT / 10) == COUNT / 10 - 1) {
          System.out.printf("%,d keys%n", i + 1);
        }
      }
      key.executeBatch();
    }
  }

  /** The text of an active key of some organization, another one for every number. */
  String active(int number) {
    return issued(OF_ONE + number * EACH).text();
  }

  /** How many such keys there are. */
  static int actives() {
    return (COUNT - OF_ONE) / EACH;
  }

  /** The text of an active key of the organization that has made so many. */
  String ofOne() {
    return issued(0).text();
  }

  private IssuedKey issued(int number) {
    byte[] entropy = new byte[16];
    new Random(number).nextBytes(entropy);
    return format.issue(Environment.LIVE, id(number), entropy);
  }

  private static int owner(int number) {
    return number < OF_ONE ? 0 : (number - OF_ONE) / EACH + 1;
  }

  private static UUID id(int number) {
    return new UUID((BORN_MILLIS + number) << 16 | 0x7000, 0x8000_0000_0000_0002L);
  }

  private static UUID organization(int number) {
    return new UUID((BORN_MILLIS + number) << 16 | 0x7000, 0x8000_0000_0000_0003L);
  }

  private static UUID user(int number) {
    return new UUID((BORN_MILLIS + number) << 16 | 0x7000, 0x8000_0000_0000_0004L);
  }

  private static UUID workspace(int number, Environment environment) {
    return new UUID(
        (BORN_MILLIS + number) << 16 | 0x7000, 0x8000_0000_0000_0005L + environment.ordinal());
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i] instanceof UUID id ? bytes(id) : values[i]);
    }
    statement.addBatch();
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
