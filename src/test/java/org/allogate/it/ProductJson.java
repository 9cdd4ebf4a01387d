package org.allogate.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Products as clients describe them, at random. */
final class ProductJson {
  /** The members of a body, in the order of an export. */
  static final List<String> MEMBERS =
      List.of(
          "name",
          "price",
          "image",
          "bloggable",
          "active",
          "listed",
          "blockCredits",
          "item",
          "limited",
          "availableAmount",
          "permissions",
          "discount",
          "description",
          "demoId",
          "mpListing",
          "profitShares");

  private static final int[] PRICES = {0, 1, 250, 999_999_999, 1_000_000_000};
  private static final String[] LETTERS = {"a", "Z", " b", "\u00e9", "\u4e2d", "\ud83c\udfa9", "'"};
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Random random;

  ProductJson(Random random) {
    this.random = random;
  }

  /** A valid product, every member of which is there. */
  ObjectNode valid() {
    ObjectNode product = JsonNodeFactory.instance.objectNode();
    product.put("name", text(128));
    product.put("price", PRICES[random.nextInt(PRICES.length)]);
    product.put("image", random.nextBoolean() ? null : UUID.randomUUID().toString());
    for (String flag : List.of("bloggable", "active", "listed", "blockCredits")) {
      product.put(flag, random.nextBoolean());
    }
    product.put("item", text(128));
    product.put("limited", random.nextBoolean());
    product.put("availableAmount", random.nextInt() >>> 1);
    ObjectNode permissions = product.putObject("permissions");
    for (String flag : List.of("copy", "modify", "transfer")) {
      permissions.put(flag, random.nextBoolean());
    }
    product.set("discount", discount());
    product.put("description", random.nextBoolean() ? null : text(4000) + "\r\n\tx");
    product.put("demoId", random.nextBoolean() ? null : UUID.randomUUID().toString());
    product.set("mpListing", random.nextBoolean() ? null : JSON.valueToTree(positive()));
    product.set("profitShares", shares());
    return product;
  }

  private JsonNode discount() {
    if (random.nextInt(3) == 0) {
      return JsonNodeFactory.instance.nullNode();
    }
    ObjectNode discount = JsonNodeFactory.instance.objectNode();
    int type = random.nextInt(3);
    discount.put("value", type == 0 ? random.nextInt(101) : PRICES[random.nextInt(5)]);
    discount.put("type", type);
    long first = Instant.parse("1000-01-01T00:00:00Z").getEpochSecond();
    long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    long start = random.nextInt(9) == 0 ? first : random.nextLong(first, last);
    long end = random.nextInt(9) == 0 ? last : random.nextLong(start + 1, last + 1);
    discount.put("startDate", Instant.ofEpochSecond(start).toString());
    discount.put("endDate", Instant.ofEpochSecond(end).toString());
    return discount;
  }

  private ArrayNode shares() {
    ArrayNode shares = JsonNodeFactory.instance.arrayNode();
    int count = random.nextInt(20) == 0 ? 100 : random.nextInt(4);
    for (int i = 0; i < count; i++) {
      shares
          .addObject()
          .put("userUuid", UUID.randomUUID().toString())
          .put("percent", count == 100 ? 1 : 1 + random.nextInt(33));
    }
    return shares;
  }

  private String text(int longest) {
    int letters = random.nextInt(20) == 0 ? longest / 2 : random.nextInt(30);
    StringBuilder text = new StringBuilder("x");
    for (int i = 1; i < letters; i++) {
      text.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return text.toString();
  }

  private int positive() {
    return 1 + (random.nextInt() >>> 1) % Integer.MAX_VALUE;
  }

  /** A product some values of which, at any depth, are something else, which may be valid too. */
  ObjectNode spoilt() {
    ObjectNode product = valid();
    for (int i = random.nextInt(4); i >= 0; i--) {
      spoil(product);
    }
    return product;
  }

  private void spoil(ObjectNode object) {
    List<String> names = object.propertyStream().map(it -> it.getKey()).toList();
    String name = names.isEmpty() ? "empty" : names.get(random.nextInt(names.size()));
    JsonNode value = object.path(name);
    if (value instanceof ObjectNode inner && random.nextBoolean()) {
      spoil(inner);
    } else if (value.path(0) instanceof ObjectNode first && random.nextBoolean()) {
      spoil(first);
    } else if (random.nextInt(6) == 0) {
      object.remove(name);
    } else {
      object.set(random.nextInt(10) == 0 ? name + "x" : name, anything(2));
    }
  }

  private JsonNode anything(int depth) {
    String[] values = {
      "null",
      "true",
      "0",
      "-1",
      "1",
      "101",
      "2147483647",
      "2147483648",
      "1000000001",
      "9223372036854775808",
      "1.0",
      "1e2",
      "1e400",
      "\"\"",
      "\" \"",
      "\"1\"",
      "\"\\u0000\"",
      "\"a\\u0007b\"",
      "\"a\\nb\"",
      "\"\\ud800\"",
      "\"" + "n".repeat(129) + "\"",
      "\"" + "n".repeat(4001) + "\"",
      "\"" + "\ud83c\udfa9".repeat(128) + "\"",
      "\"00000000-0000-0000-0000-000000000000\"",
      "\"0000-01-01T00:00:00Z\"",
      "\"0999-12-31T23:59:59.999999999Z\"",
      "\"1000-01-01T00:00:00Z\"",
      "\"1500-02-29T00:00:00Z\"",
      "\"1500-03-05T00:00:00Z\"",
      "\"1500-03-10T00:00:00Z\"",
      "\"1582-10-10T00:00:00Z\"",
      "\"2026-04-01T00:00:00+18:00\"",
      "\"2026-02-30T00:00:00Z\"",
      "\"9999-12-31T23:59:59.9999999Z\"",
      "\"9999-12-31T23:59:59-18:00\"",
      "\"+10000-01-01T00:00:00Z\"",
      "{}",
      "[]",
      "[[]]",
      "[null]",
      "[{}]",
      "{\"copy\":1}",
      "{\"value\":5,\"type\":3}",
      "[{\"userUuid\":\"00000000-0000-0000-0000-000000000000\",\"percent\":40},"
          + "{\"userUuid\":\"00000000-0000-0000-0000-000000000000\",\"percent\":60}]"
    };
    int choice = random.nextInt(values.length + 2);
    if (choice >= values.length && depth > 0) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      object.set("value", anything(depth - 1));
      object.set("percent", anything(depth - 1));
      return choice == values.length ? object : object.arrayNode().add(object);
    }
    return ApiClient.json(values[choice % values.length]);
  }
}
