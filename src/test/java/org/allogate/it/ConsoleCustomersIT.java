package org.allogate.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.UUID;
import java.util.regex.Pattern;
import org.allogate.people.Role;
import org.junit.jupiter.api.Test;

/** Customers and their store credit, as members see them in the console. */
class ConsoleCustomersIT extends BrowserIT {
  private static final String CUSTOMERS = "/v1/customers/";

  private JsonNode customer(Object identifier) {
    return api().read(CUSTOMERS + identifier);
  }

  /** A choice by its label, which holds it. */
  private Locator choice(String label) {
    return page.getByRole(
        AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label).setExact(true));
  }

  private Locator inDialog(String button) {
    return dialog()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true));
  }

  private Locator said(String text) {
    return page.getByRole(AriaRole.STATUS).getByText(text);
  }

  @Test
  void areAddedChangedAndBanned() {
    UUID avatar = UUID.randomUUID();
    signInToTenant(Role.ADMIN);
    visit("customers");
    assertThat(heading("No customers yet")).isVisible();
    isAccessible();
    adds(avatar);
    button("Edit").click();
    field("Discount in percent").fill("15");
    dialog().getByText("Wants news").click();
    isAccessible();
    inDialog("Save").click();
    assertThat(dialog()).hasCount(0);
    assertThat(customer(avatar).path("discount").intValue()).isEqualTo(15);
    assertThat(customer(avatar).path("newsSubscriber").booleanValue()).isTrue();
    button("Rename").click();
    field("Username").fill("ember.ash");
    inDialog("Save").click();
    assertThat(heading("ember.ash")).isVisible();
    assertThat(customer("ember.ash").path("uuid").asText()).isEqualTo(avatar.toString());
    bans(avatar);
  }

  private void adds(UUID avatar) {
    button("Add customer").click();
    field("Avatar UUID").fill("nobody");
    field("Username").fill("aether.ash");
    inDialog("Add customer").click();
    assertThat(field("Avatar UUID")).isFocused();
    assertThat(field("Avatar UUID"))
        .hasAccessibleDescription(Pattern.compile("Must be an avatar UUID"));
    field("Avatar UUID").fill(avatar.toString());
    field("Username").fill("a b");
    inDialog("Add customer").click();
    assertThat(field("Username")).hasAttribute("aria-invalid", "true");
    isAccessible();
    field("Username").fill("aether.ash");
    inDialog("Add customer").click();
    assertThat(heading("aether.ash")).isVisible();
  }

  private void bans(UUID avatar) {
    button("Ban").click();
    isAccessible();
    inDialog("Cancel").click();
    assertThat(customer(avatar).path("banned").booleanValue()).isFalse();
    button("Ban").click();
    inDialog("Ban").click();
    assertThat(page.getByText("Banned", new Page.GetByTextOptions().setExact(true))).isVisible();
    assertThat(customer(avatar).path("banned").booleanValue()).isTrue();
    button("Lift ban").click();
    inDialog("Lift ban").click();
    assertThat(button("Ban")).isVisible();
    assertThat(customer(avatar).path("banned").booleanValue()).isFalse();
  }

  @Test
  void areNotRenamedInPassing() {
    UUID avatar = Rows.customer(fixture.live, "username", "aether.ash");
    signIn(Role.OWNER);
    visit("customers");
    button("Add customer").click();
    field("Avatar UUID").fill(avatar.toString());
    field("Username").fill("other");
    inDialog("Add customer").click();
    assertThat(field("Avatar UUID")).hasAccessibleDescription(Pattern.compile("customer already"));
    assertThat(customer(avatar).path("username").asText()).isEqualTo("aether.ash");
  }

  @Test
  void areFoundByFiltersAndByName() {
    Rows.customers(fixture.live, 50);
    signInToTenant(Role.VIEWER);
    visit("customers");
    Locator rows = page.locator("tbody tr");
    assertThat(rows).hasCount(20);
    button("Next page").click();
    assertThat(row("resident21")).isVisible();
    choice("Wants news").selectOption("true");
    assertThat(row("resident26")).isVisible();
    field("Spent more than L$").fill("10");
    button("Apply").click();
    assertThat(rows).hasCount(5);
    field("Spent more than L$").fill("1000");
    button("Apply").click();
    button("Clear filters").click();
    assertThat(rows).hasCount(20);
    assertThat(button("Add customer")).hasCount(0);
    field("Username or avatar UUID").fill("RESIDENT7");
    button("Open").click();
    assertThat(heading("resident7")).isVisible();
    isLookedAtOnly();
    visit("customers/nobody");
    assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    isAccessible();
  }

  private void isLookedAtOnly() {
    assertThat(page.getByText("Your role only looks")).isVisible();
    for (String name :
        new String[] {
          "Edit", "Rename", "Ban", "Adjust credit", "Set credit", "Apply coupon", "Grant gift card"
        }) {
      assertThat(button(name)).hasCount(0);
    }
  }

  @Test
  void haveCreditWhoseEveryChangeIsSeen() {
    UUID avatar = Rows.customer(fixture.live, "username", "aether.ash");
    signIn(Role.ADMIN);
    visit("customers/" + avatar);
    assertThat(page.getByText("the ledger is empty")).isVisible();
    button("Adjust credit").click();
    field("Amount in L$").fill("0");
    inDialog("Adjust credit").click();
    assertThat(field("Amount in L$")).hasAccessibleDescription(Pattern.compile("Must not be 0"));
    field("Amount in L$").fill("500");
    inDialog("Adjust credit").click();
    assertThat(row("+500")).isVisible();
    button("Adjust credit").click();
    field("Amount in L$").fill("-501");
    inDialog("Adjust credit").click();
    assertThat(field("Amount in L$"))
        .hasAccessibleDescription(Pattern.compile("less credit than would be taken"));
    assertThat(field("Amount in L$")).isFocused();
    isAccessible();
    field("Amount in L$").fill("-50");
    inDialog("Adjust credit").click();
    assertThat(row("-50")).containsText("450");
    assertThat(customer(avatar + "/credits").path("credit").intValue()).isEqualTo(450);
    setsWhatNobodyElseHasChanged(avatar);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    isAccessible();
  }

  private void setsWhatNobodyElseHasChanged(UUID avatar) {
    api().post(CUSTOMERS + avatar + "/actions/adjust-credits", "{\"amount\":1}");
    button("Set credit").click();
    dialog().getByLabel("Restricted credit").fill("70");
    inDialog("Save").click();
    assertThat(page.getByText("Somebody has changed this")).isVisible();
    assertThat(customer(avatar + "/credits").path("restrictedCredit").intValue()).isZero();
    isAccessible();
    button("Load the newer version").click();
    assertThat(dialog().getByLabel("Credit", new Locator.GetByLabelOptions().setExact(true)))
        .hasValue("451");
    dialog().getByLabel("Restricted credit").fill("70");
    inDialog("Save").click();
    assertThat(row("+70")).isVisible();
    assertThat(customer(avatar + "/credits").path("restrictedCredit").intValue()).isEqualTo(70);
    assertThat(customer(avatar + "/credits").path("credit").intValue()).isEqualTo(451);
  }

  @Test
  void haveALedgerOfPages() {
    UUID avatar = Rows.customer(fixture.live, "username", "aether.ash");
    Rows.creditEntries(avatar, 25);
    signIn(Role.VIEWER);
    visit("customers/" + avatar);
    Locator rows = page.locator("tbody tr");
    assertThat(rows).hasCount(20);
    button("Next page").click();
    assertThat(rows).hasCount(5);
    assertThat(button("Next page")).isDisabled();
  }

  @Test
  void getCouponsAndLoseThem() {
    UUID avatar = Rows.customer(fixture.live, "username", "aether.ash");
    String body = "{\"code\":\"SPRING-26\",\"ownerUuid\":\"%s\",\"discount\":10}".formatted(avatar);
    assertThat(api().post("/v1/coupons", body).statusCode()).isEqualTo(201);
    UUID product = fixture.product(fixture.live, "Hat", 10);
    signIn(Role.ADMIN);
    visit("customers/aether.ash");
    couponed("Apply coupon", product.toString());
    assertThat(said("SPRING-26 counts for this customer.")).isVisible();
    couponed("Revoke coupon", product.toString());
    assertThat(said("no longer counts")).isVisible();
    couponed("Revoke coupon", product.toString());
    assertThat(field("Coupon")).hasAccessibleDescription(Pattern.compile("not applied there"));
    isAccessible();
    inDialog("Cancel").click();
    couponed("Apply coupon", UUID.randomUUID().toString());
    assertThat(field("Product id")).hasAttribute("aria-invalid", "true");
  }

  private void couponed(String deed, String product) {
    button(deed).click();
    field("Where it counts").selectOption("One product");
    field("Product id").fill(product);
    inDialog(deed).click();
  }

  @Test
  void fitAPhone() {
    open(new Browser.NewContextOptions().setViewportSize(390, 844));
    UUID avatar = Rows.customer(fixture.live, "username", "aether.ash");
    Rows.creditEntries(avatar, 3);
    signIn(Role.OWNER);
    for (String path : new String[] {"customers", "customers/aether.ash"}) {
      visit(path);
      isAccessible();
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
    }
  }
}
