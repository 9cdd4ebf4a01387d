package org.allogate.it;

import java.util.Map;
import java.util.UUID;
import org.allogate.scopes.Scopes;

/** One of everything that a workspace can hold, for tests of what others see of it. */
final class Stock {
  /** The end of a username that nobody has by chance. */
  private static int named;

  final UUID workspace;
  private final Map<String, String> names;

  /** Fills an empty workspace. */
  Stock(UUID workspace) {
    this.workspace = workspace;
    UUID product = Rows.product(workspace, "limited", true, "available_amount", 1000);
    UUID category = category(workspace, product);
    UUID avatar = Fixture.id();
    String username = "somebody." + Fixture.id().toString().substring(24) + named++;
    UUID customer = customer(workspace, avatar, username);
    UUID endpoint = HookRows.endpoint(workspace);
    names =
        Map.ofEntries(
            Map.entry("product", product.toString()),
            Map.entry("category", category.toString()),
            Map.entry("tier", Rows.loyaltyTier(workspace, "Gold", 1000, 7).toString()),
            Map.entry("coupon", coupon(workspace, avatar, username, customer).toString()),
            Map.entry("card", card(workspace, customer).toString()),
            Map.entry("delivery", delivery(workspace, product, customer).toString()),
            Map.entry("import", productImport(workspace).toString()),
            Map.entry("project", Rows.project(workspace).toString()),
            Map.entry("avatar", avatar.toString()),
            Map.entry("username", username),
            Map.entry("endpoint", endpoint.toString()),
            Map.entry(
                "sent", HookRows.delivery(endpoint, "product.created", "delivered").toString()));
    Fixture.run(
        "insert into store values (?, ?, 'A store', null, true, false, 0, 5, '', ?, ?)",
        Fixture.id(),
        workspace,
        avatar,
        username);
  }

  /** The id or name of one of them: of the product, the avatar, and so on. */
  String name(String what) {
    return names.get(what);
  }

  /** A text with the names of these things where it says {@code <product>}, and so on. */
  String filledIn(String text) {
    String filled = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      filled = filled.replace("<" + name.getKey() + ">", name.getValue());
    }
    return filled;
  }

  private static UUID category(UUID workspace, UUID product) {
    UUID id = Fixture.id();
    Fixture.run(
        "insert into category (id, workspace_id, name, product_count) values (?, ?, 'Hats', 1)",
        id,
        workspace);
    Rows.categorize(id, product);
    return id;
  }

  private static UUID customer(UUID workspace, UUID avatar, String username) {
    UUID id = Fixture.id();
    Fixture.run(
        "insert into customer (id, workspace_id, uuid, username, discount, news_subscriber, banned,"
            + " first_seen, spent, credit, restricted_credit, credit_changes)"
            + " values (?, ?, ?, ?, 77, true, true, now(6), 7777, 777, 77, 1)",
        id,
        workspace,
        avatar,
        username);
    Fixture.run(
        "insert into credit_entry values (?, ?, 1, 'set', null, 777, 77, 777, 77, now(6))",
        Fixture.id(),
        id);
    return id;
  }

  private static UUID coupon(UUID workspace, UUID owner, String username, UUID customer) {
    UUID id = Fixture.id();
    Fixture.run(
        "insert into coupon values (?, ?, ?, ?, ?, 10, 5, true)",
        id,
        workspace,
        "CODE-" + id.toString().substring(24),
        owner,
        username);
    Fixture.run(
        "insert into applied_coupon values (?, ?, ?, now(6))", customer, new UUID(0, 0), id);
    return id;
  }

  private static UUID card(UUID workspace, UUID customer) {
    UUID id = Fixture.id();
    Fixture.run(
        "insert into gift_card values (?, ?, ?, 500, true, false, true, null, now(6), null)",
        id,
        workspace,
        customer);
    return id;
  }

  private static UUID delivery(UUID workspace, UUID product, UUID customer) {
    UUID id = Fixture.id();
    Fixture.run(
        "insert into delivery values (?, ?, ?, ?, 'pending', true, null, now(6), null)",
        id,
        workspace,
        product,
        customer);
    return id;
  }

  private static UUID productImport(UUID workspace) {
    UUID id = Fixture.id();
    Fixture.run(
        "insert into product_import (id, workspace_id, claim, status, created_at, expires_at)"
            + " values (?, ?, ?, 'done', now(6), now(6) + interval 1 day)",
        id,
        workspace,
        id);
    return id;
  }

  /** An organization with both its workspaces full. */
  record Place(Fixture fixture, Stock live, Stock test) {
    static Place of(Fixture fixture) {
      return new Place(fixture, new Stock(fixture.live), new Stock(fixture.test));
    }

    String key() {
      return fixture.key(Scopes.ALL);
    }
  }
}
