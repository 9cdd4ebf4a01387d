package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allogate.people.Role;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Who may do what to whose: every kind of caller, every operation of the management API, one
 * reading and one writing of the store API, in the caller's own organization, in a sibling of the
 * same tenant, and in a foreign one.
 *
 * <p>A cell has one letter for each of the three: {@code +} done, {@code e} an empty page, {@code
 * 4} there is no such thing for this caller, {@code s} a scope is missing, {@code p} nobody of this
 * kind may, {@code w} asked for the right password, {@code k} for a key. Operations about no
 * organization have one.
 */
class AuthorizationIT extends ServerIT {
  private static final List<String> CALLERS =
      List.of(
          "key",
          "reading key",
          "test key",
          "tenant key",
          "reading tenant key",
          "owner",
          "admin",
          "viewer",
          "tenant owner",
          "tenant admin",
          "tenant viewer",
          "tenant test key");

  private static final String TABLE =
      """
      operation            | k   | kr  | kt  | T   | Tr  | o   | a   | v   | TO  | TA  | TV  | Tt
      keys.list            | +ee | +ee | +ee | ++e | ++e | +ee | +ee | +ee | ++e | ++e | ++e | ++e
      keys.read            | +44 | +44 | +44 | ++4 | ++4 | +44 | +44 | +44 | ++4 | ++4 | ++4 | ++4
      keys.rotation        | +44 | +44 | +44 | ++4 | ++4 | +44 | +44 | +44 | ++4 | ++4 | ++4 | ++4
      keys.create          | +44 | sss | p44 | ++4 | sss | +44 | +44 | sss | ++4 | ++4 | sss | ppp
      keys.create_tenant   | p   | s   | p   | p   | s   | p   | p   | s   | +   | p   | s   | p
      keys.update          | +44 | sss | p44 | ++4 | sss | +44 | +44 | sss | ++4 | ++4 | sss | pp4
      keys.revoke          | +44 | sss | p44 | ++4 | sss | +44 | +44 | sss | ++4 | ++4 | sss | pp4
      keys.rotate          | +44 | sss | p44 | ++4 | sss | +44 | +44 | sss | ++4 | ++4 | sss | pp4
      keys.extend_rotation | +44 | sss | p44 | ++4 | sss | +44 | +44 | sss | ++4 | ++4 | sss | pp4
      keys.abort_rotation  | +44 | sss | p44 | ++4 | sss | +44 | +44 | sss | ++4 | ++4 | sss | pp4
      keys.reissue         | +44 | sss | p44 | ++4 | sss | +44 | +44 | sss | ++4 | ++4 | sss | ppp
      keys.reveal          | ppp | ppp | ppp | ppp | ppp | w44 | w44 | sss | ww4 | ww4 | sss | ppp
      keys.verify          | +44 | sss | +44 | ++4 | sss | +44 | +44 | sss | ++4 | ++4 | sss | ++4
      organizations.list   | p   | p   | p   | +   | +   | p   | p   | p   | +   | +   | +   | +
      organizations.read   | ppp | ppp | ppp | ++4 | ++4 | ppp | ppp | ppp | ++4 | ++4 | ++4 | ++4
      organizations.create | p   | s   | p   | +   | s   | p   | s   | s   | +   | s   | s   | p
      organizations.update | ppp | sss | ppp | ++4 | sss | ppp | sss | sss | ++4 | sss | sss | ppp
      tenant.read          | p   | p   | p   | +   | +   | p   | p   | p   | +   | +   | +   | +
      tenant.update        | p   | p   | p   | p   | p   | p   | p   | p   | +   | p   | p   | p
      tenant.read_credits  | ppp | ppp | ppp | ++4 | ++4 | ppp | ppp | ppp | ++4 | ++4 | ++4 | ++4
      tenant.list_credit_entries | ppp | ppp | ppp | ++4 | ++4 | ppp | ppp | ppp | ++4 | ++4 | ++4 | ++4
      tenant.read_credit_entry | ppp | ppp | ppp | ++4 | ++4 | ppp | ppp | ppp | ++4 | ++4 | ++4 | ++4
      tenant.grant_credits | ppp | sss | ppp | ppp | sss | ppp | sss | sss | ++4 | sss | sss | ppp
      members.list         | +44 | +44 | +44 | ++e | ++e | +44 | +44 | +44 | ++e | ++e | ++e | ++e
      members.read         | +44 | +44 | +44 | ++4 | ++4 | +44 | +44 | +44 | ++4 | ++4 | ++4 | ++4
      members.create       | +44 | sss | ppp | ++4 | sss | +44 | sss | sss | ++4 | sss | sss | ppp
      members.update       | +44 | sss | p44 | ++4 | sss | +44 | sss | sss | ++4 | sss | sss | pp4
      members.invite       | +44 | sss | p44 | ++4 | sss | +44 | sss | sss | ++4 | sss | sss | pp4
      members.create_owner | +   | s   | p   | p   | s   | +   | s   | s   | +   | s   | s   | p
      audit.list           | e44 | e44 | e44 | ee4 | ee4 | e44 | e44 | e44 | ee4 | ee4 | ee4 | ee4
      usage.list           | e44 | e44 | e44 | ee4 | ee4 | e44 | e44 | e44 | ee4 | ee4 | ee4 | ee4
      webhooks.list        | +44 | +44 | +44 | ++4 | ++4 | +44 | +44 | +44 | ++4 | ++4 | ++4 | ++4
      webhooks.read        | +44 | +44 | +44 | ++4 | ++4 | +44 | +44 | +44 | ++4 | ++4 | ++4 | ++4
      webhooks.create      | +44 | sss | +44 | ++4 | sss | +44 | +44 | sss | ++4 | ++4 | sss | ++4
      webhooks.update      | +44 | sss | +44 | ++4 | sss | +44 | +44 | sss | ++4 | ++4 | sss | ++4
      webhooks.delete      | +44 | sss | +44 | ++4 | sss | +44 | +44 | sss | ++4 | ++4 | sss | ++4
      webhooks.rotate_secret | +44 | sss | +44 | ++4 | sss | +44 | +44 | sss | ++4 | ++4 | sss | ++4
      webhooks.test        | +44 | sss | +44 | ++4 | sss | +44 | +44 | sss | ++4 | ++4 | sss | ++4
      webhooks.deliveries  | +44 | +44 | +44 | ++4 | ++4 | +44 | +44 | +44 | ++4 | ++4 | ++4 | ++4
      webhooks.read_delivery | +44 | +44 | +44 | ++4 | ++4 | +44 | +44 | +44 | ++4 | ++4 | ++4 | ++4
      webhooks.redeliver   | +44 | sss | +44 | ++4 | sss | +44 | +44 | sss | ++4 | ++4 | sss | ++4
      webhooks.event_types | +   | +   | +   | +   | +   | +   | +   | +   | +   | +   | +   | +
      audit.verify         | p   | p   | p   | +   | +   | p   | p   | p   | +   | +   | +   | +
      categories.create    | +44 | sss | +44 | ++4 | sss | +44 | +44 | sss | ++4 | ++4 | sss | ++4
      vault.list_projects  | e44 | e44 | e44 | ee4 | ee4 | e44 | e44 | e44 | ee4 | ee4 | ee4 | ee4
      vault.get_project    | +44 | +44 | +44 | ++4 | ++4 | +44 | +44 | +44 | ++4 | ++4 | ++4 | ++4
      vault.create_project | +44 | sss | +44 | ++4 | sss | +44 | +44 | sss | ++4 | ++4 | sss | ++4
      vault.update_project | +44 | sss | +44 | ++4 | sss | +44 | +44 | sss | ++4 | ++4 | sss | ++4
      vault.archive_project | +44 | sss | +44 | ++4 | sss | +44 | +44 | sss | ++4 | ++4 | sss | ++4
      meta.whoami          | +   | +   | +   | +   | +   | k   | k   | k   | k   | k   | k   | +
      meta.list_capabilities | + | +   | +   | +   | +   | +   | +   | +   | +   | +   | +   | +
      credits.get_balance  | +   | +   | +   | +   | +   | +   | +   | +   | +   | +   | +   | +
      store.read           | +44 | +44 | +44 | ++4 | ++4 | +44 | +44 | +44 | ++4 | ++4 | ++4 | ++4
      """;

