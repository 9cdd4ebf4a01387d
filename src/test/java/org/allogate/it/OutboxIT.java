package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.allogate.Threads;
import org.allogate.outbox.EventType;
import org.allogate.outbox.Payload;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happened is written down to be told if and only if it happened, once, where it belongs. */
class OutboxIT extends ServerIT {
  private static final String TOLD = "select type, organization_id, environment, payload, id from ";
  private static final String AVATAR = "b7c8d9e0-1f2a-4b3c-8d4e-5f6a7b8c9d0e";
  private static final String PRODUCTS = "/v1/products";
  private static final String COUPONS = "/v1/coupons";
  private static final String PROJECTS = "/api/v2/vault/projects";
  private static final String CUSTOMER = "/v1/customers/" + AVATAR;
  private static final int MANY = 1_000;
  private static final int BATCH = 500;

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.ALL));
  private final KeyMaker keys = KeyMaker.of(fixture);

  /** Somebody who wants to know everything of a tenant, or of one organization. */
  private static UUID listener(UUID tenant, UUID organization, String environment) {
    UUID id = Fixture.id();
    Fixture.run(
        "insert into webhook_endpoint (id, tenant_id, organization_id, environment, url,"
            + " event_types, enabled, secret, created_at)"
            + " values (?, ?, ?, ?, 'https://example.invalid/', '*', true, x'00', utc_timestamp(6))",
        id,
        tenant,
        organization,
        environment);
    anotherIsMade();
    return id;
  }

  // Through the API, which has the server forget that nobody listens to somebody.
  private static void anotherIsMade() {
    ok(new ApiClient(Fixture.create().key(Scopes.ALL)).post(HookMaker.HOOKS, hook()));
  }

  private static String hook() {
    return "{\"url\":\"http://127.0.0.1:9/\",\"eventTypes\":[\"product.created\"]}";
  }

  private void listen() {
    listener(fixture.tenant, null, "live");
  }

  /** What is and was to be told of a tenant, in the order in which it was written down. */
  private static List<Told> told(UUID tenant) {
    try (Connection connection = database();
        PreparedStatement statement =
            connection.prepareStatement(
                TOLD
                    + "charged_event where tenant_id = ? union all "
                    + TOLD
                    + "outbox where tenant_id = ? union all "
                    + TOLD
                    + "webhook_event where tenant_id = ? order by id")) {
      for (int i = 1; i <= 3; i++) {
        statement.setBytes(i, Fixture.bytes(tenant));
      }
      List<Told> told = new ArrayList<>();
      ResultSet rows = statement.executeQuery();
      while (rows.next()) {
        told.add(
            new Told(
                rows.getString(1),
                uuid(rows.getBytes(2)),
                rows.getString(3),
                rows.getBytes(4),
                uuid(rows.getBytes(5))));
      }
      return told;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static UUID uuid(byte[] bytes) {
    return bytes == null
        ? null
        : new UUID(ByteBuffer.wrap(bytes).getLong(), ByteBuffer.wrap(bytes).getLong(8));
  }

  private record Told(String type, UUID organization, String environment, byte[] payload, UUID id) {
    JsonNode body() {
      return ApiClient.json(new String(payload, java.nio.charset.StandardCharsets.UTF_8));
    }

    JsonNode data() {
      return body().path("data");
    }
  }

  private List<String> types() {
    return told(fixture.tenant).stream().map(Told::type).toList();
  }

  private Told only(EventType type) {
    List<Told> found =
        told(fixture.tenant).stream().filter(it -> it.type().equals(type.wireName())).toList();
    assertThat(found).as("%s of %s", type, types()).hasSize(1);
    return found.get(0);
  }

  private static JsonNode ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return ApiClient.json(answer);
  }

  private JsonNode posted(String path, String body) {
    return ok(owner.post(path, KeyMaker.quoted(body)));
  }

  private static String product(int price) {
    return "{\"name\":\"Hat\",\"price\":%d,\"item\":\"Hat\",\"description\":\"Fancy.\",\"profitShares\":[{\"userUuid\":\"%s\",\"percent\":10}]}"
        .formatted(price, AVATAR);
  }

  private String newProduct() {
    return PRODUCTS + "/" + posted(PRODUCTS, product(100)).path("id").textValue();
  }

  private String newProject() {
    return PROJECTS + "/" + posted(PROJECTS, "{'name':'Tower'}").path("id").textValue();
  }

  private static String coupon(String code, int discount) {
    return "{'code':'%s','ownerUuid':'%s','ownerUsername':'aether.ash','discount':%d}"
        .formatted(code, AVATAR, discount);
  }

  private String newCoupon() {
    return COUPONS + "/" + posted(COUPONS, coupon("SPRING", 10)).path("id").textValue();
  }

  private void customer(Object... columnsAndValues) {
    List<Object> columns = new ArrayList<>(List.of("uuid", UUID.fromString(AVATAR)));
    Collections.addAll(columns, columnsAndValues);
    Rows.customer(fixture.live, columns.toArray());
  }

  private String newCard() {
    return "/v1/giftcards/"
        + posted(CUSTOMER + "/actions/grant-gift-card", "{'credit':500}").path("id").textValue();
  }

  private static String target(String coupon) {
    return "{'couponId':'%s','scope':0}".formatted(coupon.substring(coupon.lastIndexOf('/') + 1));
  }

  private static String in(Duration ahead) {
    return Instant.now().plus(ahead).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private HttpResponse<String> imported(String lines) {
    return send(
        HttpRequest.newBuilder(uri(PRODUCTS + "/actions/import"))
            .headers("X-API-Key", owner.key(), "Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(lines)));
  }

  private static ObjectNode data(String member, JsonNode object) {
    ObjectNode data = (ObjectNode) ApiClient.json("{\"version\":1}");
    return data.set(member, object);
  }

  @Nested
  class EveryType {
    @ParameterizedTest
    @EnumSource(
        value = EventType.class,
        mode = EnumSource.Mode.EXCLUDE,
        names = {"WEBHOOK_ENDPOINT_DISABLED", "WEBHOOK_ENDPOINT_TEST"})
    void isToldAsItIsShown(EventType type) throws Exception {
      listen();
      JsonNode expected = done(type);
      Told told = only(type);
      assertThat(told.organization())
          .isEqualTo(type == EventType.CREDITS_LOW ? null : fixture.organization);
      assertThat(told.environment()).isEqualTo("live");
      assertThat(told.payload().length).isLessThanOrEqualTo(Payload.MAX_BYTES);
      JsonNode body = told.body();
      assertThat(body.path("id").asText()).isEqualTo(told.id().toString());
      assertThat(body.path("type").asText()).isEqualTo(type.wireName());
      assertThat(Instant.parse(body.path("timestamp").asText())).isNotNull();
      assertThat(body).hasSize(4);
      assertThat(body.path("data")).isEqualTo(expected);
    }

    private JsonNode done(EventType type) throws Exception {
      return switch (type) {
        case API_KEY_CREATED,
            API_KEY_UPDATED,
            API_KEY_ROTATED,
            API_KEY_RENEWED,
            API_KEY_EXPIRING,
            API_KEY_EXPIRED,
            API_KEY_REVOKED ->
            ofKey(type);
        case PRODUCT_CREATED, PRODUCT_UPDATED, PRODUCT_DELIVERY_REQUESTED -> ofProduct(type);
        case CUSTOMER_UPDATED, CUSTOMER_BANNED, CUSTOMER_UNBANNED, CUSTOMER_CREDIT_CHANGED ->
            ofCustomer(type);
        case COUPON_CREATED, COUPON_UPDATED, COUPON_APPLIED, COUPON_REVOKED -> ofCoupon(type);
        case GIFTCARD_GRANTED, GIFTCARD_UPDATED, GIFTCARD_DISABLED -> ofCard(type);
        case PROJECT_CREATED, PROJECT_UPDATED, PROJECT_ARCHIVED -> ofProject(type);
        case CREDITS_LOW -> ofCredits();
        case WEBHOOK_ENDPOINT_DISABLED, WEBHOOK_ENDPOINT_TEST -> throw new AssertionError(type);
      };
    }

    private JsonNode ofKey(EventType type) {
      if (type == EventType.API_KEY_RENEWED) {
        return renewed();
      }
      // Within the 30 days that events are kept: their ids have the system's time.
      JsonNode key = keys.made("'expiresAt':'" + in(Duration.ofDays(25)) + "'");
      try (ServerClock clock = new ServerClock()) {
        switch (type) {
          case API_KEY_UPDATED -> keys.patched(key, "'name':'Another name'");
          case API_KEY_REVOKED -> keys.revoked(key);
          case API_KEY_ROTATED -> {
            JsonNode successor = keys.rotated(key, "'gracePeriodSeconds':60");
            UUID told = only(type).id();
            for (String table : List.of("outbox", "webhook_event")) {
              Fixture.run(
                  "delete from " + table + " where id <> ? and tenant_id = ?",
                  told,
                  fixture.tenant);
            }
            assertThat(only(type).data().at("/apiKey/replacedBy")).isEqualTo(successor.path("id"));
          }
          case API_KEY_EXPIRING -> {
            clock.advance(Duration.ofDays(19));
            KeyMaker.eventually("a reminder", () -> types().contains(type.wireName()));
          }
          case API_KEY_EXPIRED -> {
            clock.advance(Duration.ofDays(26));
            KeyMaker.eventually("its end", () -> types().contains(type.wireName()));
          }
          default -> assertThat(type).isEqualTo(EventType.API_KEY_CREATED);
        }
        return data("apiKey", keys.read(key));
      }
    }

    private JsonNode renewed() {
      Fixture.run(
          "update organization set renew_within_days = 30 where id = ?", fixture.organization);
      JsonNode key = keys.made("'expiresAt':'" + in(Duration.ofDays(10)) + "'");
      KeyMaker.using(key).read("/v1/loyalty/tiers");
      KeyMaker.eventually("a successor", () -> !keys.read(key).path("replacedBy").isNull());
      KeyMaker.eventually("the use", () -> !keys.read(key).path("lastUsedAt").isNull());
      ObjectNode view = (ObjectNode) keys.read(key);
      // What the use itself makes of the row is no part of the renewal, and may come after it.
      JsonNode then = only(EventType.API_KEY_RENEWED).data().path("apiKey");
      view.set("lastUsedAt", then.path("lastUsedAt"));
      view.set("lastUsedAddress", then.path("lastUsedAddress"));
      return data("apiKey", view);
    }

    private JsonNode ofProduct(EventType type) {
      String product = newProduct();
      if (type == EventType.PRODUCT_UPDATED) {
        ok(owner.put(product, product(200)));
      }
      if (type == EventType.PRODUCT_DELIVERY_REQUESTED) {
        JsonNode delivery = posted(product + "/actions/deliver", "{'recipient':'" + AVATAR + "'}");
        return data("delivery", owner.read("/v1/deliveries/" + delivery.path("id").textValue()));
      }
      return data("product", owner.read(product)).put("truncated", false);
    }

    private JsonNode ofCustomer(EventType type) {
      customer("username", "ember.vale", "banned", type == EventType.CUSTOMER_UNBANNED);
      switch (type) {
        case CUSTOMER_UPDATED -> ok(owner.patch(CUSTOMER, "{\"discount\":7}"));
        case CUSTOMER_BANNED -> posted(CUSTOMER + "/actions/ban", "");
        case CUSTOMER_UNBANNED -> posted(CUSTOMER + "/actions/unban", "");
        default -> {
          posted(CUSTOMER + "/actions/adjust-credits", "{'amount':70}");
          return data("customerUuid", owner.read(CUSTOMER).path("uuid"))
              .put("customerUsername", "ember.vale")
              .set("entry", owner.read(CUSTOMER + "/credits/entries").at("/data/0"));
        }
      }
      return data("customer", owner.read(CUSTOMER));
    }

    private JsonNode ofCoupon(EventType type) {
      String coupon = newCoupon();
      if (type == EventType.COUPON_UPDATED) {
        ok(owner.put(coupon, KeyMaker.quoted(coupon("SUMMER", 10))));
      }
      if (type == EventType.COUPON_APPLIED || type == EventType.COUPON_REVOKED) {
        customer();
        JsonNode applied = posted(CUSTOMER + "/actions/apply-coupon", target(coupon));
        if (type == EventType.COUPON_REVOKED) {
          applied = posted(CUSTOMER + "/actions/revoke-coupon", target(coupon));
        }
        return data("appliedCoupon", applied);
      }
      return data("coupon", owner.read(coupon));
    }

    private JsonNode ofCard(EventType type) {
      String card = newCard();
      if (type == EventType.GIFTCARD_UPDATED) {
        ok(owner.patch(card, "{\"transfer\":true}"));
      }
      if (type == EventType.GIFTCARD_DISABLED) {
        posted(card + "/actions/disable", "");
      }
      return data("giftCard", owner.read(card));
    }

    private JsonNode ofProject(EventType type) {
      String project = newProject();
      if (type == EventType.PROJECT_UPDATED) {
        ok(owner.patch(project, "{\"name\":\"Bridge\"}"));
      }
      if (type == EventType.PROJECT_ARCHIVED) {
        posted(project + "/archive", "");
      }
      return data("project", owner.read(project));
    }

    private JsonNode ofCredits() {
      Fixture.run("update tenant set credits = 20, granted = 100 where id = ?", fixture.tenant);
      owner.read("/api/v2/me");
      KeyMaker.eventually("the mark", () -> types().contains("credits.low"));
      JsonNode data = only(EventType.CREDITS_LOW).data();
      assertThat(data.path("balance").asInt()).isBetween(0, 20);
      return ((ObjectNode) ApiClient.json("{\"version\":1,\"percent\":20}"))
          .set("balance", data.path("balance"));
    }
  }

  @Nested
  class Together {
    @Test
    void areTheCardAndTheCreditThatItGives() {
      String card = newCard();
      listen();
      posted(card + "/actions/redeem", "{}");
      assertThat(types()).containsExactly("giftcard.updated", "customer.credit.changed");
      Told credit = told(fixture.tenant).get(1);
      assertThat(credit.data().at("/entry/reason").asText()).isEqualTo("gift_card");
      assertThat(told(fixture.tenant).get(0).data().path("giftCard")).isEqualTo(owner.read(card));
    }

    @Test
    void areTheGiftAndTheCustomerWhoIsMetWithIt() {
      listen();
      newCard();
      newCard();
      assertThat(types())
          .containsExactly("customer.updated", "giftcard.granted", "giftcard.granted");
      assertThat(told(fixture.tenant).get(0).data())
          .isEqualTo(data("customer", owner.read(CUSTOMER)));
    }

    @Test
    void isACustomerMetByName() {
      listen();
      ok(owner.put(CUSTOMER, "{\"username\":\"ember.vale\"}"));
      assertThat(types()).containsExactly("customer.updated");
      assertThat(told(fixture.tenant).get(0).data().at("/customer/username").asText())
          .isEqualTo("ember.vale");
    }
  }

  @Nested
  class Keys {
    private List<String> of(JsonNode key) {
      return told(fixture.tenant).stream()
          .filter(it -> it.data().at("/apiKey/id").equals(key.path("id")))
          .map(Told::type)
          .toList();
    }

    @Test
    void thatAreRotatedWithoutAGracePeriodAreRevoked() {
      listen();
      JsonNode old = keys.made("");
      JsonNode successor = keys.rotated(old, "'gracePeriodSeconds':0");
      assertThat(of(old)).containsExactly("api_key.created", "api_key.rotated", "api_key.revoked");
      assertThat(of(successor)).containsExactly("api_key.created");
      assertThat(only(EventType.API_KEY_ROTATED).data().path("apiKey")).isEqualTo(keys.read(old));
    }

    @Test
    void tellWhatBecomesOfTheirRotation() {
      JsonNode old = keys.made("");
      listen();
      JsonNode successor = keys.rotated(old, "'gracePeriodSeconds':60");
      ok(keys.act(old, "extend-rotation", "'gracePeriodSeconds':600"));
      ok(keys.act(old, "abort-rotation", ""));
      assertThat(of(old)).containsExactly("api_key.rotated", "api_key.updated", "api_key.updated");
      assertThat(of(successor)).containsExactly("api_key.created", "api_key.revoked");
    }

    @Test
    void thatAreReissuedOrLeakedAreRevoked() {
      JsonNode first = keys.made("");
      JsonNode second = keys.made("");
      listen();
      JsonNode next =
          ok(
              keys.client()
                  .post(
                      KeyMaker.KEYS + "/actions/reissue",
                      "{\"organizationId\":\"" + fixture.organization + "\"}"));
      assertThat(of(first)).containsExactly("api_key.revoked");
      assertThat(of(second)).containsExactly("api_key.revoked");
      assertThat(of(next)).containsExactly("api_key.created");
      ok(
          send(
              HttpRequest.newBuilder(uri(KeyMaker.KEYS + "/actions/revoke-leaked"))
                  .header("Content-Type", "application/json")
                  .POST(
                      BodyPublishers.ofString(
                          "{\"key\":\"" + next.path("key").textValue() + "\"}"))));
      assertThat(of(next)).containsExactly("api_key.created", "api_key.revoked");
    }

    @Test
    void areToldWhereTheyAreAtHome() {
      listener(fixture.tenant, null, "test");
      JsonNode test = keys.made("'environment':'test'");
      UUID ofTenant = Fixture.idOf(fixture.tenantKey(Scopes.ALL));
      Fixture.run("update api_key set environment = 'test' where id = ?", ofTenant);
      keys.revoked(((ObjectNode) ApiClient.json("{}")).put("id", ofTenant.toString()));
      List<Told> told = told(fixture.tenant);
      assertThat(told).extracting(Told::environment).containsOnly("test");
      assertThat(told).extracting(Told::organization).containsExactly(fixture.organization, null);
      assertThat(told.get(0).data().path("apiKey")).isEqualTo(keys.read(test));
    }

    @Test
    void areNeverInIt() {
      listen();
      String text = keys.key("");
      for (Told told : told(fixture.tenant)) {
        assertThat(told.body().toString()).doesNotContain(text, text.substring(20));
      }
    }
  }

  @Nested
  class Nothing {
    @Test
    void isToldWhereNothingChanges() {
      customer("username", "ember.vale");
      String product = newProduct();
      String coupon = newCoupon();
      String card = newCard();
      String project = newProject();
      JsonNode key = keys.made("");
      posted(CUSTOMER + "/actions/apply-coupon", target(coupon));
      listen();
      ok(owner.put(product, product(100)));
      String line = product(100).replaceFirst("\\{", "{\"id\":\"%s\",".formatted(id(product)));
      assertThat(imported(line + "\n").statusCode()).isEqualTo(200);
      ok(owner.patch(CUSTOMER, "{\"discount\":0}"));
      ok(owner.put(CUSTOMER, "{\"username\":\"ember.vale\"}"));
      posted(CUSTOMER + "/actions/unban", "");
      ok(owner.put(CUSTOMER + "/credits", "{\"credit\":0,\"restrictedCredit\":0}"));
      ok(owner.put(coupon, KeyMaker.quoted(coupon("SPRING", 10))));
      posted(CUSTOMER + "/actions/apply-coupon", target(coupon));
      ok(owner.patch(card, "{\"transfer\":false}"));
      ok(owner.patch(project, "{\"name\":\"Tower\"}"));
      keys.patched(key, "");
      assertThat(types()).isEmpty();
    }

    private String id(String path) {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    @Test
    void isToldTwiceOfWhatEndsOnce() {
      String card = newCard();
      String project = newProject();
      JsonNode key = keys.made("");
      listen();
      for (int i = 0; i < 2; i++) {
        posted(CUSTOMER + "/actions/ban", "");
        posted(card + "/actions/disable", "");
        posted(project + "/archive", "");
        keys.revoked(key);
      }
      assertThat(types())
          .containsExactly(
              "customer.banned", "giftcard.disabled", "project.archived", "api_key.revoked");
    }

    @Test
    void isToldAgainByAReplay() {
      listen();
      for (int i = 0; i < 3; i++) {
        ok(owner.send("POST", PRODUCTS, product(5), "Idempotency-Key", "once"));
      }
      assertThat(types()).containsExactly("product.created");
    }

    @Test
    void isToldOfWhatIsRefused() {
      String product = newProduct();
      newCoupon();
      String card = newCard();
      listen();
      assertThat(owner.send("PUT", product, product(7), "If-Match", "\"x\"").statusCode())
          .isEqualTo(412);
      assertThat(owner.put(product, "{}").statusCode()).isEqualTo(400);
      ApiClient.problem(
          owner.post(COUPONS, KeyMaker.quoted(coupon("spring", 1))), 409, "duplicate_name");
      posted(card + "/actions/redeem", "{}");
      List<String> before = types();
      ApiClient.problem(owner.post(card + "/actions/redeem", "{}"), 409, "conflict");
      ApiClient.problem(owner.post(card + "/actions/disable", ""), 409, "conflict");
      ApiClient.problem(
          owner.post(CUSTOMER + "/actions/adjust-credits", "{\"amount\":-501}"),
          409,
          "insufficient_credit");
      assertThat(types()).isEqualTo(before);
    }

    @Test
    void isLeftOfWhatIsRolledBack() {
      listen();
      JsonNode key = keys.made("");
      String sequence = "update audit_chain set sequence = sequence %s 1 where tenant_id = ?";
      Fixture.run(sequence.formatted("-"), fixture.tenant);
      assertThat(keys.act(key, "revoke", "").statusCode()).isBetween(500, 599);
      assertThat(keys.read(key).path("status").asText()).isEqualTo("active");
      assertThat(types()).containsExactly("api_key.created");
      Fixture.run(sequence.formatted("+"), fixture.tenant);
      keys.revoked(key);
      assertThat(types()).containsExactly("api_key.created", "api_key.revoked");
    }

    @Test
    void isLeftOfAChargedWriteThatFailsAfterItsEvent() throws SQLException {
      listen();
      // The product's own row is the last of its transaction.
      Fixture.run(
          "create trigger doomed before insert on product for each row"
              + " if new.name = 'Doomed' then signal sqlstate '45000'; end if");
      try (StatementLog log = StatementLog.open()) {
        newProduct();
        assertThat(owner.post(PRODUCTS, product(1).replace("Hat", "Doomed")).statusCode())
            .isBetween(500, 599);
        assertThat(log.commands("insert into charged_event%")).containsEntry("Execute", 1);
      } finally {
        Fixture.run("drop trigger doomed");
      }
      assertThat(types()).containsExactly("product.created");
      assertThat(owner.read(PRODUCTS).path("data")).hasSize(1);
    }

    @Test
    void isWrittenDownWhereNobodyListens() {
      Fixture sibling = fixture.sibling();
      listener(Fixture.create().tenant, null, "live");
      listener(fixture.tenant, null, "test");
      listener(fixture.tenant, sibling.organization, "live");
      Fixture.run(
          "update webhook_endpoint set enabled = false where id = ?",
          listener(fixture.tenant, null, "live"));
      newProduct();
      keys.made("");
      assertThat(types()).isEmpty();
      listener(fixture.tenant, fixture.organization, "live");
      newProduct();
      assertThat(types()).containsExactly("product.created");
    }
  }

  @Nested
  class ANewEndpoint {
    @Test
    void hearsAtOnceWhatNobodyHeardBefore() {
      newProduct();
      assertThat(types()).isEmpty();
      ok(owner.post(HookMaker.HOOKS, hook()));
      newProduct();
      assertThat(types()).containsExactly("product.created");
    }
  }

  @Nested
  class AnEndpointOfSeveralTypes {
    private void makes(List<String> types) {
      JsonNode made =
          new HookMaker(owner).made("'eventTypes':['%s']".formatted(String.join("','", types)));
      assertThat(made.path("eventTypes"))
          .extracting(JsonNode::textValue)
          .containsExactlyElementsOf(types);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "product.created,product.updated,coupon.created",
          "api_key.created,product.created,coupon.created",
          "api_key.created,api_key.updated,product.created"
        })
    void hearsOfEach(String types) {
      makes(List.of(types.split(",")));
      newProduct();
      assertThat(types()).containsExactly("product.created");
    }

    @Test
    void hearsOfNoOther() throws SQLException {
      makes(List.of("api_key.created", "product.updated", "coupon.created"));
      try (StatementLog log = StatementLog.open()) {
        newProduct();
        newProduct();
        // Where somebody hears of the first, the second is written without asking.
        assertThat(log.commands("insert into charged_event%")).isEmpty();
      }
      assertThat(types()).isEmpty();
    }
  }

  @Nested
  class Belonging {
    @Test
    void isThatOfTheRequest() {
      Fixture sibling = fixture.sibling();
      listen();
      listener(fixture.tenant, null, "test");
      ApiClient tenant = new ApiClient(fixture.tenantKey(Scopes.ALL));
      String organization = sibling.organization.toString();
      ok(tenant.send("POST", PRODUCTS, product(1), "X-Organization-Id", organization));
      ok(new ApiClient(fixture.testKey(Scopes.ALL)).post(PRODUCTS, product(1)));
      List<Told> told = told(fixture.tenant);
      assertThat(told)
          .extracting(Told::organization)
          .containsExactly(sibling.organization, fixture.organization);
      assertThat(told).extracting(Told::environment).containsExactly("live", "test");
    }
  }

  @Nested
  class ManyAtOnce {
    private String lines() {
      return IntStream.range(0, MANY)
          .mapToObj(i -> "{\"name\":\"Product %d\",\"price\":%<d,\"item\":\"x\"}\n".formatted(i))
          .collect(Collectors.joining());
    }

    @Test
    void areToldEachInBatches() throws SQLException {
      listen();
      try (StatementLog log = StatementLog.open()) {
        assertThat(imported(lines()).statusCode()).isEqualTo(200);
        // As the products themselves: batches of one statement, which the driver sends as one.
        Map<String, Integer> commands = log.commands("insert into outbox%");
        assertThat(commands).containsEntry("Execute", MANY);
        assertThat(commands.getOrDefault("Prepare", 0)).isLessThanOrEqualTo(MANY / BATCH);
      }
      List<Told> told = told(fixture.tenant);
      assertThat(told).extracting(Told::type).containsOnly("product.created").hasSize(MANY);
      assertThat(told.stream().map(it -> it.data().at("/product/id").asText()).distinct())
          .hasSize(MANY);
      String one = told.get(MANY / 2).data().at("/product/id").asText();
      assertThat(told.get(MANY / 2).data())
          .isEqualTo(data("product", owner.read(PRODUCTS + "/" + one)).put("truncated", false));
    }

    @Test
    void areAsManyAsSucceeded() throws Exception {
      int threads = 8;
      int each = 25;
      Rows.customer(
          fixture.live, "uuid", UUID.fromString(AVATAR), "credit", 0, "restricted_credit", 0);
      ok(owner.put(CUSTOMER + "/credits", "{\"credit\":100,\"restrictedCredit\":0}"));
      listen();
      List<Integer> taken =
          Threads.run(
              threads,
              thread ->
                  () -> {
                    int succeeded = 0;
                    for (int i = 0; i < each; i++) {
                      int status =
                          owner
                              .post(CUSTOMER + "/actions/adjust-credits", "{\"amount\":-1}")
                              .statusCode();
                      succeeded += status == 200 ? 1 : 0;
                    }
                    return succeeded;
                  });
      assertThat(taken.stream().mapToInt(it -> it).sum()).isEqualTo(100);
      assertThat(told(fixture.tenant).stream().map(it -> it.data().at("/entry/sequence").asInt()))
          .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(2, 101).boxed().toList());
    }

    @Test
    void needNoStatementMore() throws SQLException {
      String product = newProduct();
      listen();
      try (StatementLog log = StatementLog.open()) {
        // The first asks whether somebody listens; those after it share the row of their charge.
        for (int price = 3; price < 7; price++) {
          ok(owner.put(product, product(price)));
        }
        assertThat(log.commands("insert into outbox%values%")).isEmpty();
        assertThat(log.commands("insert into outbox%exists%")).containsEntry("Execute", 1);
        assertThat(log.commands("insert into charged_event%")).containsEntry("Execute", 3);
        assertThat(log.commands("insert into credit_charge%values%")).containsEntry("Execute", 1);
      }
      assertThat(types()).hasSize(4).containsOnly("product.updated");
    }

    @Test
    void needOneMoreWhereNothingIsCharged() throws SQLException {
      ApiClient test = new ApiClient(fixture.testKey(Scopes.ALL));
      listener(fixture.tenant, null, "test");
      try (StatementLog log = StatementLog.open()) {
        ok(test.post(PRODUCTS, product(1)));
        ok(test.post(PRODUCTS, product(1)));
        assertThat(log.commands("insert into outbox%values%")).containsEntry("Execute", 1);
        assertThat(log.commands("insert into charged_event%")).isEmpty();
      }
      assertThat(types()).containsExactly("product.created", "product.created");
    }
  }

  @Nested
  class AlsoOfTheTenant {
    @Test
    void isToldToEveryOrganizationThatCreditsRunOut() {
      listener(fixture.tenant, fixture.organization, "live");
      Fixture.run("update tenant set credits = 1, granted = 100 where id = ?", fixture.tenant);
      owner.read("/api/v2/me");
      KeyMaker.eventually("the marks", () -> Collections.frequency(types(), "credits.low") == 3);
      List<Told> told = told(fixture.tenant);
      assertThat(told).extracting(it -> it.data().path("percent").asInt()).contains(20, 5, 0);
      assertThat(told).extracting(Told::environment).containsOnly(Environment.LIVE.wireName());
    }
  }
}
