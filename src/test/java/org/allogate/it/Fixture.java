package org.allogate.it;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;
import org.allogate.input.Ids;
import org.allogate.keys.IssuedKey;
import org.allogate.keys.KeyFormat;
import org.allogate.people.Role;
import org.allogate.people.SealedToken;
import org.allogate.scopes.Scopes;
import org.allogate.secrets.Seal;
import org.allogate.secrets.ServerSecrets;
import org.allogate.surface.Environment;

/** A tenant with one organization and its two workspaces, for one test alone. */
final class Fixture {
  static final KeyFormat FORMAT = format(ServerIT.SECRETS);

  private static final SealedToken SESSIONS =
      new SealedToken(ServerSecrets.parse(ServerIT.SECRETS).seal("session"));
  private static final Seal CSRF = ServerSecrets.parse(ServerIT.SECRETS).seal("csrf");
  private static final int MEMBERS_AT_ONCE = 100;
  private static final String HIGH_LIMIT = "1000000;w=60";

  final UUID tenant;
  final UUID organization = id();
  final UUID live = id();
  final UUID test = id();
  private final UUID apiUser = id();
  private final UUID tenantUser;

  private Fixture(UUID tenant, UUID tenantUser) {
    this.tenant = tenant;
    this.tenantUser = tenantUser;
  }

  /** A tenant of its own. */
  static Fixture create() {
    Fixture fixture = new Fixture(id(), id());
    run("insert into tenant (id, name, created_at) values (?, 'A tenant', now(6))", fixture.tenant);
    fixture.apiUser(fixture.tenantUser, null);
    fixture.insertOrganization();
    return fixture;
  }

  /** Another organization of the same tenant. */
  Fixture sibling() {
    Fixture fixture = new Fixture(tenant, tenantUser);
    fixture.insertOrganization();
    return fixture;
  }

  private void insertOrganization() {
    run(
        "insert into organization (id, tenant_id, name, email, created_at)"
            + " values (?, ?, 'An organization', 'owner@example.com', now(6))",
        organization,
        tenant);
    run("insert into workspace values (?, ?, 'live')", live, organization);
    run("insert into workspace values (?, ?, 'test')", test, organization);
    apiUser(apiUser, organization);
  }

  private void apiUser(UUID id, UUID of) {
    run(
        "insert into api_user (id, tenant_id, organization_id, email, created_at)"
            + " values (?, ?, ?, 'alex@example.com', now(6))",
        id,
        tenant,
        of);
  }

  /** A live key of the organization with these scopes and a limit no test reaches. */
  String key(Scopes scopes) {
    return key(scopes, HIGH_LIMIT);
  }

  /** A live key of the organization; null as policy leaves it to the tenant's tier. */
  String key(Scopes scopes, String ratePolicy) {
    return key(id(), Environment.LIVE, organization, scopes, ratePolicy, null);
  }

  /** A key of the test workspace. */
  String testKey(Scopes scopes) {
    return key(id(), Environment.TEST, organization, scopes, HIGH_LIMIT, null);
  }

  /** A live key of the whole tenant. */
  String tenantKey(Scopes scopes) {
    return key(id(), Environment.LIVE, null, scopes, HIGH_LIMIT, null);
  }

  /** A live key of the organization that ends at an instant. */
  String keyUntil(Instant expiresAt) {
    return key(id(), Environment.LIVE, organization, Scopes.ALL, HIGH_LIMIT, expiresAt);
  }

  /** A key with everything said. */
  String key(
      UUID id,
      Environment environment,
      UUID of,
      Scopes scopes,
      String ratePolicy,
      Instant expiresAt) {
    IssuedKey issued = FORMAT.issue(environment, id);
    insert(id, issued, environment, of, scopes, ratePolicy, expiresAt);
    return issued.text();
  }

  /** A live key of the organization with every scope, under a format of its own secrets. */
  String key(KeyFormat format) {
    UUID id = id();
    IssuedKey issued = format.issue(Environment.LIVE, id);
    insert(id, issued, Environment.LIVE, organization, Scopes.ALL, HIGH_LIMIT, null);
    return issued.text();
  }

  /** How keys look under secrets in the form of the setting. */
  static KeyFormat format(String secrets) {
    return new KeyFormat("allo", ServerSecrets.parse(secrets).seal("api-key"));
  }

