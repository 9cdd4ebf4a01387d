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
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.allogate.people.Role;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The pages of keys: what an owner, and what somebody who only looks, does and sees there. */
class ConsoleApiKeysIT extends BrowserIT {
  private static final Path SAMPLES = Path.of("src/test/samples");
  private static final Map<String, String> ENDINGS =
      Map.of("curl", "sh", "python", "py", "javascript", "mjs", "php", "php");

  // Whether the browser would ask before the tab is closed.
  private static final String UNLOAD =
      "!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))";

  private final KeyMaker keys = KeyMaker.of(fixture);

  private void openKey(JsonNode key) {
    visit("api-keys/" + key.path("id").textValue());
  }

  private Locator radio(String name) {
    return page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(name));
  }

  private Locator scope(String name) {
    return page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(name + " "));
  }

  /** The key that is shown, after it was copied. */
  private String copiedKey() {
    button("Copy API key").click();
    assertThat(page.getByText("Copied.")).isVisible();
    return (String) page.evaluate("navigator.clipboard.readText()");
  }

  /** What stands under a heading of the facts of a key. */
  private Locator fact(String name) {
    Locator term = page.locator("dt", new Page.LocatorOptions().setHasText(name));
    return page.locator("dl.facts > div")
        .filter(new Locator.FilterOptions().setHas(term))
        .locator("dd");
  }

  private void typeToConfirm(String word) {
    field("Type " + word + " to confirm").fill(word);
  }

  private static Duration untilEnd(JsonNode key) {
    return Duration.between(Instant.now(), Instant.parse(key.path("expiresAt").textValue()));
  }

  @Nested
  class Creating {
    @Test
    void showsTheKeyOnceWithAWarningBeforeItIsLost() {
      signInToTenant(Role.OWNER);
      visit("api-keys");
      assertThat(heading("No keys yet")).isVisible();
      button("Create API key").click();
      assertThat(heading("Create API key")).isFocused();
      field("Name").fill(Xss.TEXT);
      button("Create API key").click();
      assertThat(page.getByText("Choose at least one scope.")).isVisible();
      assertThat(page.getByRole(AriaRole.RADIOGROUP)).isFocused();
      isAccessible();
      radio("Full access").check();
      assertThat(page.getByText("30 scopes chosen")).isVisible();
      radio("Read only").check();
      assertThat(page.getByText("15 scopes chosen")).isVisible();
      scope("audit:read").uncheck();
      assertThat(radio("Custom")).isChecked();
      assertThat(page.getByText("14 scopes chosen")).isVisible();
      field("Expires").selectOption("In 90 days");
      field("Tier").selectOption("Pro, 300 a minute");
      field("Allowed addresses (optional)").fill("somewhere");
      page.getByText("Advanced: own rate policy").click();
      button("Add a limit").click();
      field("Calls").fill("7");
      button("Create API key").click();
      assertThat(field("Allowed addresses (optional)")).isFocused();
      assertThat(field("Allowed addresses (optional)"))
          .hasAccessibleDescription(Pattern.compile(".*must be an IPv4 or IPv6 network.*"));
      field("Allowed addresses (optional)").fill("127.0.0.0/8\n::1/128");
      button("Create API key").click();

      assertThat(heading("Copy your new key now")).isFocused();
      assertThat(page.getByRole(AriaRole.TABPANEL)).containsText("--fail-with-body");
      isAccessible();
      assertThat(staysAsked(link("Quickstart")::click)).isNotEmpty();
      assertThat(heading("Copy your new key now")).isVisible();
      assertThat(page.evaluate(UNLOAD)).isEqualTo(true);
      String key = copiedKey();
      assertThat(page.evaluate(UNLOAD)).isEqualTo(false);
      assertThat(key).startsWith("allo_live_");
      assertThat(new ApiClient(key).get("/v1/products").statusCode()).isEqualTo(200);
      button("I have copied the key").click();

      assertThat(heading(Xss.TEXT)).isVisible();
      assertThat(page.getByText(key)).hasCount(0);
      assertThat(fact("Rate policy")).hasText("7 calls in 60 seconds");
      Xss.isText(page);
      JsonNode made = keys.list("").get(0);
      assertThat(made.path("name").textValue()).isEqualTo(Xss.TEXT);
      assertThat(made.path("scopes")).hasSize(14);
      assertThat(made.path("tier").textValue()).isEqualTo("pro");
      assertThat(made.path("allowedAddresses")).hasSize(2);
      assertThat(untilEnd(made)).isBetween(Duration.ofDays(89), Duration.ofDays(90));
      visit("api-keys");
      assertThat(row("live")).containsText("14 scopes");
      isAccessible();
      dark();
      isAccessible();
      Xss.isText(page);
    }

    @Test
    void shortensWhatThePolicyShortensAndPreselectsTheEnvironment() {
      Fixture.run("update organization set lifetime_days = 60 where id = ?", fixture.organization);
      signInToTenant(Role.OWNER);
      visit("api-keys");
      radio("Test").check();
      settled();
      visit("api-keys/new");
      assertThat(page.locator("main").getByLabel("Test")).isChecked();
      Locator choices = field("Expires").locator("option");
      assertThat(choices)
          .hasText(
              new String[] {
                "As the key policy says: in 60 days", "In 30 days", "On a day of your choice"
              });
      field("Name").fill("ab");
      scope("store:read").check();
      button("Create API key").click();
      assertThat(field("Name")).isFocused();
      assertThat(field("Name")).hasAttribute("aria-invalid", "true");
      field("Name").fill("Nightly job");
      button("Create API key").click();
      assertThat(heading("Copy your new key now")).isVisible();
      JsonNode made = keys.list("").get(0);
      assertThat(made.path("environment").textValue()).isEqualTo("test");
      assertThat(untilEnd(made)).isBetween(Duration.ofDays(59), Duration.ofDays(60));
    }

    @Test
    void writesTheSamplesThatAreRunElsewhere() throws IOException {
      page.navigate("/console/");
      for (Map.Entry<String, String> language : ENDINGS.entrySet()) {
        for (String call : new String[] {"store", "products"}) {
          Object written =
              page.evaluate(
                  """
                  async ([language, call]) => (await import('/console/apikeys/samples.js')).sample(
                    language, call, { address: 'https://api.example.com', key: 'allo_live_8Kd2...zQ.Hk9...4w' })
                  """,
                  new String[] {language.getKey(), call});
          Path file = SAMPLES.resolve(call + "." + language.getValue());
          assertThat(written + "\n").as("%s", file).isEqualTo(Files.readString(file));
        }
      }
    }

    @Test
    void makesKeysOfTheWholeTenantForItsOwners() {
      Fixture sibling = fixture.sibling();
      JsonNode other = KeyMaker.of(sibling).made("'name':'Key of the sibling'");
      signInToTenant(Role.OWNER);
      visit("api-keys");
      field("Organization").selectOption("Whole tenant");
      settled();
      assertThat(row("Key of the sibling")).containsText("An organization");
      field("Belongs to").selectOption(fixture.organization.toString());
      assertThat(page.getByText("Nothing matches.")).isVisible();
      button("Clear filters").click();
      assertThat(row("Key of the sibling")).isVisible();
      button("Create API key").click();
      field("Name").fill("Key of all");
      assertThat(field("Belongs to")).hasValue("");
      scope("products:read").check();
      button("Create API key").click();
      assertThat(page.getByRole(AriaRole.TABPANEL)).containsText("-H \"X-Organization-Id: ");
      String key = copiedKey();
      String organization = other.path("organizationId").textValue();
      assertThat(
              get("/v1/products", "X-API-Key", key, "X-Organization-Id", organization).statusCode())
          .isEqualTo(200);
      button("I have copied the key").click();
      assertThat(fact("Belongs to")).hasText("Whole tenant");
      assertThat(keys.client().read("/v1/api-keys/" + Fixture.idOf(key)).path("level").textValue())
          .isEqualTo("tenant");
    }
  }

  @Nested
  class Changing {
    @Test
    void opensAKeyByAClickOnItsRowAndEditsIt() {
      JsonNode key = keys.made("'name':'Warehouse','tier':'pro','scopes':['store:read']");
      keys.made("'name':'Till'");
      signInToTenant(Role.OWNER);
      visit("api-keys");
      // Forced, as what is hit is the link of the row, which covers all of it.
      row("Warehouse").getByText("1 scope").click(new Locator.ClickOptions().setForce(true));
      assertThat(heading("Warehouse")).isFocused();
      isAccessible();
      button("Edit").click();
      assertThat(field("Name")).hasValue("Warehouse");
      field("Name").fill("till");
      scope("products:read").check();
      button("Save").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("Another active key has this name");
      field("Name").fill("Warehouse 2");
      field("Expires").selectOption("In 30 days");
      button("Save").click();
      assertThat(heading("Warehouse 2")).isVisible();
      assertThat(page.getByText("Saved.")).isVisible();
      JsonNode after = keys.read(key);
      assertThat(after.path("name").textValue()).isEqualTo("Warehouse 2");
      assertThat(after.path("scopes").toString()).isEqualTo("[\"store:read\",\"products:read\"]");
      assertThat(after.path("tier").textValue()).isEqualTo("pro");
      assertThat(untilEnd(after)).isBetween(Duration.ofDays(29), Duration.ofDays(30));
    }

    @Test
    void revokesWithAReasonAfterTheNameWasTyped() {
      JsonNode key = keys.made("'name':'Old till'");
      signIn(Role.ADMIN);
      openKey(key);
      button("Revoke").click();
      assertThat(field("Reason (optional)")).isFocused();
      isAccessible();
      assertThat(button("Revoke key")).isDisabled();
      field("Reason (optional)").fill(Xss.TEXT);
      typeToConfirm("Old till");
      button("Revoke key").click();
      assertThat(page.getByText("This key is revoked. That is final")).isVisible();
      assertThat(fact("Reason")).hasText(Xss.TEXT);
      assertThat(button("Edit")).hasCount(0);
      assertThat(button("Revoke")).hasCount(0);
      Xss.isText(page);
      KeyMaker.isRefused(key.path("key").textValue(), "api_key_revoked");
      visit("api-keys?status=active");
      assertThat(page.getByText("Nothing matches.")).isVisible();
      field("Status").selectOption("Revoked");
      assertThat(row("Old till")).containsText("Revoked");
    }

    @Test
    void rotatesAndShowsWhoStillUsesTheOldKey() {
      JsonNode key = keys.made("'name':'Shop','scopes':['store:read','products:read']");
      signInToTenant(Role.OWNER);
      openKey(key);
      button("Rotate").click();
      isAccessible();
      field("The old key works for another").selectOption("7 days");
      button("Rotate key").click();
      assertThat(heading("Copy your new key now")).isFocused();
      String successor = copiedKey();
      button("I have copied the key").click();
      assertThat(heading("Shop")).isFocused();
      openKey(key);
      assertThat(fact("Calls since the new key")).hasText("0");
      assertThat(page.getByText("Safe to retire")).isVisible();
      assertThat(button("Edit")).hasCount(0);
      isAccessible();
      assertThat(untilEnd(keys.read(key))).isBetween(Duration.ofDays(6), Duration.ofDays(7));
      assertThat(KeyMaker.using(key).get("/v1/products").statusCode()).isEqualTo(200);
      assertThat(fact("Calls since the new key")).hasText("1");
      assertThat(page.getByText("Still in use. Find the program at")).isVisible();

      button("Give it more time").click();
      field("The old key works for another").selectOption("30 days");
      isAccessible();
      button("Set").click();
      assertThat(page.getByText("The old key has more time.")).isVisible();
      assertThat(untilEnd(keys.read(key))).isBetween(Duration.ofDays(29), Duration.ofDays(30));
      button("Undo the rotation").click();
      button("Revoke the new key").click();
      assertThat(page.getByText("The rotation is undone.")).isVisible();
      assertThat(button("Edit")).isVisible();
      assertThat(keys.read(key).path("replacedBy").isNull()).isTrue();
      KeyMaker.isRefused(successor, "api_key_revoked");
    }

    @Test
    void reissuesTheOnlyKeyOfAnOrganization() {
      JsonNode one = keys.made("");
      JsonNode two = keys.made("'environment':'test'");
      signInToTenant(Role.OWNER);
      visit("api-keys");
      button("Reissue").click();
      assertThat(dialog()).containsText("Every other key of this organization ends at once");
      isAccessible();
      assertThat(button("End all keys and make a new one")).isDisabled();
      typeToConfirm("An organization");
      button("End all keys and make a new one").click();
      assertThat(heading("Copy your new key now")).isVisible();
      String key = copiedKey();
      assertThat(keys.read(one).path("status").textValue()).isEqualTo("revoked");
      assertThat(keys.read(two).path("status").textValue()).isEqualTo("revoked");
      assertThat(new ApiClient(key).get("/v1/store").statusCode()).isEqualTo(404);
    }
  }

  @Nested
  class Revealing {
    private JsonNode revealable() {
      Fixture.run("update organization set revealable = true where id = ?", fixture.organization);
      return keys.made("'name':'Kept'");
    }

    @Test
    void showsTheKeyAgainForThePassword() {
      JsonNode key = revealable();
      String email = "reveal" + fixture.organization + "@example.com";
      signIn(Fixture.signedIn(fixture.memberRow(null, Role.OWNER, email)));
      openKey(key);
      button("Reveal key").click();
      isAccessible();
      field("Your password").fill("not the one it is");
      button("Reveal").click();
      assertThat(dialog().getByRole(AriaRole.ALERT)).isVisible();
      field("Your password").fill(TestPasswords.PASSWORD);
      button("Reveal").click();
      assertThat(heading("The key")).isFocused();
      assertThat(copiedKey()).isEqualTo(key.path("key").textValue());
      button("I have copied the key").click();
      assertThat(button("Reveal key")).isVisible();
    }

    @Test
    void warnsWhereItWasTheOnlyLook() {
      JsonNode key = revealable();
      Fixture.run("update organization set revealable = false where id = ?", fixture.organization);
      Fixture.run(
          "update api_key set renewed = true, reveal_once = true where id = ?", KeyMaker.id(key));
      String email = "once" + fixture.organization + "@example.com";
      signIn(Fixture.signedIn(fixture.memberRow(null, Role.OWNER, email)));
      openKey(key);
      assertThat(page.getByText("This key was made by itself")).isVisible();
      button("Reveal key").click();
      field("Your password").fill(TestPasswords.PASSWORD);
      button("Reveal").click();
      assertThat(page.getByText("This was the only look")).isVisible();
      assertThat(staysAsked(link("Quickstart")::click)).isNotEmpty();
      assertThat(heading("The key")).isVisible();
      button("I have copied the key").click();
      assertThat(button("Edit")).isVisible();
      assertThat(button("Reveal key")).hasCount(0);
    }
  }

  @Nested
  class Hygiene {
    private Locator finding(String name) {
      return page.getByRole(
              AriaRole.REGION, new Page.GetByRoleOptions().setName("Key hygiene").setExact(true))
          .getByRole(AriaRole.LISTITEM)
          .filter(new Locator.FilterOptions().setHasText(name));
    }

    @Test
    void saysWhichKeysDeserveALookAndWhatToDo() {
      String soon = Instant.now().plus(Duration.ofDays(10)).toString();
      String later = Instant.now().plus(Duration.ofDays(200)).toString();
      keys.made("'name':'Ends soon','expiresAt':'%s'".formatted(soon));
      JsonNode idle = keys.made("'name':'Is idle','expiresAt':'%s'".formatted(later));
      Fixture.run(
          "update api_key set last_used_at = utc_timestamp() - interval 100 day where id = ?",
          KeyMaker.id(idle));
      keys.made("'name':'Is fine','expiresAt':'%s'".formatted(later));
      JsonNode rotated = keys.made("'name':'Was rotated'");
      keys.rotated(rotated, "'gracePeriodSeconds':2592000");
      signInToTenant(Role.OWNER);
      visit("api-keys");
      assertThat(finding("Ends soon")).containsText("Ends in 9 days");
      assertThat(finding("Is idle")).containsText("Last used 3 months ago");
      assertThat(finding("Is fine")).hasCount(0);
      assertThat(row("Running out")).containsText("Was rotated");
      page.getByText("Never expires").click();
      assertThat(link("Set an expiry: Was rotated")).isVisible();
      isAccessible();
      link("Rotate it: Ends soon").click();
      assertThat(dialog()).containsText("Rotate Ends soon");
      page.keyboard().press("Escape");
      assertThat(dialog()).hasCount(0);
      page.goBack();
      link("Revoke it: Was rotated").click();
      assertThat(dialog()).containsText("Revoke Was rotated");
      typeToConfirm("Was rotated");
      button("Revoke key").click();
      assertThat(page.getByText("This key is revoked.")).isVisible();
      assertThat(keys.read(rotated).path("status").textValue()).isEqualTo("revoked");
    }
  }

  @Nested
  class WhoMayNot {
    @Test
    void seesNothingToWriteAsAViewer() {
      JsonNode key = keys.made("'name':'Looked at'");
      signIn(Role.VIEWER);
      visit("api-keys");
      assertThat(row("Looked at")).isVisible();
      assertThat(button("Create API key")).hasCount(0);
      assertThat(button("Reissue")).hasCount(0);
      openKey(key);
      assertThat(page.getByText("Your role only looks")).isVisible();
      for (String deed : new String[] {"Edit", "Rotate", "Revoke", "Reveal key"}) {
        assertThat(button(deed)).hasCount(0);
      }
      visit("api-keys/new");
      assertThat(page.getByText("Your role only looks")).isVisible();
      assertThat(field("Name")).hasCount(0);
    }

    @Test
    void changesNoKeyThatMayDoMore() {
      JsonNode key = keys.made("'name':'Mighty','scopes':['members:write']");
      signIn(Role.ADMIN);
      openKey(key);
      assertThat(page.getByText("This key may do more than you.")).isVisible();
      assertThat(button("Edit")).hasCount(0);
      assertThat(button("Revoke")).isVisible();
    }

    @Test
    void findsNoKeyOfAnotherOrganization() {
      JsonNode foreign = KeyMaker.of(Fixture.create()).made("'name':'Foreign'");
      signInToTenant(Role.OWNER);
      openKey(foreign);
      assertThat(page.getByText("No such key here.")).isVisible();
      assertThat(page.getByText("Foreign")).hasCount(0);
      isAccessible();
    }
  }
}
