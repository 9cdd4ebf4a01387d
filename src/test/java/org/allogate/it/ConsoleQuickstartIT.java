package org.allogate.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.allogate.people.Role;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the sign-in to the first answer of the API, and what the page shows on the way. */
class ConsoleQuickstartIT extends BrowserIT {
  private static final int MOST_CLICKS = 4;
  private static final long SECONDS = 60;

  @TempDir Path folder;

  private int clicks;

  private void click(Locator what) {
    clicks++;
    what.click();
  }

  private void signInByTheForm(UUID tenantOrOrganization) {
    String email = "new" + UUID.randomUUID() + "@example.com";
    fixture.memberRow(tenantOrOrganization, Role.OWNER, email);
    page.navigate("/console/");
    field("E-mail address").fill(email);
    field("Password").fill(TestPasswords.PASSWORD);
    click(button("Sign in"));
    assertThat(heading("Quickstart")).isVisible();
  }

  private String clipboard() {
    return (String) page.evaluate("navigator.clipboard.readText()");
  }

  /** What the copied line prints, run as it was pasted into a terminal. */
  private JsonNode pasted() throws IOException, InterruptedException {
    Path printed = folder.resolve("printed");
    Path errors = folder.resolve("errors");
    Process shell =
        new ProcessBuilder("sh", "-c", clipboard())
            .redirectOutput(printed.toFile())
            .redirectError(errors.toFile())
            .start();
    assertThat(shell.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue())
        .as("%s%s", Files.readString(printed), Files.readString(errors))
        .isZero();
    return ApiClient.json(Files.readString(printed));
  }

  private static void requireProducts(JsonNode answer) {
    assertThat(answer.path("data").isArray()).as("%s", answer).isTrue();
    assertThat(answer.path("pagination").isObject()).isTrue();
  }

  private void createKey() {
    click(button("Create a key"));
    assertThat(heading("2. Make the first call")).isFocused();
  }