  private void insert(
      UUID id,
      IssuedKey issued,
      Environment environment,
      UUID of,
      Scopes scopes,
      String ratePolicy,
      Instant expiresAt) {
    run(
        "insert into api_key (id, tenant_id, organization_id, api_user_id, level, environment,"
            + " name, hash, prefix, preview, scopes, rate_policy, expires_at, created_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now(6))",
        id,
        tenant,
        of,
        of == null ? tenantUser : apiUser,
        of == null ? "tenant" : "organization",
        environment.wireName(),
        "A key " + id,
        issued.hash(),
        issued.prefix(),
        issued.preview(),
        scopes.toString(),
        ratePolicy,
        expiresAt == null ? null : LocalDateTime.ofInstant(expiresAt, ZoneOffset.UTC));
  }

  /** A member of the organization, signed in. */
  MemberClient member(Role role) {
    return signedIn(memberRow(organization, role));
  }

  /** A member of the tenant itself, signed in. */
  MemberClient tenantMember(Role role) {
    return signedIn(memberRow(null, role));
  }

  /** As many members, half of the tenant and half of the organization, in turn. */
  void members(int count) {
    for (int i = 0; i < count / MEMBERS_AT_ONCE; i++) {
      StringBuilder rows = new StringBuilder();
      for (int row = 0; row < MEMBERS_AT_ONCE; row++) {
        UUID id = id();
        rows.append(row == 0 ? "" : ",")
            .append(
                "(x'%s', x'%s', %s, '%s@example.com', 'A member', 'viewer', now(6))"
                    .formatted(
                        hex(id),
                        hex(tenant),
                        row % 2 == 0 ? "null" : "x'" + hex(organization) + "'",
                        id));
      }
      run(
          "insert into member (id, tenant_id, organization_id, email, name, role, created_at)"
              + " values "
              + rows);
    }
  }

  private static String hex(UUID id) {
    return id.toString().replace("-", "");
  }

  /** The id of a new member without a password. */
  UUID memberRow(UUID of, Role role) {
    UUID id = id();
    return memberRow(id, of, role, id + "@example.com");
  }

  /** The id of a new member of an address, with the tests' password. */
  UUID memberRow(UUID of, Role role, String email) {
    UUID id = memberRow(id(), of, role, email);
    TestPasswords.give(id, TestPasswords.HASH);
    return id;
  }

  private UUID memberRow(UUID id, UUID of, Role role, String email) {
    run(
        "insert into member (id, tenant_id, organization_id, email, name, role, active, created_at)"
            + " values (?, ?, ?, ?, 'A member', ?, true, now(6))",
        id,
        tenant,
        of,
        email,
        role.wireName());
    return id;
  }

  /** A new session of a member. */
  static MemberClient signedIn(UUID member) {
    SealedToken.Token token = SESSIONS.issue();
    run(
        "insert into member_session values (?, ?, utc_timestamp(6), utc_timestamp(6),"
            + " utc_timestamp(6) + interval 12 hour, null)",
        token.hash(),
        member);
    String csrf =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(CSRF.tag(CSRF.currentId(), token.hash()));
    return new MemberClient(member, token.text(), csrf);
  }

  /** The id of a key, from its text. */
  static UUID idOf(String key) {
    return FORMAT.prove(key).orElseThrow().id();
  }

  /** A store of a workspace. */
  UUID store(UUID workspace, String name) {
    UUID id = id();
    run(
        "insert into store values (?, ?, ?, null, true, false, 0, 5, '', ?, 'aether.ash')",
        id,
        workspace,
        name,
        id());
    return id;
  }

  /** An active, listed product of a workspace without discount. */
  UUID product(UUID workspace, String name, int price) {
    UUID id = id();
    run(
        "insert into product values (?, ?, ?, ?, null, false, true, true, false, 'item', false, 0,"
            + " true, false, false, null, null, null, null, 'A description.', null, null)",
        id,
        workspace,
        name,
        price);
    return id;
  }

  /** A category of a workspace. */
  UUID category(UUID workspace, String name) {
    UUID id = id();
    run("insert into category (id, workspace_id, name) values (?, ?, ?)", id, workspace, name);
    return id;
  }

  /** A new id, later than all before. */
  static UUID id() {
    return Ids.next();
  }

  /** An id as the database keeps it. */
  static byte[] bytes(UUID id) {
    return Ids.bytes(id);
  }

  /** Runs one statement; UUIDs become bytes. */
  static int run(String sql, Object... values) {
    try (Connection connection = ServerIT.database();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i] instanceof UUID id ? bytes(id) : values[i]);
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
