package org.allogate.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import org.allogate.people.Role;
import org.junit.jupiter.api.Test;

/** The shelves as a person makes, fills and takes them away. */
class ConsoleCategoriesIT extends BrowserIT {
  private Locator inDialog(String button) {
    return dialog()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true));
  }

  private int count(UUID category) {
    return api().read("/v1/categories/" + category).path("productCount").intValue();
  }

  @Test
  void makesRenamesAndDeletesThem() {
    fixture.category(fixture.live, "Coats");
    signInToTenant(Role.OWNER);
    visit("categories");
    button("Create category").click();
    field("Name").fill("coats");
    isAccessible();
    inDialog("Create category").click();
    assertThat(dialog().getByRole(AriaRole.ALERT)).isVisible();
    field("Name").fill("Hats");
    inDialog("Create category").click();
    assertThat(heading("Hats")).isVisible();
    assertThat(heading("No active products here")).isVisible();
    isAccessible();

    link("All categories").click();
    button("Rename Hats").click();
    field("Name").fill("Fine hats");
    inDialog("Save").click();
    assertThat(row("Fine hats")).containsText("0");
    isAccessible();
    dark();
    isAccessible();
    button("Delete Fine hats").click();
    isAccessible();
    inDialog("Delete").click();
    assertThat(row("Fine hats")).hasCount(0);
    assertThat(ApiClient.ids(api().read("/v1/categories").path("data"))).hasSize(1);
  }

  @Test
  void renamesNoOtherVersionThanTheOneThatWasRead() {
    UUID hats = fixture.category(fixture.live, "Hats");
    signIn(Role.OWNER);
    visit("categories/" + hats);
    button("Rename").click();
    api().put("/v1/categories/" + hats, "{\"name\":\"Caps\"}");
    field("Name").fill("Bonnets");
    inDialog("Save").click();
    button("Load the newer version").click();
    assertThat(field("Name")).hasValue("Caps");
    field("Name").fill("Bonnets");
    inDialog("Save").click();
    assertThat(heading("Bonnets")).isVisible();
    assertThat(api().read("/v1/categories/" + hats).path("name").textValue()).isEqualTo("Bonnets");
  }

  @Test
  void putsProductsInAndTakesThemOut() {
    UUID hats = fixture.category(fixture.live, "Hats");
    UUID sale = fixture.category(fixture.live, "Sale");
    UUID hat = fixture.product(fixture.live, "Fancy hat", 10);
    fixture.product(fixture.live, "Coat", 10);
    signIn(Role.ADMIN);
    visit("categories/" + hats);
    button("Add products").click();
    dialog().getByLabel("Search").fill("fancy");
    inDialog("Find").click();
    assertThat(dialog().getByText("Coat")).hasCount(0);
    inDialog("Add Fancy hat").click();
    assertThat(dialog().getByText("Stands here")).isVisible();
    isAccessible();
    inDialog("Close").last().click();
    assertThat(row("Fancy hat")).isVisible();
    assertThat(count(hats)).isEqualTo(1);
    isAccessible();

    link("Fancy hat").click();
    assertThat(link("Hats")).isVisible();
    page.getByLabel("Add to a category").selectOption("Sale");
    button("Add").click();
    assertThat(link("Sale")).isVisible();
    assertThat(count(sale)).isEqualTo(1);
    button("Take out of Hats").click();
    assertThat(link("Hats")).hasCount(0);
    assertThat(count(hats)).isZero();
    isAccessible();

    link("Sale").click();
    button("Take out Fancy hat").click();
    assertThat(heading("No active products here")).isVisible();
    assertThat(count(sale)).isZero();
    assertThat(api().get("/v1/products/" + hat).statusCode()).isEqualTo(200);
  }

  @Test
  void offersAViewerNothingThatWritesAndShowsMarkupAsText() {
    signIn(Role.VIEWER);
    visit("categories");
    assertThat(heading("No categories yet")).isVisible();
    String name = Xss.TEXT.substring(0, 60);
    UUID category = fixture.category(fixture.live, name);
    Rows.categorize(category, fixture.product(fixture.live, name, 1));
    page.reload();
    link(name).click();
    assertThat(heading(name)).isVisible();
    assertThat(row(name)).isVisible();
    for (String writing : new String[] {"Add products", "Rename", "Delete", "Take out " + name}) {
      assertThat(button(writing)).hasCount(0);
    }
    Xss.isText(page);
  }
}
