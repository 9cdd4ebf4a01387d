package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.allogate.people.Role;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What the database does for a read: every statement is backed by an index, a page costs as many
 * statements whatever its size, and as many rows wherever it is. Judged on one workspace among
 * others as large, by the statements the application really sent.
 */
class ExplainIT extends ServerIT {
  private static final int PRODUCTS = 20_000;
  private static final int SPARSE = 400;
  private static final int MEMBERS = 2_000;
  private static final int CATEGORIES = 2_000;
  private static final int LIMIT = 10;
  private static final int MIDDLE = PRODUCTS / 2;

  // One in six products passes bloggable=true in the wide category, each is in two tables, and of a
  // category that is a third of all there is, MariaDB may read the other two thirds along.
  private static final int MOST_ROWS_FOR_ONE = 40;
  private static final int COUPONS = 5_000;
  private static final int PROJECTS = 5_000;
  private static final String RARE = "Product 19999";
  private static final int EVENTS = 20_000;
  private static final int CUSTOMERS = 20_000;
  private static final int ENTRIES = 5_000;
  private static final int MOST_CUSTOMERS_FOR_ONE = 2;
  private static final int HOOKS = 2_000;
  private static final int WEBHOOKS = 5_000;
  private static final int USAGE_EACH = 400;
  private static final int USAGE = 50 * USAGE_EACH;

  // Told apart by these, sums come in no order of an index and are sorted.
  private static final Pattern SORTED_SUMS =
      Pattern.compile("from usage_.* group by time, (capability|status|key_id, status)");
  private static final String DUE_OF_ONE =
      "(select id, endpoint_id, event_id, tries, tries_left from webhook_delivery ";
  private static final String OF_EVENT =
      "select %s from audit_event where organization_id = ? order by id limit 1 offset "
          + EVENTS / 2;

  private static Fixture fixture;
  private static ApiClient owner;
  private static ApiClient tenantOwner;
  private static UUID wide;
  private static UUID narrow;
  private static UUID product;
  private static UUID actor;
  private static UUID target;
  private static UUID delivery;
  private static UUID project;
  private static UUID rotatedKey;
  private static UUID avatar;
  private static List<String> customerPages;
  private static List<String> entryPages;
  private static List<String> usagePages;
  private static UUID hook;
  private static UUID sent;
  private static List<String> logPages;
  private static MemberClient member;
  private static MemberClient colleague;

