package org.allogate.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.util.UUID;
import org.allogate.people.Role;
import org.junit.jupiter.api.Test;

/** The store and its loyalty tiers, as a person describes them. */
class ConsoleStoreIT extends BrowserIT {
  private static final String TIERS = "/v1/loyalty/tiers";

  private JsonNode store() {
    return api().read("/v1/store");
  }

  private void saved() {
    assertThat(page.getByText("Saved.")).isVisible();
  }

  @Test
  void makesTheStoreAndChangesIt() {
    String owner = UUID.randomUUID().toString();
    signInToTenant(Role.OWNER);
    visit("store");
    assertThat(heading("No store yet")).isVisible();
    field("Name").fill("Aether & Ash");
    field("Username of the owner").fill("aether.ash");
    field("Avatar UUID of the owner").fill("nobody");
    field("Group members, percent").fill("5");
    isAccessible();
    button("Create store").click();
    assertThat(field("Avatar UUID of the owner")).hasAttribute("aria-invalid", "true");
    assertThat(field("Avatar UUID of the owner")).isFocused();
    isAccessible();
    field("Avatar UUID of the owner").fill(owner);
    button("Create store").click();
    assertThat(page.getByText("Store created.")).isVisible();
    assertThat(heading("No store yet")).hasCount(0);
    assertThat(store().path("ownerUuid").textValue()).isEqualTo(owner);
    assertThat(store().at("/bonus/groupBonus").intValue()).isEqualTo(5);

    page.getByLabel("Listed for bloggers").check();
    button("Save").click();
    saved();
    assertThat(store().path("blogListed").booleanValue()).isTrue();
    isAccessible();
    dark();
    isAccessible();

    field("Name").fill("Mine");
    api()
        .put(
            "/v1/store",
            store()
                .toString()
                .replaceFirst("\"id\":\"[^\"]+\",", "")
                .replace("Aether & Ash", "Theirs"));
    button("Save").click();
    button("Load the newer version").click();
    assertThat(field("Name")).hasValue("Theirs");
    assertThat(store().path("name").textValue()).isEqualTo("Theirs");
  }

  @Test
  void changesAllTiersAtOnce() {
    fixture.store(fixture.live, "A store");
    UUID bronze = Rows.loyaltyTier(fixture.live, "Bronze", 1_000, 2);
    Rows.loyaltyTier(fixture.live, "Silver", 5_000, 5);
    signIn(Role.ADMIN);
    visit("store");
    button("Remove tier 2").click();
    field("Name of tier 1").fill("Copper");
    button("Add a tier").click();
    field("Name of tier 2").fill("copper");
    field("Spent from of tier 2").fill("20000");
    field("Discount of tier 2").fill("10");
    button("Save tiers").click();
    assertThat(field("Name of tier 2")).hasAttribute("aria-invalid", "true");
    isAccessible();
    field("Name of tier 2").fill("Gold");
    button("Save tiers").click();
    saved();
    JsonNode tiers = api().read(TIERS);
    assertThat(tiers).hasSize(2);
    assertThat(tiers.at("/0/id").textValue()).isEqualTo(bronze.toString());
    assertThat(tiers.at("/0/name").textValue()).isEqualTo("Copper");
    assertThat(tiers.at("/1/minimumSpend").intValue()).isEqualTo(20_000);

    field("Discount of tier 1").fill("3");
    api().put(TIERS, "[]");
    button("Save tiers").click();
    button("Load the newer version").click();
    assertThat(page.getByText("No tiers: every customer pays the same.")).isVisible();
    assertThat(api().read(TIERS)).isEmpty();
  }

  @Test
  void offersAViewerNothingThatWritesAndShowsMarkupAsText() {
    String text = Xss.TEXT.substring(0, 60);
    signIn(Role.VIEWER);
    visit("store");
    assertThat(page.getByText("Ask an owner to describe it.")).isVisible();
    isAccessible();
    fixture.store(fixture.live, text);
    Fixture.run(
        "update store set location_sl_url = ? where workspace_id = ?",
        "javascript:window.pwned=1",
        fixture.live);
    Rows.loyaltyTier(fixture.live, text + "2", 1_000, 2);
    page.reload();
    assertThat(page.getByText(text, new Page.GetByTextOptions().setExact(true))).isVisible();
    assertThat(row(text + "2")).isVisible();
    assertThat(page.getByText("javascript:window.pwned=1")).isVisible();
    assertThat(button("Save")).hasCount(0);
    assertThat(button("Save tiers")).hasCount(0);
    isAccessible();
    Xss.isText(page);
  }
}