  private Locator call(String name) {
    return page.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(name));
  }

  @Nested
  class ANewOwner {
    @Test
    void getsFromTheSignInToAnAnswerOfCurlInFourClicks() throws Exception {
      Rows.product(fixture.live, "name", "Fancy hat");
      signInByTheForm(null);
      createKey();
      click(button("Copy Sample in curl"));
      assertThat(page.getByText("Copied.")).isVisible();
      assertThat(clicks).isLessThanOrEqualTo(MOST_CLICKS);
      if (Sample.CURL.runsHere()) {
        JsonNode answer = pasted();
        requireProducts(answer);
        assertThat(answer.at("/data/0/name").textValue()).isEqualTo("Fancy hat");
      }
    }

    @Test
    void makesTheFirstOrganizationOnTheWay() throws Exception {
      Fixture.run("delete from api_user where organization_id = ?", fixture.organization);
      Fixture.run("delete from workspace where organization_id = ?", fixture.organization);
      Fixture.run("delete from organization where id = ?", fixture.organization);
      signInByTheForm(null);
      isAccessible();
      field("Name").fill(Xss.TEXT);
      field("Time zone").fill("Nowhere/Atall");
      click(button("Create organization"));
      assertThat(field("Time zone")).hasAttribute("aria-invalid", "true");
      clicks--;
      field("Time zone").fill("Europe/Berlin");
      click(button("Create organization"));
      assertThat(page.getByText("You are in the live environment of " + Xss.TEXT)).isVisible();
      createKey();
      click(button("Copy Sample in curl"));
      assertThat(page.getByText("Copied.")).isVisible();
      assertThat(clicks).isLessThanOrEqualTo(MOST_CLICKS);
      if (Sample.CURL.runsHere()) {
        requireProducts(pasted());
      }
      Xss.isText(page);
    }

    @Test
    void ofOneOrganizationGetsThereToo() throws Exception {
      // A policy that only the tenant's people see.
      Fixture.run("update organization set lifetime_days = 7 where id = ?", fixture.organization);
      signInByTheForm(fixture.organization);
      createKey();
      click(button("Copy Sample in curl"));
      assertThat(page.getByText("Copied.")).isVisible();
      if (Sample.CURL.runsHere()) {
        requireProducts(pasted());
      }
      JsonNode key = KeyMaker.of(fixture).list("").get(0);
      assertThat(key.path("name").textValue()).startsWith("Quickstart ");
      assertThat(key.path("expiresAt").isTextual()).isTrue();
    }
  }

  @Nested
  class TheCalls {
    @Test
    void answerInTheBrowserAndSayWhatIsMissing() {
      signInToTenant(Role.OWNER);
      visit("quickstart");
      field("Test").check();
      assertThat(page.getByText("You are in the test environment of An organization.")).isVisible();
      createKey();
      button("Run all calls").click();
      assertThat(call("The first projects").getByText("Status 200")).isVisible();
      assertThat(call("The store").getByText("Status 404")).isVisible();
      assertThat(call("The store").getByText("this organization has no store yet")).isVisible();
      assertThat(call("The first products").getByText("RateLimit-Remaining", exact())).isVisible();
      assertThat(call("Who the key is").getByText("X-RateLimit-Limit", exact())).isVisible();
      assertThat(call("Who the key is")).containsText("\"environment\": \"test\"");
      isAccessible();
      dark();
      isAccessible();
      JsonNode key = KeyMaker.of(fixture).list("").get(0);
      assertThat(key.path("environment").textValue()).isEqualTo("test");
      assertThat(key.path("scopes"))
          .allMatch(scope -> scope.textValue().endsWith(":read"))
          .noneMatch(scope -> scope.textValue().startsWith("members"));
    }

    private static Locator.GetByTextOptions exact() {
      return new Locator.GetByTextOptions().setExact(true);
    }

    @Test
    void standInEveryLanguageAndAreThereAgainAfterAWhileElsewhere() {
      signInToTenant(Role.ADMIN);
      visit("quickstart");
      createKey();
      page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("curl")).focus();
      for (String sign :
          List.of("import requests", "await fetch", "curl_init", "--fail-with-body")) {
        page.keyboard().press("ArrowRight");
        assertThat(page.getByRole(AriaRole.TABPANEL)).containsText(sign);
      }
      button("Copy API key").click();
      assertThat(page.getByText("Copied.")).isVisible();
      String key = clipboard();
      assertThat(new ApiClient(key).get("/v1/products").statusCode()).isEqualTo(200);
      link("API keys").click();
      assertThat(heading("API keys")).isVisible();
      link("Quickstart").click();
      assertThat(page.getByRole(AriaRole.TABPANEL)).containsText(key);
    }
  }

  @Test
  void asksBeforeTheKeyIsLost() {
    signInToTenant(Role.OWNER);
    visit("quickstart");
    createKey();
    assertThat(staysAsked(link("API keys")::click)).contains("shown only now");
    assertThat(heading("2. Make the first call")).isVisible();
  }

  @Test
  void saysWhereThereIsNoRoomForAnotherKey() {
    KeyMaker maker = KeyMaker.of(fixture);
    for (int i = 0; i < 5; i++) {
      maker.made("");
    }
    signInToTenant(Role.OWNER);
    visit("quickstart");
    button("Create a key").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("5 active keys");
    link("Open API keys").click();
    assertThat(heading("API keys")).isVisible();
  }

  @Test
  void hasPeopleOfTheTenantChooseAnOrganization() {
    signInToTenant(Role.OWNER);
    visit("quickstart");
    field("Organization").selectOption("Whole tenant");
    assertThat(heading("Choose an organization")).isVisible();
    isAccessible();
    button("Go on with it").click();
    assertThat(button("Create a key")).isVisible();
  }

  @Test
  void offersNoKeyToWhoOnlyLooks() {
    signIn(Role.VIEWER);
    visit("quickstart");
    assertThat(page.getByText("Your role only looks.")).isVisible();
    assertThat(button("Create a key")).hasCount(0);
  }
}