  @BeforeAll
  static void threeLargeWorkspaces() throws SQLException {
    fixture = Fixture.create();
    owner = new ApiClient(fixture.key(Scopes.ALL));
    tenantOwner = new ApiClient(fixture.tenantKey(Scopes.ALL));
    Fixture sibling = fixture.sibling();
    Fixture stranger = Fixture.create();
    for (UUID workspace : List.of(sibling.live, fixture.live, fixture.test, stranger.live)) {
      fill(workspace);
    }
    wide = fixture.category(fixture.live, "Wide");
    narrow = fixture.category(fixture.live, "Narrow");
    categorize(wide, "crc32(id) mod 2 = 0");
    categorize(narrow, "crc32(id) mod 1000 = 0");
    categorize(sibling.category(sibling.live, "Other"), "true");
    for (UUID workspace : List.of(sibling.live, fixture.live, fixture.test, stranger.live)) {
      categories(workspace);
    }
    fixture.store(fixture.live, "A store");
    for (int tier = 0; tier < 5; tier++) {
      Rows.loyaltyTier(fixture.live, "Tier " + tier, 1000 * tier, tier);
    }
    product = Rows.active(fixture.live).get(MIDDLE);
    // Far beyond what the application writes down of these tenants itself.
    int sequence = 1_000_000_000;
    for (Fixture one : List.of(sibling, fixture, stranger, fixture.sibling())) {
      Rows.auditEvents(one.tenant, one.organization, sequence, EVENTS);
      sequence += EVENTS;
    }
    actor = Rows.ids(OF_EVENT.formatted("actor_id"), fixture.organization).get(0);
    target = Rows.ids(OF_EVENT.formatted("target_id"), fixture.organization).get(0);
    for (Fixture one : List.of(stranger, sibling, fixture)) {
      one.members(MEMBERS);
    }
    member = fixture.tenantMember(Role.OWNER);
    Rows.tenantCreditEntries(fixture.tenant, ENTRIES);
    colleague = fixture.member(Role.OWNER);
    for (Fixture each : List.of(stranger, sibling, fixture)) {
      Rows.usage(each.tenant, each.organization, USAGE_EACH, USAGE);
    }
    for (Fixture each : List.of(fixture, sibling, stranger)) {
      keys(each);
      Rows.productImports(each.live, 3_000);
    }
    for (UUID workspace : List.of(sibling.live, fixture.live, fixture.test, stranger.live)) {
      Rows.customers(workspace, CUSTOMERS);
      avatar = Rows.customer(workspace, "username", "aether.ash", "spent", 10_000);
      Rows.creditEntries(avatar, ENTRIES);
    }
    for (UUID workspace : List.of(sibling.live, stranger.live, fixture.live)) {
      delivery = deliveries(workspace);
    }
    avatar = Rows.customer(fixture.live, "username", "ash");
    Rows.creditEntries(avatar, ENTRIES);
    rotatedKey = Fixture.idOf(fixture.key(Scopes.ALL));
    Fixture.run(
        "update api_key set replaced_by = ?, replaced_at = utc_timestamp(6),"
            + " expires_at = utc_timestamp(6) + interval 1 day where id = ?",
        Fixture.id(),
        rotatedKey);
    for (Fixture each : List.of(sibling, fixture, stranger)) {
      Rows.coupons(each.live, COUPONS);
      Rows.coupons(each.test, COUPONS);
      giftCards(each);
      Rows.projects(each.live, PROJECTS);
      Rows.projects(each.test, PROJECTS);
    }
    project = Rows.project(fixture.live);
    for (Fixture each : List.of(sibling, stranger, fixture)) {
      for (UUID workspace : List.of(each.live, each.test)) {
        HookRows.endpoints(workspace, HOOKS);
        hook = HookRows.endpoint(workspace);
        HookRows.log(hook, WEBHOOKS);
      }
    }
    hook = HookRows.endpoint(fixture.live);
    HookRows.log(hook, WEBHOOKS);
    sent = HookRows.delivery(hook, "product.created", "delivered");
    try (Connection connection = database();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "analyze table webhook_endpoint, charged_event, outbox, webhook_event, webhook_delivery, webhook_attempt");
      statement.execute("analyze table coupon, gift_card, customer, project");
      statement.execute("analyze table usage_minute, usage_hour, usage_day");
      statement.execute(
          "analyze table product, product_category, profit_share, category, store, loyalty_tier,"
              + " workspace, organization, tenant, api_key, api_user, audit_event, member,"
              + " tenant_credit_entry,"
              + " member_session, member_invitation, customer, credit_entry, delivery,"
              + " product_import");
    }
    customerPages =
        customerQueries().stream()
            .flatMap(query -> pages("/v1/customers?" + query).stream())
            .toList();
    entryPages = pages("/v1/customers/" + avatar + "/credits/entries?");
    usagePages = usagePages();
    logPages = logPages();
  }

  /** Pages of every combination of filters, the second one and the way back from there. */
  private static List<String> logPages() {
    List<String> pages = new ArrayList<>();
    for (String state : List.of("", "&state=pending", "&state=delivered", "&state=exhausted")) {
      for (String type : List.of("", "&eventType=product.created", "&eventType=product.updated")) {
        String path = HookMaker.HOOKS + "/" + hook + "/deliveries?" + state + type;
        pages.addAll(pages(path));
        String first = path + "&limit=" + LIMIT;
        JsonNode next = owner.read(first).at("/pagination/nextCursor");
        if (next.isTextual()) {
          String second = first + "&cursor=" + next.textValue();
          pages.addAll(
              List.of(second, first + "&cursor=" + cursor(owner, second, "previousCursor")));
        }
      }
    }
    return pages;
  }

  private static List<String> customerQueries() {
    List<String> queries = new ArrayList<>();
    for (String news : List.of("", "&newsSubscriber=true", "&newsSubscriber=false")) {
      for (String spent : List.of("", "-1", "0", "5000", "9980", "1000000")) {
        queries.add(news + (spent.isEmpty() ? "" : "&spentMoreThan=" + spent));
      }
    }
    return queries;
  }

  /** The first page of a list, one in the middle, the last one, and the ways back from both. */
  private static List<String> pages(String path) {
    return pages(path, owner);
  }

  private static List<String> pages(String path, ApiClient reader) {
    String first = path + "&limit=" + LIMIT;
    List<String> cursors = new ArrayList<>();
    JsonNode page = reader.read(path + "&limit=1000");
    while (page.at("/pagination/nextCursor").isTextual()) {
      cursors.add(page.at("/pagination/nextCursor").textValue());
      page = reader.read(path + "&limit=1000&cursor=" + cursors.get(cursors.size() - 1));
    }
    int left = page.path("data").size();
    List<String> pages = new ArrayList<>(List.of(first));
    if (!cursors.isEmpty() && left > 1) {
      String middle = first + "&cursor=" + cursors.get(cursors.size() / 2);
      String beforeLast =
          path + "&limit=" + (left - 1) + "&cursor=" + cursors.get(cursors.size() - 1);
      String last =
          first + "&cursor=" + reader.read(beforeLast).at("/pagination/nextCursor").textValue();
      for (String deep : List.of(middle, last)) {
        String previous = reader.read(deep).at("/pagination/previousCursor").textValue();
        pages.addAll(List.of(deep, first + "&cursor=" + previous));
      }
    }
    return pages;
  }

  private static void fill(UUID workspace) {
    Rows.products(
        workspace,
        PRODUCTS,
        "listed",
        "seq mod " + SPARSE + " <> 0",
        "bloggable",
        "seq mod 3 = 0",
        "active",
        "seq mod 20 <> 1",
        "description",
        "'Made by hand.'");
    Fixture.run(
        "insert into profit_share (product_id, position, user_uuid, percent)"
            + " select id, 0, id, 10 from product where workspace_id = ? and price = 100"
            + " and crc32(id) mod 3 = 0",
        workspace);
  }

  private static void giftCards(Fixture of) {
    ApiClient client = new ApiClient(of.key(Scopes.ALL));
    for (int customer = 0; customer < 3; customer++) {
      assertThat(
              client
                  .post(
                      "/v1/customers/%s/actions/grant-gift-card".formatted(UUID.randomUUID()),
                      "{\"credit\":1}")
                  .statusCode())
          .isEqualTo(201);
    }
    Fixture.run(
        "update customer set username = concat('giver.', left(hex(uuid), 8))"
            + " where id in (select customer_id from gift_card where workspace_id = ?)",
        of.live);
    Fixture.run(
        "insert into gift_card (id, workspace_id, customer_id, credit, active, redeemed, transfer,"
            + " purchased)"
            + " select unhex(concat(left(hex(g.id), 20), lpad(hex(seq), 12, '0'))), g.workspace_id,"
            + " g.customer_id, seq, seq mod 20 <> 1, seq mod 3 = 0, false, g.purchased"
            + " from gift_card g join seq_1_to_3000 where g.workspace_id = ?",
        of.live);
  }

  private static void keys(Fixture of) {
    UUID model = Fixture.idOf(of.key(Scopes.ALL));
    Fixture.run(
        "insert into api_key (id, tenant_id, organization_id, api_user_id, level, status,"
            + " environment, name, hash, prefix, preview, scopes, created_at, revoked_at)"
            + " select unhex(concat(left(hex(k.id), 20), lpad(hex(seq), 12, '0'))), k.tenant_id,"
            + " k.organization_id, k.api_user_id, k.level,"
            + " case seq mod 3 when 0 then 'revoked' when 1 then 'expired' else 'active' end,"
            + " k.environment, concat('Key ', seq), k.hash, k.prefix, k.preview, k.scopes,"
            + " k.created_at, if(seq mod 3 = 0, k.created_at, null)"
            + " from api_key k join seq_1_to_3000 where k.id = ?",
        model);
  }

  /** As many deliveries as products, each to a customer of its own; the id of one. */
  private static UUID deliveries(UUID workspace) {
    Fixture.run(
        "insert into delivery (id, workspace_id, product_id, customer_id, status, took_one,"
            + " created_at) select p.id, p.workspace_id, p.id, c.id, 'pending', false,"
            + " utc_timestamp(6) from product p join customer c on c.workspace_id = p.workspace_id"
            + " where p.workspace_id = ? and c.username = 'aether.ash'",
        workspace);
    return Rows.ids("select id from delivery where workspace_id = ? limit 1", workspace).get(0);
  }

  private static void categories(UUID workspace) {
    Fixture.run(
        "insert into category (id, workspace_id, name) with chosen as (select ? as workspace)"
            + " select unhex(md5(concat(seq, hex(workspace)))), workspace, concat('Category ', seq)"
            + " from seq_1_to_%d, chosen".formatted(CATEGORIES),
        workspace);
  }

  private static void categorize(UUID category, String condition) {
    Fixture.run(
        "insert into product_category (category_id, product_id)"
            + " select c.id, p.id from category c join product p on p.workspace_id = c.workspace_id"
            + " where c.id = ? and "
            + condition.replace("(id)", "(p.id)"),
        category);
    Fixture.run(
        "update category set product_count ="
            + " (select count(*) from product_category where category_id = id) where id = ?",
        category);
  }

  /**
   * A combination of filters.
   *
   * @param dense whether an index leads to what passes; a text that hardly any product has is
   *     looked for in every product of the workspace
   */
  private record Filter(String query, boolean dense, boolean searching) {
    static List<Filter> all() {
      List<Filter> all = new ArrayList<>();
      for (String listed : List.of("", "&listed=true", "&listed=false")) {
        for (String bloggable : List.of("", "&bloggable=true", "&bloggable=false")) {
          for (String category : List.of("", "&category=" + wide, "&category=" + narrow)) {
            for (String search : List.of("", "Product", RARE)) {
              String searched = search.isEmpty() ? "" : "&search=" + ApiClient.encoded(search);
              all.add(
                  new Filter(
                      listed + bloggable + category + searched,
                      !search.equals(RARE),
                      !search.isEmpty()));
            }
          }
        }
      }
      return all;
    }

    String path(int limit, String cursor) {
      return "/v1/products?limit=" + limit + query + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
    }

    /** The first page, one in the middle or at least the second, and the way back from there. */
    List<String> pages() {
      String cursor = "";
      int read = 0;
      String next = "";
      do {
        cursor = next;
        JsonNode page = owner.read(path(1000, cursor));
        read += page.path("data").size();
        next = page.at("/pagination/nextCursor").asText("");
      } while (!next.equals("null") && !next.isEmpty() && read < MIDDLE && !searching);
      List<String> pages = new ArrayList<>(List.of(path(LIMIT, "")));
      String deep = cursor.isEmpty() ? next : cursor;
      if (!deep.isEmpty() && !deep.equals("null")) {
        pages.add(path(LIMIT, deep));
        pages.add(
            path(
                LIMIT, owner.read(path(LIMIT, deep)).at("/pagination/previousCursor").textValue()));
      }
      return pages;
    }
  }

  /** Every combination of filters of the audit trail, as queries. */
  private static List<String> auditQueries() {
    List<String> all = List.of("?limit=" + LIMIT);
    for (String filter :
        List.of(
            "&actor=" + actor,
            "&action=api_key.created",
            "&target=" + target,
            "&from=" + Instant.ofEpochSecond(Rows.FIRST_SECOND + EVENTS / 4),
            "&to=" + Instant.ofEpochSecond(Rows.FIRST_SECOND + EVENTS / 4 * 3))) {
      all = all.stream().flatMap(query -> Stream.of(query, query + filter)).toList();
    }
    return all;
  }

  /** The first page of every combination, the second one, and the way back from there. */
  private static List<String> auditPages(ApiClient client) {
    List<String> pages = new ArrayList<>();
    for (String query : auditQueries()) {
      String path = "/v1/audit-events" + query;
      pages.add(path);
      JsonNode next = client.read(path).at("/pagination/nextCursor");
      if (next.isTextual()) {
        String second = path + "&cursor=" + next.textValue();
        pages.add(second);
        pages.add(
            path + "&cursor=" + client.read(second).at("/pagination/previousCursor").textValue());
      }
    }
    return pages;
  }

  /**
   * The first page of every kind of sum under every filter, the second, and the way back; of hours,
   * and of minutes and days, whose tables are the same, only the totals.
   */
  private static List<String> usagePages() {
    String key = owner.read("/v1/usage?groupBy=key").at("/data/5/keyId").textValue();
    List<String> pages = new ArrayList<>();
    for (String filter :
        List.of(
            "",
            "&keyId=" + key,
            "&organizationId=" + fixture.organization,
            "&capability=some.thing_1")) {
      for (String sums :
          List.of(
              "hour",
              "hour&groupBy=key",
              "hour&groupBy=capability",
              "hour&groupBy=status",
              "hour&groupBy=key,capability",
              "hour&groupBy=key,status",
              "minute",
              "day")) {
        pages.add("/v1/usage?limit=" + LIMIT + "&granularity=" + sums + filter);
      }
    }
    return pages;
  }

  /** Those pages, the ones after them, and the ways back. */
  private static List<String> usagePages(ApiClient client) {
    List<String> pages = new ArrayList<>();
    for (String path : usagePages) {
      String second = path + "&cursor=" + cursor(client, path, "nextCursor");
      pages.addAll(
          List.of(path, second, path + "&cursor=" + cursor(client, second, "previousCursor")));
    }
    return pages;
  }

  private static String cursor(ApiClient client, String path, String way) {
    return client.read(path).at("/pagination/" + way).textValue();
  }

  /** Every GET that is for callers of the whole tenant, or means more to them. */
  private static Map<String, List<String>> tenantReads() {
    Map<String, List<String>> reads = new LinkedHashMap<>();
    reads.put("/v1/tenant", List.of("/v1/tenant"));
    String credits = "/v1/tenants/" + fixture.tenant;
    reads.put("/v1/tenants/{id}/credits", List.of(credits + "/credits"));
    List<String> ledger =
        Stream.of("", "kind=grant", "kind=usage")
            .flatMap(query -> pages(credits + "/credit-entries?" + query, tenantOwner).stream())
            .toList();
    reads.put("/v1/tenants/{id}/credit-entries", ledger);
    String entry = tenantOwner.read(ledger.get(0)).at("/data/0/id").textValue();
    reads.put(
        "/v1/tenants/{id}/credit-entries/{entry}", List.of(credits + "/credit-entries/" + entry));
    reads.put("/v1/organizations/{id}", List.of("/v1/organizations/" + fixture.organization));
    String first = "/v1/organizations?limit=1";
    String next = tenantOwner.read(first).at("/pagination/nextCursor").textValue();
    reads.put("/v1/organizations", List.of(first, first + "&cursor=" + next));
    reads.put(HookMaker.HOOKS, hookPages(tenantOwner));
    reads.put("/v1/audit-events", auditPages(tenantOwner));
    reads.put("/v1/usage", usagePages(tenantOwner));
    reads.put(
        "/v1/members",
        Stream.of("", "&organizationId=" + fixture.organization)
            .flatMap(filter -> members(tenantOwner, filter).stream())
            .toList());
    return reads;
  }

  /** Every GET that is for members alone. */
  private static Map<String, List<String>> memberReads() {
    return Map.of(
        "/v1/session", List.of("/v1/session"), "/v1/session/all", List.of("/v1/session/all"));
  }

  /** Every other GET of both surfaces with paths that stand for it. */
  private static Map<String, List<String>> reads() {
    Map<String, List<String>> reads = new LinkedHashMap<>();
    reads.put("/v1/store", List.of("/v1/store"));
    reads.put("/v1/loyalty/tiers", List.of("/v1/loyalty/tiers"));
    reads.put("/v1/products/{id}", List.of("/v1/products/" + product));
    reads.put(
        "/v1/products", Filter.all().stream().flatMap(filter -> filter.pages().stream()).toList());
    reads.put("/v1/products/actions/export", List.of("/v1/products/actions/export"));
    String imports = "/v1/product-imports?limit=" + LIMIT;
    String next = owner.read(imports).at("/pagination/nextCursor").textValue();
    reads.put("/v1/product-imports", List.of(imports, imports + "&cursor=" + next));
    String one = owner.read(imports).at("/data/0/id").textValue();
    reads.put("/v1/product-imports/{id}", List.of("/v1/product-imports/" + one));
    reads.put("/v1/customers", customerPages);
    reads.put(
        "/v1/customers/{identifier}", List.of("/v1/customers/" + avatar, "/v1/customers/ash"));
    reads.put("/v1/customers/{identifier}/spend", List.of("/v1/customers/ash/spend"));
    reads.put("/v1/customers/{identifier}/credits", List.of("/v1/customers/ash/credits"));
    reads.put("/v1/customers/{identifier}/credits/entries", entryPages);
    reads.put("/v1/categories", pages("/v1/categories?"));
    reads.put("/v1/categories/{id}", List.of("/v1/categories/" + wide));
    reads.put(
        "/v1/categories/{id}/products",
        Stream.of("", "&listed=true", "&bloggable=true", "&listed=true&bloggable=false&search=7")
            .flatMap(filter -> pages("/v1/categories/" + wide + "/products?" + filter).stream())
            .toList());
    reads.put("/v1/deliveries/{id}", List.of("/v1/deliveries/" + delivery));
    reads.put("/api/v2/me", List.of("/api/v2/me"));
    reads.put("/api/v2/capabilities", List.of("/api/v2/capabilities"));
    reads.put("/api/v2/vault/projects", projectPages());
    reads.put("/api/v2/vault/projects/{id}", List.of("/api/v2/vault/projects/" + project));
    reads.put("/api/v2/credits", List.of("/api/v2/credits"));
    reads.put("/v1/audit-events", auditPages(owner));
    reads.put("/v1/usage", usagePages(owner));
    reads.put("/v1/forward-auth", List.of("/v1/forward-auth?scopes=store:read"));
    reads.put(
        "/v1/forward-auth/for/{scopes}/{cost}{path}",
        List.of("/v1/forward-auth/for/store:read/1/store"));
    reads.put("/v1/webhook-event-types", List.of("/v1/webhook-event-types"));
    reads.put(HookMaker.HOOKS, hookPages(owner));
    reads.put(HookMaker.HOOKS + "/{id}", List.of(HookMaker.HOOKS + "/" + hook));
    reads.put(HookMaker.HOOKS + "/{id}/deliveries", logPages);
    reads.put("/v1/webhook-deliveries/{id}", List.of("/v1/webhook-deliveries/" + sent));
    reads.put("/v1/api-keys", keyLists());
    reads.put("/v1/api-keys/{id}", List.of("/v1/api-keys/" + rotatedKey));
    reads.put("/v1/api-keys/{id}/rotation", List.of("/v1/api-keys/" + rotatedKey + "/rotation"));
    reads.put("/v1/members", members(owner, ""));
    reads.put("/v1/members/{id}", List.of("/v1/members/" + colleague.id()));
    reads.put("/v1/coupons", pages("/v1/coupons", List.of("active")));
    JsonNode coupon = owner.read("/v1/coupons?limit=1").at("/data/0");
    reads.put("/v1/coupons/{id}", List.of("/v1/coupons/" + coupon.path("id").asText()));
    reads.put("/v1/coupons/owner/{identifier}", couponsOf(coupon));
    UUID card =
        Rows.ids("select id from gift_card where workspace_id = ? limit 1", fixture.live).get(0);
    reads.put("/v1/giftcards/{id}", List.of("/v1/giftcards/" + card));
    reads.put(
        "/v1/customers/{identifier}/giftcards", giftCardsOf(owner.read("/v1/giftcards/" + card)));
    return reads;
  }

  private static List<String> hookPages(ApiClient reader) {
    return Stream.of("", "&enabled=true", "&enabled=false")
        .flatMap(filter -> pages(HookMaker.HOOKS + "?" + filter, reader).stream())
        .toList();
  }

  /** The first page of every status, one in the middle, and the last one. */
  private static List<String> projectPages() {
    List<String> pages = new ArrayList<>();
    for (String status : List.of("", "&status=active", "&status=archived")) {
      String path = "/api/v2/vault/projects?limit=";
      List<String> cursors = new ArrayList<>();
      JsonNode page = owner.read(path + 100 + status);
      while (page.path("has_more").booleanValue()) {
        cursors.add("&cursor=" + page.path("next_cursor").textValue());
        page = owner.read(path + 100 + status + cursors.get(cursors.size() - 1));
      }
      pages.add(path + LIMIT + status);
      pages.add(path + LIMIT + status + cursors.get(cursors.size() / 2));
      pages.add(path + LIMIT + status + cursors.get(cursors.size() - 1));
    }
    return pages;
  }

  private static List<String> couponsOf(JsonNode coupon) {
    return Stream.of("ownerUuid", "ownerUsername")
        .map(name -> "/v1/coupons/owner/" + coupon.path(name).asText())
        .flatMap(path -> pages(path, List.of()).stream())
        .toList();
  }

  private static List<String> giftCardsOf(JsonNode card) {
    return Stream.of("ownerUuid", "ownerUsername")
        .map(name -> "/v1/customers/" + card.path(name).asText() + "/giftcards")
        .flatMap(path -> pages(path, List.of("active", "redeemed")).stream())
        .toList();
  }

  /** Some pages of a list, narrowed by every combination of flags. */
  private static List<String> pages(String list, List<String> flags) {
    List<String> all = List.of(list + "?");
    for (String flag : flags) {
      all =
          all.stream()
              .flatMap(
                  path ->
                      Stream.of(path, path + "&" + flag + "=true", path + "&" + flag + "=false"))
              .toList();
    }
    return all.stream().flatMap(path -> pages(path).stream()).toList();
  }

  /** The first page and the second. */
  private static List<String> members(ApiClient reader, String filter) {
    String first = "/v1/members?limit=" + LIMIT + filter;
    String next = reader.read(first).at("/pagination/nextCursor").textValue();
    return List.of(first, first + "&cursor=" + next);
  }

  private static List<String> keyLists() {
    List<String> paths = new ArrayList<>();
    for (String organization : List.of("", "&organizationId=" + fixture.organization)) {
      for (String status : List.of("", "&status=active", "&status=revoked", "&status=expired")) {
        String path = "/v1/api-keys?limit=" + LIMIT + organization + status;
        paths.add(path);
        String next = owner.read(path).at("/pagination/nextCursor").asText("");
        if (!next.isEmpty() && !next.equals("null")) {
          String second = path + "&cursor=" + next;
          paths.add(second);
          paths.add(
              path + "&cursor=" + owner.read(second).at("/pagination/previousCursor").textValue());
        }
      }
    }
    return paths;
  }

  @Nested
  class EveryRead {
    @Test
    void isExplainedHere() {
      HttpReads contract = HttpReads.ofContract();
      Set<String> explained = new LinkedHashSet<>(reads().keySet());
      explained.addAll(tenantReads().keySet());
      explained.addAll(memberReads().keySet());
      assertThat(explained).containsExactlyInAnyOrderElementsOf(contract.guarded());
    }

    @Test
    void isBackedByAnIndex() throws SQLException {
      Map<String, List<String>> reads = reads();
      Map<String, List<String>> tenantReads = tenantReads();
      Set<String> statements = new LinkedHashSet<>();
      try (StatementLog log = StatementLog.open()) {
        // Keys that no cache knows yet, so that the guard's own statements are among them.
        ApiClient fresh = new ApiClient(fixture.key(Scopes.ALL));
        reads
            .values()
            .forEach(
                paths ->
                    paths.forEach(
                        path -> assertThat(fresh.get(path).statusCode()).as(path).isIn(200, 204)));
        member.read("/v1/members?limit=" + LIMIT);
        colleague.read("/v1/members?limit=" + LIMIT);
        fresh.read("/v1/products?limit=1000");
        String tenantKey = fixture.tenantKey(Scopes.ALL);
        tenantReads
            .values()
            .forEach(paths -> paths.forEach(path -> new ApiClient(tenantKey).read(path)));
        memberReads().values().forEach(paths -> paths.forEach(member::read));
        ApiClient ofTenant = new ApiClient(tenantKey);
        keyLists().stream().filter(path -> !path.contains("cursor")).forEach(ofTenant::read);
        ofTenant.read("/v1/api-keys/" + rotatedKey);
        assertThat(
                get(
                        "/v1/store",
                        "X-API-Key",
                        tenantKey,
                        "X-Organization-Id",
                        fixture.organization.toString())
                    .statusCode())
            .isEqualTo(200);
        dispatch();
        statements.addAll(log.selects());
      }
      List<String> complaints = new ArrayList<>();
      try (Connection connection = database()) {
        for (String statement : statements) {
          complaints.addAll(complaints(connection, statement));
        }
      }
      assertThat(statements)
          .hasSizeGreaterThan(100)
          .anyMatch(
              it ->
                  it.startsWith(DUE_OF_ONE)
                      && it.contains(" union all " + DUE_OF_ONE)
                      && it.endsWith(" limit 0)"));
      assertThat(complaints).isEmpty();
    }

    // To three at once: what is due of them is read as a union of four, the last one of nothing.
    private void dispatch() {
      try (Receiver receiver = Receiver.start()) {
        List<UUID> endpoints =
            Stream.generate(() -> Hooks.endpoint(fixture, receiver.uri("/").toString()))
                .limit(3)
                .toList();
        UUID event = Hooks.event(fixture);
        endpoints.forEach(endpoint -> Hooks.awaitState(endpoint, event, "delivered 1"));
        endpoints.forEach(endpoint -> Hooks.set(endpoint, "enabled = 0"));
      }
    }

    private List<String> complaints(Connection connection, String select) throws SQLException {
      List<String> complaints = new ArrayList<>();
      boolean sorted = SORTED_SUMS.matcher(select).find();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("explain " + select)) {
        while (rows.next()) {
          String type = String.valueOf(rows.getString("type"));
          String extra = String.valueOf(rows.getString("Extra"));
          // A derived table is the list of ids in the statement itself; signing keys are two.
          String table = String.valueOf(rows.getString("table"));
          boolean small = table.startsWith("<derived") || select.contains(" from signing_key ");
          // The front of a queue: the index in its order, as far as the limit.
          boolean front =
              select.contains(" from outbox order by id limit ")
                  || select.contains(" from charged_event order by node_id, sequence limit ");
          if (type.equals("ALL") && !small
              || type.equals("index") && !front
              || !sorted && extra.contains("Using filesort")
              || !sorted && extra.contains("Using temporary")) {
            complaints.add(
                "%s, key %s, %s: %s".formatted(type, rows.getString("key"), extra, select));
          }
        }
      }
      return complaints;
    }
  }

  @Nested
  class APage {
    @Test
    void readsRowsInProportionToItsLimit() throws SQLException {
      List<String> complaints = new ArrayList<>();
      for (Filter filter : Filter.all()) {
        for (String path : filter.pages()) {
          long rows = rowsRead(owner, path, ".active=");
          if (rows > (filter.dense() ? MOST_ROWS_FOR_ONE * (LIMIT + 1) : 2 * PRODUCTS)) {
            complaints.add(rows + " rows for " + path);
          }
        }
      }
      assertThat(complaints).isEmpty();
    }

    @Test
    void ofTheAuditTrailReadsRowsInProportionToItsLimit() throws SQLException {
      List<String> complaints = new ArrayList<>();
      for (ApiClient client : List.of(owner, tenantOwner)) {
        for (String path : auditPages(client)) {
          long rows = rowsRead(client, path, " from audit_event ");
          if (rows > MOST_ROWS_FOR_ONE * (LIMIT + 1)) {
            complaints.add(rows + " rows for " + path);
          }
        }
      }
      assertThat(complaints).isEmpty();
    }

    @Test
    void ofCouponsGiftCardsAndProjectsReadsRowsInProportionToItsLimit() throws SQLException {
      Map<String, List<String>> reads = reads();
      Map<String, String> tables =
          Map.of(
              "/v1/coupons", " from coupon ",
              "/v1/coupons/owner/{identifier}", " from coupon ",
              "/v1/customers/{identifier}/giftcards", " from gift_card ",
              "/api/v2/vault/projects", " from project ");
      for (Map.Entry<String, String> list : tables.entrySet()) {
        for (String path : reads.get(list.getKey())) {
          assertThat(rowsRead(owner, path, list.getValue()))
              .as(path)
              .isLessThanOrEqualTo(MOST_ROWS_FOR_ONE * (LIMIT + 1));
        }
      }
    }

    @Test
    void ofUsageReadsNoFurtherThanItGoes() throws SQLException {
      List<String> complaints = new ArrayList<>();
      for (ApiClient client : List.of(owner, tenantOwner)) {
        for (String path : usagePages(client)) {
          // As many steps of time as the page has rows at most, or a day's hours where it sorts.
          long rows = rowsRead(client, path, " from usage_");
          long most = path.contains("groupBy=key&") || !path.contains("groupBy") ? LIMIT + 2 : 60;
          if (rows > most * 2 * USAGE_EACH) {
            complaints.add(rows + " rows for " + path);
          }
        }
      }
      assertThat(complaints).isEmpty();
    }

    @Test
    void ofCustomersOrOfALedgerReadsHardlyMoreRowsThanItShows() throws SQLException {
      List<String> complaints = new ArrayList<>();
      for (String path : customerPages) {
        long rows = rowsRead(owner, path, " from customer ");
        if (rows > MOST_CUSTOMERS_FOR_ONE * (LIMIT + 1)) {
          complaints.add(rows + " rows for " + path);
        }
      }
      for (String path : entryPages) {
        long rows = rowsRead(owner, path, " from credit_entry ");
        if (rows > MOST_CUSTOMERS_FOR_ONE * (LIMIT + 1)) {
          complaints.add(rows + " rows for " + path);
        }
      }
      assertThat(customerPages).hasSizeGreaterThan(60);
      assertThat(entryPages).hasSize(5);
      assertThat(complaints).isEmpty();
    }

    @Test
    void ofEndpointsOrOfTheirLogReadsRowsInProportionToItsLimit() throws SQLException {
      List<String> complaints = new ArrayList<>();
      for (String path : logPages) {
        long rows = rowsRead(owner, path, " from webhook_delivery ");
        if (rows > LIMIT + 1) {
          complaints.add(rows + " rows for " + path);
        }
      }
      for (ApiClient client : List.of(owner, tenantOwner)) {
        for (String path : hookPages(client)) {
          long rows = rowsRead(client, path, " from webhook_endpoint ");
          if (rows > LIMIT + 1) {
            complaints.add(rows + " rows for " + path);
          }
        }
      }
      assertThat(logPages).hasSizeGreaterThan(30);
      assertThat(complaints).isEmpty();
    }

    private long rowsRead(ApiClient client, String path, String part) throws SQLException {
      List<String> statements;
      try (StatementLog log = StatementLog.open()) {
        client.read(path);
        statements =
            log.selects().stream()
                .filter(it -> it.contains(part) && !it.startsWith(DUE_OF_ONE))
                .toList();
      }
      assertThat(statements).as(path).hasSize(1);
      try (Connection connection = database();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("analyze format=json " + statements.get(0))) {
        rows.next();
        return rowsRead(ApiClient.json(rows.getString(1)));
      }
    }

    private long rowsRead(JsonNode plan) {
      long here = Math.round(plan.path("r_loops").asDouble() * plan.path("r_rows").asDouble());
      long below = StreamSupport.stream(plan.spliterator(), false).mapToLong(this::rowsRead).sum();
      return below + (plan.has("table_name") ? here : 0);
    }

    @Test
    void takesAsManyStatementsWhateverItsLimit() throws SQLException {
      owner.read("/v1/products");
      for (String filter : List.of("", "&category=" + wide, "&listed=true&search=product")) {
        List<String> ten = statementsOf("/v1/products?limit=10" + filter);
        List<String> thousand = statementsOf("/v1/products?limit=1000" + filter);
        assertThat(ten).as("%s", ten).hasSize(2);
        assertThat(thousand).hasSameSizeAs(ten);
      }
      String log = HookMaker.HOOKS + "/" + hook + "/deliveries?limit=";
      assertThat(statementsOf(log + 10)).hasSize(3);
      assertThat(statementsOf(log + 1000)).hasSize(3);
    }

    private List<String> statementsOf(String path) throws SQLException {
      try (StatementLog log = StatementLog.open()) {
        owner.read(path);
        // Timers look at keys of all kinds, credits and webhooks meanwhile.
        return log.selects().stream()
            .filter(
                it ->
                    !it.contains(" for update skip locked")
                        && !it.startsWith(DUE_OF_ONE)
                        && !it.contains(" api_key ")
                        && !it.contains(" signing_key ")
                        && !it.contains(" credit_")
                        && !it.contains(" charged_event ")
                        && !it.contains(" tenant "))
            .toList();
      }
    }
  }

  /** The guarded reads of the contract document. */
  private record HttpReads(Set<String> guarded) {
    static HttpReads ofContract() {
      JsonNode paths = ApiClient.json(get("/openapi", "Accept", "application/json")).path("paths");
      Set<String> guarded = new LinkedHashSet<>();
      for (Map.Entry<String, JsonNode> path : paths.properties()) {
        if (!path.getValue().at("/get/security").isEmpty()) {
          guarded.add(path.getKey());
        }
      }
      return new HttpReads(guarded);
    }
  }
}
