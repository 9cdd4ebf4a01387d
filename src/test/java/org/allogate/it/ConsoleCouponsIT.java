package org.allogate.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.regex.Pattern;
import org.allogate.people.Role;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Coupons and gift cards, as members see them in the console. */
class ConsoleCouponsIT extends BrowserIT {
  private static final String COUPONS = "/v1/coupons";

  private final UUID avatar = Rows.customer(fixture.live, "username", "aether.ash");

  private static JsonNode made(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return ApiClient.json(answer);
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

  private void inTheDark() {
    dark();
  }

  @Nested
  class Coupons {
    private String coupon(String code) {
      String body =
          "{\"code\":\"%s\",\"ownerUuid\":\"%s\",\"discount\":10}"
              .formatted(code.replace("\"", "\\\""), avatar);
      return made(api().post(COUPONS, body)).path("id").asText();
    }

    @Test
    void areMadeAndChanged() {
      coupon("TAKEN");
      signInToTenant(Role.ADMIN);
      visit("coupons/new");
      field("Code").fill("taken");
      field("Discount in percent").fill("20");
      field("Owner's avatar UUID").fill(avatar.toString());
      button("Create coupon").click();
      assertThat(field("Code")).hasAttribute("aria-invalid", "true");
      assertThat(field("Code")).isFocused();
      isAccessible();
      field("Code").fill("SPRING-26");
      button("Create coupon").click();
      assertThat(heading("SPRING-26")).isVisible();
      String id = page.url().substring(page.url().lastIndexOf('/') + 1);
      assertThat(api().read(COUPONS + "/" + id).path("ownerUsername").asText())
          .isEqualTo("aether.ash");
      field("Discount in percent").fill("25");
      page.getByRole(AriaRole.CHECKBOX).uncheck();
      button("Save").click();
      assertThat(page.getByText("Inactive", new Page.GetByTextOptions().setExact(true)))
          .isVisible();
      inTheDark();
      isAccessible();
      JsonNode changed = api().read(COUPONS + "/" + id);
      assertThat(changed.path("discount").intValue()).isEqualTo(25);
      assertThat(changed.path("active").booleanValue()).isFalse();
    }

    @Test
    void areNotOverwritten() {
      String id = coupon("SPRING-26");
      signIn(Role.OWNER);
      visit("coupons/" + id);
      String theirs =
          "{\"code\":\"SUMMER-26\",\"ownerUuid\":\"%s\",\"discount\":30}".formatted(avatar);
      assertThat(api().put(COUPONS + "/" + id, theirs).statusCode()).isEqualTo(200);
      field("Discount in percent").fill("99");
      button("Save").click();
      button("Load the newer version").click();
      assertThat(field("Discount in percent")).hasValue("30");
      assertThat(api().read(COUPONS + "/" + id).path("discount").intValue()).isEqualTo(30);
    }

    @Test
    void areListedByStatusAndOwner() {
      Rows.coupons(fixture.live, 25);
      coupon("MINE");
      signInToTenant(Role.VIEWER);
      visit("coupons");
      Locator rows = page.locator("tbody tr");
      assertThat(rows).hasCount(20);
      isAccessible();
      assertThat(button("Create coupon")).hasCount(0);
      choice("Active").selectOption("false");
      assertThat(rows).hasCount(2);
      Locator owner = field("Owner (username or avatar UUID)");
      owner.fill("aether.ash");
      button("Apply").click();
      assertThat(rows).hasCount(1);
      owner.fill("nobody");
      button("Apply").click();
      assertThat(owner).hasAccessibleDescription(Pattern.compile("Nobody of this name"));
      isAccessible();
      owner.fill("aether.ash");
      button("Apply").click();
      link("MINE").click();
      assertThat(page.getByText("Your role only looks")).isVisible();
      assertThat(button("Save")).hasCount(0);
    }

    @Test
    void areTextWhateverTheirCode() {
      String code = "\"><img/src=x/onerror=window.pwned=1>";
      String id = coupon(code);
      signIn(Role.OWNER);
      visit("coupons");
      assertThat(row(code)).isVisible();
      Xss.isText(page);
      visit("coupons/" + id);
      assertThat(heading(code)).isVisible();
      Xss.isText(page);
      visit("customers/aether.ash");
      button("Apply coupon").click();
      assertThat(dialog().getByText(code)).hasCount(1);
      Xss.isText(page);
    }

    @Test
    void beginWithNone() {
      signIn(Role.OWNER);
      visit("coupons");
      assertThat(heading("No coupons yet")).isVisible();
      isAccessible();
    }
  }

  @Nested
  class GiftCards {
    private String card(int credit) {
      return made(api()
              .post(
                  "/v1/customers/" + avatar + "/actions/grant-gift-card",
                  "{\"credit\":" + credit + "}"))
          .path("id")
          .asText();
    }

    private JsonNode read(String id) {
      return api().read("/v1/giftcards/" + id);
    }

    @Test
    void areGrantedChangedAndRedeemed() {
      signInToTenant(Role.ADMIN);
      visit("giftcards");
      assertThat(heading("Whose gift cards?")).isVisible();
      isAccessible();
      String id = grants();
      changes(id);
      button("Redeem").click();
      dialog().getByLabel("Who redeems it").fill("nobody");
      inDialog("Redeem").click();
      assertThat(dialog().getByLabel("Who redeems it")).hasAttribute("aria-invalid", "true");
      isAccessible();
      assertThat(read(id).path("redeemed").booleanValue()).isFalse();
      dialog().getByLabel("Who redeems it").fill("");
      inDialog("Redeem").click();
      assertThat(page.getByText("This card is over")).isVisible();
      assertThat(read(id).path("redeemed").booleanValue()).isTrue();
      assertThat(api().read("/v1/customers/" + avatar + "/credits").path("credit").intValue())
          .isEqualTo(500);
      link("aether.ash").click();
      assertThat(row("+500")).containsText("Gift card");
    }

    private String grants() {
      button("Grant gift card").click();
      dialog().getByLabel("Customer").fill("nobody");
      dialog().getByLabel("Credit in L$").fill("500");
      inDialog("Grant gift card").click();
      assertThat(dialog().getByLabel("Customer")).hasAttribute("aria-invalid", "true");
      isAccessible();
      dialog().getByLabel("Customer").fill("aether.ash");
      inDialog("Grant gift card").click();
      assertThat(heading("Card")).isVisible();
      String id = page.url().substring(page.url().lastIndexOf('/') + 1);
      assertThat(read(id).path("credit").intValue()).isEqualTo(500);
      return id;
    }

    private void changes(String id) {
      button("Edit").click();
      field("Expires at (optional)").fill("2020-01-01T00:00");
      inDialog("Save").click();
      assertThat(field("Expires at (optional)")).hasAttribute("aria-invalid", "true");
      field("Expires at (optional)").fill("2099-01-01T00:00");
      dialog().getByText("Others may redeem it").click();
      inDialog("Save").click();
      assertThat(dialog()).hasCount(0);
      assertThat(read(id).path("transfer").booleanValue()).isTrue();
      assertThat(read(id).path("expiresAt").asText()).startsWith("20");
      inTheDark();
      isAccessible();
    }

    @Test
    void areFoundByCustomerAndById() {
      String id = card(100);
      String over = card(200);
      assertThat(api().post("/v1/giftcards/" + over + "/actions/disable", "").statusCode())
          .isEqualTo(200);
      signInToTenant(Role.VIEWER);
      visit("giftcards");
      assertThat(button("Grant gift card")).hasCount(0);
      field("Customer").fill("nobody");
      button("Show").click();
      assertThat(field("Customer")).hasAccessibleDescription(Pattern.compile("No such customer"));
      isAccessible();
      field("Customer").fill("aether.ash");
      button("Show").click();
      assertThat(page.locator("tbody tr")).hasCount(2);
      isAccessible();
      choice("Not disabled").selectOption("false");
      assertThat(page.locator("tbody tr")).hasCount(1);
      assertThat(row("Disabled")).containsText("200");
      field("Gift card id").fill(id);
      button("Open").click();
      assertThat(page.getByText("To be redeemed")).isVisible();
      assertThat(button("Redeem")).hasCount(0);
      assertThat(button("Disable")).hasCount(0);
    }

    @Test
    void areDisabledOnlyAfterAQuestion() {
      String id = card(100);
      signIn(Role.OWNER);
      visit("giftcards/" + id);
      button("Disable").click();
      assertThat(dialog()).containsText("There is no way back");
      isAccessible();
      inDialog("Cancel").click();
      assertThat(read(id).path("active").booleanValue()).isTrue();
      button("Disable").click();
      inDialog("Disable").click();
      assertThat(page.getByText("This card is over")).isVisible();
      assertThat(read(id).path("active").booleanValue()).isFalse();
    }
  }
}
