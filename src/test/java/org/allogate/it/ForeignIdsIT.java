package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What another workspace has does not exist: its ids and its residents' names, in every place of
 * every request that can hold one, are answered like those that nobody has, and neither side
 * changes.
 *
 * <p>The answers: {@code 404}; {@code 400} where the value alone is no answer to what is asked;
 * {@code empty} a page; {@code refused} the line of an import; {@code own} done, and all of it in
 * the caller's workspace, which knows nothing of the other's.
 */
class ForeignIdsIT extends ServerIT {
  private static final String TABLE =
      """
      operation                 | position             | name     | answer
      categories.read           | path id              | category | 404
      categories.rename         | path id              | category | 404
      categories.delete         | path id              | category | 404
      categories.list_products  | path id              | category | 404
      categories.add_product    | path id              | category | 404
      categories.add_product    | path productId       | product  | 404
      categories.remove_product | path id              | category | 404
      categories.remove_product | path productId       | product  | 404
      products.list             | query category       | category | empty
      products.read             | path id              | product  | 404
      products.replace          | path id              | product  | 404
      products.replace          | body /image          | avatar   | own
      products.replace          | body /demoId         | product  | own
      products.replace          | body /profitShares/0/userUuid | avatar | own
      products.create           | body /image          | avatar   | own
      products.create           | body /demoId         | product  | own
      products.create           | body /profitShares/0/userUuid | avatar | own
      products.import           | body /id             | product  | refused
      products.import           | body /image          | avatar   | own
      products.import           | body /demoId         | product  | own
      products.import           | body /profitShares/0/userUuid | avatar | own
      productimports.read       | path id              | import   | 404
      products.deliver          | path id              | product  | 404
      products.deliver          | body /recipient      | username | 404
      products.deliver          | body /recipient      | avatar   | own
      deliveries.read           | path id              | delivery | 404
      deliveries.complete       | path id              | delivery | 404
      loyalty.replace_tiers     | body /0/id           | tier     | 404
      store.describe            | body /logo           | avatar   | own
      store.describe            | body /ownerUuid      | avatar   | own
      store.describe            | body /ownerUsername  | username | own
      customers.read            | path identifier      | avatar   | 404
      customers.read            | path identifier      | username | 404
      customers.spend           | path identifier      | avatar   | 404
      customers.spend           | path identifier      | username | 404
      customers.name            | path identifier      | avatar   | own
      customers.name            | path identifier      | username | 400
      customers.name            | body /username       | username | own
      customers.update          | path identifier      | avatar   | 404
      customers.update          | path identifier      | username | 404
      customers.ban             | path identifier      | avatar   | 404
      customers.ban             | path identifier      | username | 404
      customers.unban           | path identifier      | avatar   | 404
      customers.unban           | path identifier      | username | 404
      credits.read              | path identifier      | avatar   | 404
      credits.read              | path identifier      | username | 404
      credits.entries           | path identifier      | avatar   | 404
      credits.entries           | path identifier      | username | 404
      credits.set               | path identifier      | avatar   | 404
      credits.set               | path identifier      | username | 404
      credits.adjust            | path identifier      | avatar   | 404
      credits.adjust            | path identifier      | username | 404
      coupons.read              | path id              | coupon   | 404
      coupons.update            | path id              | coupon   | 404
      coupons.update            | body /ownerUuid      | avatar   | 400
      coupons.update            | body /ownerUsername  | username | own
      coupons.create            | body /ownerUuid      | avatar   | 400
      coupons.create            | body /ownerUsername  | username | own
      coupons.of_owner          | path identifier      | avatar   | 404
      coupons.of_owner          | path identifier      | username | 404
      coupons.apply             | path identifier      | avatar   | 404
      coupons.apply             | path identifier      | username | 404
      coupons.apply             | body /couponId       | coupon   | 404
      coupons.apply             | body /productId      | product  | 404
      coupons.revoke            | path identifier      | avatar   | 404
      coupons.revoke            | path identifier      | username | 404
      coupons.revoke            | body /couponId       | coupon   | 404
      coupons.revoke            | body /productId      | product  | 404
      giftcards.list            | path identifier      | avatar   | 404
      giftcards.list            | path identifier      | username | 404
      giftcards.grant           | path identifier      | avatar   | own
      giftcards.grant           | path identifier      | username | 404
      giftcards.grant           | body /texture        | avatar   | own
      giftcards.read            | path id              | card     | 404
      giftcards.update          | path id              | card     | 404
      giftcards.update          | body /texture        | avatar   | own
      giftcards.disable         | path id              | card     | 404
      giftcards.redeem          | path id              | card     | 404
      giftcards.redeem          | body /redeemer       | username | 404
      giftcards.redeem          | body /redeemer       | avatar   | own
      vault.get_project         | path id              | project  | 404
      vault.update_project      | path id              | project  | 404
      vault.archive_project     | path id              | project  | 404
      webhooks.read             | path id              | endpoint | 404
      webhooks.update           | path id              | endpoint | 404
      webhooks.delete           | path id              | endpoint | 404
      webhooks.rotate_secret    | path id              | endpoint | 404
      webhooks.test             | path id              | endpoint | 404
      webhooks.deliveries       | path id              | endpoint | 404
      webhooks.read_delivery    | path id              | sent     | 404
      webhooks.redeliver        | path id              | sent     | 404
      """;

