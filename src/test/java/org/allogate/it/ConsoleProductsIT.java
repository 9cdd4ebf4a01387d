package org.allogate.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import org.allogate.people.Role;
import org.junit.jupiter.api.Test;

/** Products as a person sees, makes, changes and delivers them. */
class ConsoleProductsIT extends BrowserIT {
  private static final String LATER = "\"endDate\":\"2036-04-01T00:00:00Z\"}";

  private String made(String body) {
    return ApiClient.json(api().post("/v1/products", body)).path("id").textValue();
  }

  private JsonNode product(String id) {
    return api().read("/v1/products/" + id);
  }

  /** The only one, with what a product does not say of itself. */
  private JsonNode exported() {
    return ApiClient.json(api().get("/v1/products/actions/export").body().strip());
  }

  private Locator check(String name) {
    return page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(name));
  }

  private void isDarkAccessible() {
    dark();
    isAccessible();
    light();
  }

  private void save() {
    page.waitForResponse(
        answer -> answer.request().method().equals("PUT") && answer.ok(), button("Save")::click);
    assertThat(page.getByText("Saved.")).isVisible();
  }

  @Test
  void showsWhatAProductCostsAndHowManyAreLeft() {
    String hat =
        made(
            "{\"name\":\"Fancy hat\",\"price\":2500,\"item\":\"hat\",\"bloggable\":true,"
                + "\"discount\":{\"type\":0,\"value\":10,\"startDate\":\"2026-04-01T00:00:00Z\","
                + LATER
                + "}");
    made(
        "{\"name\":\"Rare coat\",\"price\":9,\"item\":\"coat\",\"limited\":true,\"listed\":false}");
    made("{\"name\":\"Old boots\",\"price\":5,\"item\":\"boots\",\"active\":false}");
    UUID hats = fixture.category(fixture.live, "Hats");
    Rows.categorize(hats, UUID.fromString(hat));
    signInToTenant(Role.OWNER);
    visit("products");
    assertThat(row("Fancy hat")).containsText("L$ 2,250 instead of L$ 2,500");
    assertThat(row("Fancy hat")).containsText("10 % off");
    assertThat(row("Rare coat")).containsText("Sold out");
    assertThat(row("Old boots")).hasCount(0);
    isAccessible();
    isDarkAccessible();

    field("Search").fill("COAT");
    button("Apply").click();
    assertThat(row("Fancy hat")).hasCount(0);
    assertThat(row("Rare coat")).isVisible();
    page.goBack();
    assertThat(row("Fancy hat")).isVisible();
    page.getByLabel("Category").selectOption("Hats");
    assertThat(row("Rare coat")).hasCount(0);
    page.getByLabel("For bloggers").selectOption("No");
    assertThat(page.getByText("Nothing matches.")).isVisible();
    button("Clear filters").click();
    page.getByLabel("In the store list").selectOption("No");
    assertThat(row("Fancy hat")).hasCount(0);
    assertThat(row("Rare coat")).isVisible();

    link("Not active").click();
    assertThat(row("Old boots")).isVisible();
    assertThat(row("Fancy hat")).hasCount(0);
    isAccessible();
    link("Old boots").click();
    assertThat(heading("Old boots")).isVisible();
  }

  @Test
  void pagesThroughThemAndSaysWhereThereAreNone() {
    signIn(Role.OWNER);
    visit("products");
    assertThat(heading("No products yet")).isVisible();
    isAccessible();
    Rows.products(fixture.live, 25);
    page.reload();
    assertThat(row("Product 20")).isVisible();
    assertThat(row("Product 21")).hasCount(0);
    button("Next page").click();
    assertThat(row("Product 21")).isVisible();
    assertThat(row("Product 20")).hasCount(0);
    button("Previous page").click();
    assertThat(row("Product 20")).isVisible();
  }

  @Test
  void makesOneWithEverythingAndKeepsItThroughAChange() {
    open(
        new Browser.NewContextOptions()
            .setViewportSize(1280, 900)
            .setTimezoneId("America/New_York"));
    signInToTenant(Role.ADMIN);
    visit("products/new");
    String resident = UUID.randomUUID().toString();
    field("Name").fill("Fancy hat");
    field("Description (optional)").fill("Very fancy.\nReally.");
    field("List price in L$").fill("250");
    field("Inventory item").fill("Fancy hat v2");
    check("In the store list").uncheck();
    check("Limited").check();
    field("Pieces left").fill("7");
    check("Lower price for a while").check();
    field("Kind").selectOption("L$ off");
    field("Value").fill("50");
    field("Starts").fill("2036-07-01T12:00");
    field("Ends").fill("2026-07-01T12:00");
    check("Transfer").check();
    button("Add a share").click();
    field("Avatar UUID, share 1").fill(resident);
    field("Percent, share 1").fill("15");
    field("Marketplace listing number (optional)").fill("4242");
    isAccessible();
    button("Create product").click();
    assertThat(field("Ends")).hasAttribute("aria-invalid", "true");
    assertThat(page.getByText("must be later than startDate").first()).isVisible();
    isAccessible();

    field("Starts").fill("2026-07-01T12:00");
    field("Ends").fill("2036-07-01T12:00");
    button("Create product").click();
    assertThat(heading("Fancy hat")).isVisible();
    assertThat(page.getByText("L$ 200")).isVisible();
    assertThat(check("In the store list")).not().isChecked();
    assertThat(field("Starts")).hasValue("2026-07-01T12:00");
    isAccessible();
    isDarkAccessible();
    JsonNode first = exported();
    assertThat(first.path("description").textValue()).isEqualTo("Very fancy.\nReally.");
    assertThat(first.path("availableAmount").intValue()).isEqualTo(7);
    assertThat(first.at("/discount/startDate").textValue()).isEqualTo("2026-07-01T16:00:00Z");
    assertThat(first.at("/permissions/transfer").booleanValue()).isTrue();
    assertThat(first.at("/profitShares/0/userUuid").textValue()).isEqualTo(resident);
    assertThat(first.path("listed").booleanValue()).isFalse();

    field("List price in L$").fill("300");
    check("Active").uncheck();
    save();
    JsonNode second = exported();
    assertThat(second.path("price").intValue()).isEqualTo(300);
    assertThat(second.path("active").booleanValue()).isFalse();
    assertThat(second.path("listed").booleanValue()).isFalse();
    assertThat(second.path("discount")).isEqualTo(first.path("discount"));
    page.reload();
    assertThat(check("In the store list")).not().isChecked();
    check("Active").check();
    save();
    assertThat(exported().path("active").booleanValue()).isTrue();
  }

  @Test
  void loadsTheNewerVersionBeforeItChangesWhatAnotherDid() {
    String id = made("{\"name\":\"Hat\",\"price\":1,\"item\":\"hat\"}");
    signIn(Role.OWNER);
    visit("products/" + id);
    field("List price in L$").fill("2");
    api().put("/v1/products/" + id, "{\"name\":\"Other hat\",\"price\":3,\"item\":\"hat\"}");
    button("Save").click();
    assertThat(page.getByText("Somebody has changed this since you opened it")).isVisible();
    isAccessible();
    assertThat(product(id).path("price").intValue()).isEqualTo(3);
    button("Load the newer version").click();
    assertThat(field("Name")).hasValue("Other hat");
    assertThat(field("List price in L$")).hasValue("3");
    field("List price in L$").fill("4");
    save();
    assertThat(product(id).path("price").intValue()).isEqualTo(4);
    assertThat(product(id).path("name").textValue()).isEqualTo("Other hat");
  }

  @Test
  void asksBeforeItLosesWhatIsNotSaved() {
    String id = made("{\"name\":\"Hat\",\"price\":1,\"item\":\"hat\"}");
    signIn(Role.OWNER);
    visit("products/" + id);
    field("Name").fill("Another");
    assertThat(staysAsked(link("Categories")::click)).contains("not saved");
    assertThat(field("Name")).hasValue("Another");
    leavesAsked(link("Categories")::click);
    assertThat(heading("Categories")).isVisible();
  }

  @Test
  void deliversOneAndFollowsIt() {
    String id =
        made(
            "{\"name\":\"Hat\",\"price\":1,\"item\":\"hat\",\"limited\":true,\"availableAmount\":2}");
    signIn(Role.ADMIN);
    visit("products/" + id);
    button("Deliver").click();
    field("Recipient").fill("no body at all");
    dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Deliver")).click();
    assertThat(field("Recipient")).hasAttribute("aria-invalid", "true");
    isAccessible();
    field("Recipient").fill(UUID.randomUUID().toString());
    page.keyboard().press("Enter");
    assertThat(dialog().getByText("On its way")).isVisible();
    isAccessible();
    String delivery = dialog().locator("code").textContent();
    api().post("/v1/deliveries/" + delivery + "/actions/complete", "{\"status\":\"delivered\"}");
    assertThat(dialog().getByText("Delivered")).isVisible();
    page.keyboard().press("Escape");
    assertThat(dialog()).hasCount(0);
    assertThat(page.locator("main dl")).containsText("1 left");
    assertThat(product(id).path("availableAmount").intValue()).isEqualTo(1);
  }

  @Test
  void offersAViewerNothingThatWritesAndShowsMarkupAsText() {
    String name = Xss.TEXT.substring(0, 100);
    UUID id =
        Rows.product(
            fixture.live, "name", name, "description", Xss.TEXT, "item", Xss.TEXT.substring(0, 90));
    Rows.categorize(fixture.category(fixture.live, Xss.TEXT.substring(0, 60)), id);
    signIn(Role.VIEWER);
    visit("products");
    assertThat(row(name)).isVisible();
    assertThat(link("Create product")).hasCount(0);
    assertThat(button("Import")).hasCount(0);
    Xss.isText(page);
    link(name).click();
    assertThat(heading(name)).isVisible();
    assertThat(page.getByText(Xss.TEXT)).isVisible();
    assertThat(link(Xss.TEXT.substring(0, 60))).isVisible();
    assertThat(page.getByText("Your role only looks")).isVisible();
    for (String writing : new String[] {"Save", "Deliver", "Add", "Take out"}) {
      assertThat(button(writing)).hasCount(0);
    }
    isAccessible();
    Xss.isText(page);
    signIn(Role.OWNER);
    page.reload();
    assertThat(field("Name")).hasValue(name);
    Xss.isText(page);
  }
}