  @TestFactory
  List<DynamicTest> everyOperation() {
    List<DynamicTest> rows = new ArrayList<>();
    for (String line : TABLE.lines().skip(1).toList()) {
      String[] cells = line.split("\\s*\\|\\s*");
      rows.add(DynamicTest.dynamicTest(cells[0], () -> assertRow(cells)));
    }
    return rows;
  }

  @TestFactory
  List<DynamicTest> everyOperationOfTheContractIsInTheTable() {
    List<String> known = TABLE.lines().skip(1).map(line -> line.split("\\s")[0]).toList();
    JsonNode paths = json("/openapi").path("paths");
    List<DynamicTest> operations = new ArrayList<>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        verb -> {
                          String name = verb.getValue().path("x-capability").asText();
                          if (name.matches(
                              "(keys|organizations|tenant|members|audit|usage|vault|meta|webhooks)\\..*")) {
                            operations.add(
                                DynamicTest.dynamicTest(
                                    name, () -> assertThat(known).contains(name)));
                          }
                        }));
    assertThat(operations).hasSizeGreaterThan(20);
    return operations;
  }

  private static JsonNode json(String path) {
    return ApiClient.json(get(path, "Accept", "application/json"));
  }

  private void assertRow(String[] cells) {
    Map<String, String> expected = new LinkedHashMap<>();
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 0; i < CALLERS.size(); i++) {
      // Of its own for each caller: some deeds are the end of others.
      Family family = new Family();
      StringBuilder cell = new StringBuilder();
      List<Fixture> places = List.of(family.own, family.sibling, family.foreign);
      for (Fixture place : places.subList(0, cells[i + 1].length())) {
        cell.append(letter(family.ask(CALLERS.get(i), cells[0], place)));
      }
      expected.put(CALLERS.get(i), cells[i + 1]);
      found.put(CALLERS.get(i), cell.toString());
    }
    assertThat(found).isEqualTo(expected);
  }

  private static char letter(HttpResponse<String> answer) {
    String code = answer.body().isEmpty() ? "" : ApiClient.json(answer).path("code").asText();
    return switch (answer.statusCode()) {
      case 200, 201, 202, 204 ->
          answer.body().startsWith("{\"valid\":false")
              ? '4'
              : answer.body().startsWith("{\"data\":[]") ? 'e' : '+';
      case 404 -> '4';
      case 401 -> code.equals("sign_in_failed") ? 'w' : code.equals("missing_api_key") ? 'k' : '?';
      case 403 ->
          code.equals("insufficient_scope") ? 's' : code.equals("permission_denied") ? 'p' : '?';
      default -> throw new AssertionError(answer.statusCode() + " " + answer.body());
    };
  }

  /** Two organizations of a tenant and a stranger's, each with a store, a key and a member. */
  private static final class Family {
    private static final String PROJECTS = "/api/v2/vault/projects";
    private static final Scopes HARMLESS = Scopes.of(Scope.STORE_READ);

    private final Fixture own = Fixture.create();
    private final Fixture sibling = own.sibling();
    private final Fixture foreign = Fixture.create();

    Family() {
      for (Fixture place : List.of(own, sibling, foreign)) {
        place.store(place.live, "A store");
        place.store(place.test, "A store");
        Fixture.run(
            "update organization set max_active_keys = 100 where id = ?", place.organization);
      }
    }

    HttpResponse<String> ask(String caller, String operation, Fixture place) {
      String text = place.key(HARMLESS);
      UUID key = Fixture.idOf(text);
      UUID member = place.memberRow(place.organization, Role.VIEWER);
      String keys = "/v1/api-keys/";
      String about = place.organization.toString();
      return switch (operation) {
        case "keys.list" -> send(caller, "GET", "/v1/api-keys?organizationId=" + about, "");
        case "keys.read" -> send(caller, "GET", keys + key, "");
        case "keys.rotation" -> send(caller, "GET", keys + replaced(place, key) + "/rotation", "");
        case "keys.create" -> send(caller, "POST", "/v1/api-keys", newKey(about));
        case "keys.create_tenant" ->
            send(
                caller,
                "POST",
                "/v1/api-keys",
                "{\"name\":\"A tenant's\",\"level\":\"tenant\",\"scopes\":[\"store:read\"]}");
        case "keys.update" -> send(caller, "PATCH", keys + key, "{\"name\":\"Renamed\"}");
        case "keys.revoke" -> send(caller, "POST", keys + key + "/actions/revoke", "{}");
        case "keys.rotate" -> send(caller, "POST", keys + key + "/actions/rotate", "{}");
        case "keys.extend_rotation" ->
            send(caller, "POST", keys + replaced(place, key) + "/actions/extend-rotation", "{}");
        case "keys.abort_rotation" ->
            send(caller, "POST", keys + replaced(place, key) + "/actions/abort-rotation", "");
        case "keys.reissue" ->
            send(
                caller,
                "POST",
                "/v1/api-keys/actions/reissue",
                "{\"organizationId\":\"" + about + "\"}");
        case "keys.reveal" ->
            send(
                caller,
                "POST",
                keys + key + "/actions/reveal",
                "{\"password\":\"not the one it is\"}");
        case "keys.verify" ->
            send(caller, "POST", keys + "actions/verify", "{\"key\":\"" + text + "\"}");
        case "organizations.list" -> send(caller, "GET", "/v1/organizations", "");
        case "organizations.read" -> send(caller, "GET", "/v1/organizations/" + about, "");
        case "organizations.create" ->
            send(
                caller,
                "POST",
                "/v1/organizations",
                "{\"name\":\"Another\",\"email\":\"another@example.com\"}");
        case "organizations.update" ->
            send(caller, "PATCH", "/v1/organizations/" + about, "{\"name\":\"Renamed\"}");
        case "tenant.read" -> send(caller, "GET", "/v1/tenant", "");
        case "tenant.update" -> send(caller, "PATCH", "/v1/tenant", "{\"name\":\"Renamed\"}");
        case "tenant.read_credits" -> send(caller, "GET", tenant(place, "/credits"), "");
        case "tenant.list_credit_entries" -> {
          entry(place);
          yield send(caller, "GET", tenant(place, "/credit-entries"), "");
        }
        case "tenant.read_credit_entry" ->
            send(caller, "GET", tenant(place, "/credit-entries/" + entry(place)), "");
        case "tenant.grant_credits" ->
            send(
                caller,
                "POST",
                tenant(place, "/credit-grants"),
                "{\"amount\":1,\"reason\":\"A reason\"}");
        case "members.list" -> send(caller, "GET", "/v1/members?organizationId=" + about, "");
        case "members.read" -> send(caller, "GET", "/v1/members/" + member, "");
        case "members.create" -> send(caller, "POST", "/v1/members", newMember("viewer", about));
        case "members.create_owner" ->
            send(caller, "POST", "/v1/members", newMember("owner", null));
        case "members.update" ->
            send(caller, "PATCH", "/v1/members/" + member, "{\"name\":\"Renamed\"}");
        case "members.invite" ->
            send(caller, "POST", "/v1/members/" + member + "/actions/invite", "");
        case "audit.list" -> send(caller, "GET", "/v1/audit-events", "", place);
        case "usage.list" -> send(caller, "GET", "/v1/usage?to=2020-01-01T00:00:00Z", "", place);
        case "webhooks.list" -> {
          hook(caller, place);
          yield send(caller, "GET", HookMaker.HOOKS, "", place);
        }
        case "webhooks.read" -> send(caller, "GET", hook(caller, place), "");
        case "webhooks.create" ->
            send(
                caller,
                "POST",
                HookMaker.HOOKS,
                HookMaker.body("'environment':'%s'".formatted(environment(caller))),
                place);
        case "webhooks.update" -> send(caller, "PATCH", hook(caller, place), "{\"enabled\":false}");
        case "webhooks.delete" -> send(caller, "DELETE", hook(caller, place), "");
        case "webhooks.rotate_secret" ->
            send(caller, "POST", hook(caller, place) + "/actions/rotate-secret", "{}");
        case "webhooks.test" -> send(caller, "POST", hook(caller, place) + "/actions/test", "{}");
        case "webhooks.deliveries" -> {
          UUID hook = hookRow(caller, place);
          HookRows.delivery(hook, "product.created", "delivered");
          yield send(caller, "GET", HookMaker.HOOKS + "/" + hook + "/deliveries", "");
        }
        case "webhooks.read_delivery" -> send(caller, "GET", sent(caller, place), "");
        case "webhooks.redeliver" ->
            send(caller, "POST", sent(caller, place) + "/actions/redeliver", "");
        case "webhooks.event_types" -> send(caller, "GET", "/v1/webhook-event-types", "");
        case "audit.verify" -> send(caller, "POST", "/v1/audit-events/actions/verify", "");
        case "categories.create" ->
            send(caller, "POST", "/v1/categories", "{\"name\":\"" + Fixture.id() + "\"}", place);
        case "vault.list_projects" -> send(caller, "GET", PROJECTS, "", place);
        case "vault.get_project" ->
            send(caller, "GET", PROJECTS + "/" + project(caller, place), "", place);
        case "vault.create_project" ->
            send(caller, "POST", PROJECTS, "{\"name\":\"Another\"}", place);
        case "vault.update_project" ->
            send(
                caller,
                "PATCH",
                PROJECTS + "/" + project(caller, place),
                "{\"name\":\"Renamed\"}",
                place);
        case "vault.archive_project" ->
            send(caller, "POST", PROJECTS + "/" + project(caller, place) + "/archive", "", place);
        case "meta.whoami" -> send(caller, "GET", "/api/v2/me", "");
        case "meta.list_capabilities" -> send(caller, "GET", "/api/v2/capabilities", "");
        case "credits.get_balance" -> send(caller, "GET", "/api/v2/credits", "");
        case "store.read" -> send(caller, "GET", "/v1/store", "", place);
        default -> throw new AssertionError(operation);
      };
    }

    private static UUID project(String caller, Fixture place) {
      return Rows.project(caller.contains("test") ? place.test : place.live);
    }

    private static String environment(String caller) {
      return caller.contains("test") ? "test" : "live";
    }

    private static String hook(String caller, Fixture place) {
      return HookMaker.HOOKS + "/" + hookRow(caller, place);
    }

    private static UUID hookRow(String caller, Fixture place) {
      return HookRows.endpoint(place.tenant, place.organization, environment(caller));
    }

    private static String sent(String caller, Fixture place) {
      return "/v1/webhook-deliveries/"
          + HookRows.delivery(hookRow(caller, place), "product.created", "exhausted");
    }

    private static String newKey(String organization) {
      return "{\"name\":\"A new key\",\"scopes\":[\"store:read\"],\"organizationId\":\""
          + organization
          + "\"}";
    }

    private static String newMember(String role, String organization) {
      String of = organization == null ? "" : ",\"organizationId\":\"" + organization + "\"";
      return "{\"name\":\"Somebody\",\"email\":\"%s@example.com\",\"role\":\"%s\"%s}"
          .formatted(Fixture.id(), role, of);
    }

    private static String tenant(Fixture place, String below) {
      return "/v1/tenants/" + place.tenant + below;
    }

    private static UUID entry(Fixture place) {
      UUID id = Fixture.id();
      Fixture.run(
          "insert into tenant_credit_entry values"
              + " (?, ?, 'grant', 1, null, 'system', null, 'A test', 'A test', now(6))",
          id,
          place.tenant);
      return id;
    }

    private static UUID replaced(Fixture place, UUID key) {
      UUID successor = Fixture.idOf(place.key(HARMLESS));
      Fixture.run(
          "update api_key set replaced_by = ?, replaced_at = utc_timestamp(6),"
              + " expires_at = utc_timestamp(6) + interval 1 day where id = ?",
          successor,
          key);
      return key;
    }

    private HttpResponse<String> send(String caller, String method, String path, String body) {
      return send(caller, method, path, body, null);
    }

    /** With the organization in the header where the path cannot say it. */
    private HttpResponse<String> send(
        String caller, String method, String path, String body, Fixture header) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri(path))
              .method(
                  method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
      if (!body.isEmpty()) {
        request.header("Content-Type", "application/json");
      }
      if (header != null) {
        request.header("X-Organization-Id", header.organization.toString());
      }
      return ServerIT.send(request.headers(credential(caller)));
    }

    private String[] credential(String caller) {
      return switch (caller) {
        case "key" -> key(own.key(Scopes.ALL));
        case "reading key" -> key(own.key(Scopes.READING));
        case "test key" -> key(own.testKey(Scopes.ALL));
        case "tenant key" -> key(own.tenantKey(Scopes.ALL));
        case "reading tenant key" -> key(own.tenantKey(Scopes.READING));
        case "tenant test key" ->
            key(own.key(Fixture.id(), Environment.TEST, null, Scopes.ALL, "1000;w=1", null));
        case "owner" -> session(own.member(Role.OWNER));
        case "admin" -> session(own.member(Role.ADMIN));
        case "viewer" -> session(own.member(Role.VIEWER));
        case "tenant owner" -> session(own.tenantMember(Role.OWNER));
        case "tenant admin" -> session(own.tenantMember(Role.ADMIN));
        case "tenant viewer" -> session(own.tenantMember(Role.VIEWER));
        default -> throw new AssertionError(caller);
      };
    }

    private static String[] key(String text) {
      return new String[] {"X-API-Key", text};
    }

    private static String[] session(MemberClient member) {
      return new String[] {
        "Cookie",
        member.cookie(),
        "X-CSRF-Token",
        member.csrf(),
        "X-Forwarded-For",
        Addresses.fresh()
      };
    }
  }
}