  private static final String PRODUCT =
      "{\"name\":\"A hat\",\"price\":5,\"item\":\"Hat\",\"profitShares\":[{\"userUuid\":\"<avatar>\","
          + "\"percent\":5}]}";
  private static final String TARGET =
      "{\"couponId\":\"<coupon>\",\"scope\":1,\"productId\":\"<product>\"}";

  /** What each operation is sent, all of it the caller's own. */
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("categories.rename", "{\"name\":\"<fresh>\"}"),
          Map.entry("products.create", PRODUCT),
          Map.entry("products.replace", PRODUCT),
          Map.entry("products.import", PRODUCT),
          Map.entry("products.deliver", "{\"recipient\":\"<avatar>\"}"),
          Map.entry("deliveries.complete", "{\"status\":\"delivered\"}"),
          Map.entry(
              "loyalty.replace_tiers",
              "[{\"id\":\"<tier>\",\"name\":\"New\",\"minimumSpend\":1,\"discount\":1}]"),
          Map.entry(
              "store.describe",
              "{\"name\":\"A store\",\"ownerUuid\":\"<avatar>\",\"ownerUsername\":\"<username>\"}"),
          Map.entry("customers.name", "{\"username\":\"<fresh>\"}"),
          Map.entry("customers.update", "{\"discount\":1}"),
          Map.entry("credits.set", "{\"credit\":1,\"restrictedCredit\":1}"),
          Map.entry("credits.adjust", "{\"amount\":1}"),
          Map.entry(
              "coupons.create", "{\"code\":\"<fresh>\",\"ownerUuid\":\"<avatar>\",\"discount\":1}"),
          Map.entry(
              "coupons.update", "{\"code\":\"<fresh>\",\"ownerUuid\":\"<avatar>\",\"discount\":1}"),
          Map.entry("coupons.apply", TARGET),
          Map.entry("coupons.revoke", TARGET),
          Map.entry("giftcards.grant", "{\"credit\":1}"),
          Map.entry("giftcards.update", "{\"transfer\":true}"),
          Map.entry("giftcards.redeem", "{}"),
          Map.entry("vault.update_project", "{\"name\":\"A bridge\"}"),
          Map.entry("webhooks.update", "{\"description\":\"<fresh>\"}"),
          Map.entry("webhooks.rotate_secret", "{}"),
          Map.entry("webhooks.test", "{}"));

  private static final Map<String, String> OWN_IN_PATH =
      Map.of(
          "categories", "<category>",
          "products", "<product>",
          "productimports", "<import>",
          "deliveries", "<delivery>",
          "coupons", "<coupon>",
          "giftcards", "<card>",
          "vault", "<project>",
          "webhooks", "<endpoint>",
          "identifier", "<avatar>",
          "productId", "<product>");

  private static final String UUID_TEXT = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String INSTANT = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z";

  private static Fixture tenant;
  private static Stock.Place sibling;
  private static Stock.Place stranger;
  private static WorkspaceRows rows;

  private static void prepare() {
    if (tenant == null) {
      sibling = Stock.Place.of(Fixture.create());
      tenant = sibling.fixture();
      stranger = Stock.Place.of(Fixture.create());
      rows = new WorkspaceRows();
    }
  }

  @TestFactory
  List<DynamicTest> everyPlaceOfAnId() {
    prepare();
    Map<String, Contract.Operation> operations =
        Contract.read().ofWorkspace().stream()
            .collect(Collectors.toMap(Contract.Operation::name, it -> it));
    return TABLE
        .lines()
        .skip(1)
        .map(line -> line.split("\\s*\\|\\s*"))
        .map(
            cells ->
                DynamicTest.dynamicTest(
                    cells[0] + ", " + cells[1] + ", " + cells[2],
                    () -> {
                      assertThat(operations).containsKey(cells[0]);
                      new Row(operations.get(cells[0]), cells[1], cells[2], cells[3]).check();
                    }))
        .toList();
  }

  @Test
  void everyPlaceInTheContractIsInTheTable() {
    Set<String> contract = new TreeSet<>();
    for (Contract.Operation operation : Contract.read().ofWorkspace()) {
      for (String position : operation.positions()) {
        contract.add(operation.name() + ", " + position);
        if (position.equals("path identifier")) {
          contract.add(operation.name() + ", path identifier by username");
        }
      }
    }
    Set<String> table = new TreeSet<>();
    for (String line : TABLE.lines().skip(1).toList()) {
      String[] cells = line.split("\\s*\\|\\s*");
      boolean named = cells[1].equals("path identifier") && cells[2].equals("username");
      table.add(cells[0] + ", " + cells[1] + (named ? " by username" : ""));
    }
    assertThat(contract).hasSizeGreaterThan(60).isEqualTo(table);
  }

  @Test
  void looksAtEveryTableThatAWorkspaceFills() {
    prepare();
    assertThat(rows.tables())
        .contains("product", "profit_share", "customer", "credit_entry", "applied_coupon")
        .hasSizeGreaterThanOrEqualTo(14);
  }

  /** One line of the table, with a home of its own. */
  private static final class Row {
    private final Contract.Operation operation;
    private final String position;
    private final String name;
    private final String expected;
    private final Stock.Place home = Stock.Place.of(tenant.sibling());

    Row(Contract.Operation operation, String position, String name, String expected) {
      this.operation = operation;
      this.position = position;
      this.name = name;
      this.expected = expected;
    }

    void check() {
      String key = home.fixture().key(Scopes.ALL);
      check(key, home.live(), List.of(sibling.live(), home.test(), stranger.live()));
      check(
          home.fixture().tenantKey(Scopes.ALL),
          home.live(),
          List.of(sibling.live(), home.test(), stranger.live()));
      String testKey = home.fixture().testKey(Scopes.ALL);
      check(testKey, home.test(), List.of(sibling.test(), home.live(), stranger.test()));
      // With its own ids the same request is done, so that it is the id that was refused.
      done(key, home.live(), home.test());
      done(testKey, home.test(), home.live());
    }

    private void check(String key, Stock own, List<Stock> others) {
      Map<String, List<String>> before = rowsOf(own, others);
      String unknown = answer(key, own, nobodys());
      Map<String, String> answers = new LinkedHashMap<>();
      for (Stock other : others) {
        answers.put("that of " + other.workspace, answer(key, own, other.name(name)));
      }
      assertThat(answers.values()).as("unknown: %s, %s", unknown, answers).containsOnly(unknown);
      Map<String, List<String>> after = rowsOf(own, others);
      if (expected.equals("own")) {
        String mine = own.workspace.toString();
        before.keySet().removeIf(it -> it.endsWith(mine));
        after.keySet().removeIf(it -> it.endsWith(mine));
      } else if (operation.name().equals("products.import")) {
        before.keySet().removeIf(it -> it.startsWith("product_import"));
        after.keySet().removeIf(it -> it.startsWith("product_import"));
      }
      assertThat(after).isEqualTo(before);
    }

    private static Map<String, List<String>> rowsOf(Stock own, List<Stock> others) {
      List<UUID> workspaces = new ArrayList<>(others.stream().map(it -> it.workspace).toList());
      workspaces.add(own.workspace);
      return rows.of(workspaces);
    }

    private String nobodys() {
      return name.equals("username")
          ? "nobody." + Fixture.id().toString().substring(24)
          : Fixture.id().toString();
    }

    private void done(String key, Stock own, Stock other) {
      if (operation.name().equals("coupons.revoke")) {
        send(key, "POST", own.filledIn("/v1/customers/<avatar>/actions/apply-coupon"), own, TARGET);
      }
      Fixture.run("update gift_card set redeemed = false where workspace_id = ?", own.workspace);
      List<UUID> others = List.of(other.workspace, sibling.live().workspace);
      Map<String, List<String>> before = rows.of(others);
      HttpResponse<String> answer =
          send(key, operation.method(), own.filledIn(path(null)), own, body());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
      assertThat(rows.of(others)).isEqualTo(before);
    }

    /** What can be told apart of the answer to the request with a foreign name in its place. */
    private String answer(String key, Stock own, String foreign) {
      String body = position.startsWith("body") ? placed(own.filledIn(body()), foreign) : body();
      // A card can be redeemed once; the answers to be compared are about one that was not.
      Fixture.run("update gift_card set redeemed = false where workspace_id = ?", own.workspace);
      HttpResponse<String> answer =
          send(key, operation.method(), own.filledIn(path(foreign)), own, body);
      assertExpected(answer);
      String text =
          answer
              .body()
              .replace(foreign, "<it>")
              .replaceAll(UUID_TEXT, "<uuid>")
              .replaceAll(INSTANT, "<instant>")
              .replaceAll("req_[0-9a-z]+|[Ff]resh[0-9a-z]+", "<some>");
      return answer.statusCode()
          + " "
          + answer.headers().map().keySet()
          + " "
          + (operation.name().equals("products.import") ? text.lines().limit(1).toList() : text);
    }

    private void assertExpected(HttpResponse<String> answer) {
      switch (expected) {
        case "404" -> ProblemCheck.of(answer, 404, "not_found");
        case "400" -> assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        case "empty" -> assertThat(answer.body()).startsWith("{\"data\":[]");
        case "refused" ->
            assertThat(answer.body()).contains("\"status\":\"refused\"", "\"code\":\"not_found\"");
        case "own" -> {
          assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
          assertThat(answer.body()).doesNotContain("\"status\":\"refused\"");
        }
        default -> throw new AssertionError(expected);
      }
    }

    private String path(String foreign) {
      String path = operation.path();
      for (JsonNode parameter : operation.parameters()) {
        String parameterName = parameter.path("name").asText();
        if (parameter.path("in").asText().equals("path")) {
          boolean here = foreign != null && position.equals("path " + parameterName);
          path = path.replace("{" + parameterName + "}", here ? foreign : ownInPath(parameterName));
        }
      }
      return position.startsWith("query ")
          ? path
              + "?"
              + position.substring(6)
              + "="
              + (foreign == null ? "<" + name + ">" : foreign)
          : path;
    }

    private String ownInPath(String parameter) {
      if (operation.path().startsWith("/v1/webhook-deliveries/")) {
        return "<sent>";
      }
      String feature = operation.name().substring(0, operation.name().indexOf('.'));
      return OWN_IN_PATH.get(parameter.equals("id") ? feature : parameter);
    }

    private String body() {
      return BODIES.getOrDefault(operation.name(), "");
    }

    private String placed(String body, String foreign) {
      JsonNode tree = ApiClient.json(body);
      String pointer = position.substring("body ".length());
      int last = pointer.lastIndexOf('/');
      JsonNode parent = tree.at(pointer.substring(0, last));
      if (parent instanceof ObjectNode object) {
        object.put(pointer.substring(last + 1), foreign);
      } else {
        ((ArrayNode) parent)
            .set(Integer.parseInt(pointer.substring(last + 1)), TextNode.valueOf(foreign));
      }
      return tree.toString();
    }

    private HttpResponse<String> send(
        String key, String method, String path, Stock own, String body) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri(path))
              .headers("X-API-Key", key)
              .headers("X-Organization-Id", home.fixture().organization.toString());
      String fresh = "fresh" + Fixture.id().toString().substring(24);
      String filled = own.filledIn(body).replace("<fresh>", fresh);
      operation
          .mediaType()
          .filter(it -> !body.isEmpty())
          .ifPresent(it -> request.header("Content-Type", it));
      return ServerIT.send(
          request.method(
              method,
              filled.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(filled)));
    }
  }
}
