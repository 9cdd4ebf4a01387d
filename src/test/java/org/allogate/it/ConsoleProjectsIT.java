package org.allogate.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.allogate.people.Role;
import org.junit.jupiter.api.Test;

/** The vault's projects, as members see them in the console. */
class ConsoleProjectsIT extends BrowserIT {
  private static final String PROJECTS = "/api/v2/vault/projects";

  private JsonNode project() {
    JsonNode listed = api().read(PROJECTS).path("data");
    assertThat(listed).hasSize(1);
    return api().read(PROJECTS + "/" + listed.path(0).path("id").asText());
  }

  private String made(String name) {
    return ApiClient.json(api().post(PROJECTS, "{\"name\":\"" + name + "\"}")).path("id").asText();
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

  @Test
  void areMadeChangedAndArchived() {
    signInToTenant(Role.ADMIN);
    visit("projects");
    assertThat(heading("No projects yet")).isVisible();
    isAccessible();
    button("Create project").click();
    field("Name").fill("Tower");
    field("Description (optional)").fill("Two\nlines.");
    field("Location (optional)").fill("Porto");
    isAccessible();
    button("Create project").click();
    assertThat(heading("Tower")).isVisible();
    assertThat(project().path("description").asText()).isEqualTo("Two\nlines.");
    assertThat(project().path("location").asText()).isEqualTo("Porto");
    field("Location (optional)").fill("");
    field("Phase (optional)").fill("design");
    button("Save").click();
    assertThat(page.getByText("Saved.")).isVisible();
    assertThat(project().path("location").isNull()).isTrue();
    assertThat(project().path("project_phase").asText()).isEqualTo("design");
    dark();
    isAccessible();
    archives();
  }

  private void archives() {
    button("Archive").click();
    assertThat(dialog()).containsText("never changed again");
    isAccessible();
    inDialog("Cancel").click();
    assertThat(project().path("status").asText()).isEqualTo("active");
    button("Archive").click();
    inDialog("Archive").click();
    assertThat(page.getByText("it stays as it is")).isVisible();
    assertThat(button("Save")).hasCount(0);
    assertThat(project().path("status").asText()).isEqualTo("archived");
  }

  @Test
  void areRefusedAtTheirFieldAndNotOverwritten() {
    String id = made("Tower");
    signIn(Role.OWNER);
    visit("projects/" + id);
    field("Name").fill(" ");
    button("Save").click();
    assertThat(field("Name")).hasAttribute("aria-invalid", "true");
    assertThat(field("Name")).isFocused();
    isAccessible();
    api().patch(PROJECTS + "/" + id, "{\"name\":\"Bridge\"}");
    field("Name").fill("Lighthouse");
    button("Save").click();
    assertThat(page.getByText("Somebody has changed this")).isVisible();
    isAccessible();
    assertThat(project().path("name").asText()).isEqualTo("Bridge");
    button("Load the newer version").click();
    assertThat(field("Name")).hasValue("Bridge");
    field("Name").fill("Lighthouse");
    button("Save").click();
    assertThat(heading("Lighthouse")).isVisible();
    assertThat(project().path("name").asText()).isEqualTo("Lighthouse");
  }

  @Test
  void areListedByPagesAndStatusInEachEnvironment() {
    Rows.projects(fixture.live, 25);
    signInToTenant(Role.VIEWER);
    visit("projects");
    Locator rows = page.locator("tbody tr");
    assertThat(rows).hasCount(20);
    button("Next page").click();
    assertThat(rows).hasCount(5);
    choice("Status").selectOption("archived");
    assertThat(rows).hasCount(1);
    field("Test").check();
    assertThat(heading("No projects yet")).isVisible();
    assertThat(button("Create project")).hasCount(0);
  }

  @Test
  void areOnlyLookedAtByViewers() {
    String id = made("Tower");
    signIn(Role.VIEWER);
    visit("projects/" + id);
    assertThat(page.getByText("Your role only looks")).isVisible();
    assertThat(button("Archive")).hasCount(0);
    assertThat(button("Save")).hasCount(0);
  }

  @Test
  void areTextWhateverTheySay() {
    open(new Browser.NewContextOptions().setViewportSize(390, 844));
    String quoted = "\"" + Xss.TEXT.replace("\"", "\\\"") + "\"";
    String body = "{\"name\":%1$s,\"description\":%1$s,\"location\":%1$s}".formatted(quoted);
    String id = ApiClient.json(api().post(PROJECTS, body)).path("id").asText();
    signInToTenant(Role.VIEWER);
    visit("projects");
    assertThat(row("window.pwned")).isVisible();
    Xss.isText(page);
    visit("projects/" + id);
    assertThat(page.getByText(Xss.TEXT).first()).isVisible();
    Xss.isText(page);
    isAccessible();
  }
}
