package org.allogate.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.allogate.people.Role;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is around every page of the console, and what holds for all of them. */
class ConsoleShellIT extends BrowserIT {
  private static final int MOST_BYTES = 250_000;

  private KeyMaker keys() {
    return KeyMaker.of(fixture);
  }

  private Locator switcher() {
    return field("Organization");
  }

  private Locator environment(String name) {
    return page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  // On a phone it is closed.
  private List<String> menu() {
    Locator links = page.locator("nav[aria-label=Main] a");
    links.first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    return links.all().stream()
        .map(it -> it.getAttribute("href").substring("#/".length()))
        .toList();
  }

  @Nested
  class TheFirstPage {
    private final List<Response> answers = new ArrayList<>();

    private int bytes() {
      return List.copyOf(answers).stream()
          .filter(answer -> answer.status() == 200)
          .mapToInt(answer -> answer.body().length)
          .sum();
    }

    @Test
    void staysWithinItsBudgetBeforeAndAfterTheSignIn() {
      page.onResponse(answers::add);
      page.navigate("/console/");
      assertThat(heading("Sign in")).isVisible();
      assertThat(answers).hasSizeGreaterThan(5);
      assertThat(bytes()).isLessThanOrEqualTo(MOST_BYTES);
      signInToTenant(Role.OWNER);
      answers.clear();
      page.reload();
      settled();
      assertThat(answers).hasSizeGreaterThan(5);
      assertThat(bytes()).isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void loadsNoPageThatNobodyOpens() {
      signInToTenant(Role.OWNER);
      page.onResponse(answers::add);
      page.navigate("/console/");
      settled();
      assertThat(answers)
          .extracting(Response::url)
          .noneMatch(it -> it.contains("/usage/") || it.contains("/vendor/chart/"));
    }
  }

  @Nested
  class EveryPage {
    // One visit a page and look: what axe finds, and whether anything sticks out.
    private void holdsFor(Browser.NewContextOptions options) {
      open(options);
      keys().made("");
      Rows.product(fixture.live, "name", "Fancy hat");
      signInToTenant(Role.OWNER);
      visit("api-keys");
      List<String> addresses = new ArrayList<>(menu());
      addresses.add("account");
      assertThat(addresses).hasSizeGreaterThan(15);
      for (String address : addresses) {
        visit(address);
        assertThat(page.locator("main h1")).not().hasText("No such page");
        assertThat(page.locator("main h1")).isFocused();
        assertThat(page.title()).endsWith(" · Allogate").isNotEqualTo(" · Allogate");
        isAccessible();
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
            .as("how far %s sticks out", address)
            .isEqualTo(0);
      }
    }

    @Test
    void isAccessibleOnALightDesktop() {
      holdsFor(new Browser.NewContextOptions().setViewportSize(1280, 900));
    }

    @Test
    void isAccessibleOnADarkPhone() {
      holdsFor(
          new Browser.NewContextOptions()
              .setViewportSize(390, 844)
              .setHasTouch(true)
              .setColorScheme(ColorScheme.DARK));
    }

    @Test
    void showsViewersWhatTheyMaySee() {
      signIn(Role.VIEWER);
      visit("api-keys");
      for (String address : menu()) {
        visit(address);
        assertThat(heading("This did not work")).not().isVisible();
      }
    }
  }

  @Nested
  class TheMenu {
    @Test
    void isReachedAndUsedByKeyboardAlone() {
      signInToTenant(Role.OWNER);
      visit("api-keys");
      link("Skip to the content").focus();
      assertThat(link("Skip to the content")).isInViewport();
      page.keyboard().press("Enter");
      assertThat(page.getByRole(AriaRole.MAIN)).isFocused();
      link("Products").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator("main h1")).hasText("Products");
      assertThat(page.locator("main h1")).isFocused();
      assertThat(link("Products")).hasAttribute("aria-current", "page");
    }

    @Test
    void opensAndClosesOnAPhone() {
      open(new Browser.NewContextOptions().setViewportSize(390, 844));
      signInToTenant(Role.OWNER);
      visit("api-keys");
      assertThat(link("Products")).isHidden();
      button("Menu").click();
      assertThat(button("Menu")).hasAttribute("aria-expanded", "true");
      link("Products").click();
      assertThat(page.locator("main h1")).hasText("Products");
      assertThat(link("Products")).isHidden();
    }

    @Test
    void hasLinksThatLookLikeButtonsPressedLikeButtons() {
      signInToTenant(Role.OWNER);
      visit("products");
      button("Create product").press("Space");
      assertThat(page).hasURL(Pattern.compile(".*#/products/new"));
    }

    @Test
    void leadsNowhereElse() {
      signInToTenant(Role.OWNER);
      visit("nothing/of/this");
      assertThat(heading("No such page")).isVisible();
      page.goBack();
    }
  }

  @Nested
  class TheSwitches {
    @Test
    void showAnotherOrganizationsRowsAndComeBackWithTheTab() {
      Fixture other = fixture.sibling();
      Fixture.run("update organization set name = 'Other shop' where id = ?", other.organization);
      keys().made("'name':'Key of the first'");
      KeyMaker.of(other).made("'name':'Key of the other'");
      signInToTenant(Role.OWNER);
      visit("api-keys");
      assertThat(row("Key of the first")).isVisible();
      switcher().selectOption("Other shop");
      assertThat(row("Key of the other")).isVisible();
      assertThat(row("Key of the first")).isHidden();
      page.reload();
      assertThat(row("Key of the other")).isVisible();
      assertThat(switcher().locator("option:checked")).hasText("Other shop");
    }

    @Test
    void tellTestFromLiveAtAGlance() {
      Rows.product(fixture.live, "name", "Live hat");
      Rows.product(fixture.test, "name", "Trial hat");
      signInToTenant(Role.OWNER);
      visit("products");
      assertThat(row("Live hat")).isVisible();
      assertThat(page.getByText("Test environment:")).isHidden();
      environment("Test").check();
      assertThat(row("Trial hat")).isVisible();
      assertThat(row("Live hat")).isHidden();
      assertThat(page.getByText("Test environment:")).isVisible();
      isAccessible();
      page.reload();
      assertThat(row("Trial hat")).isVisible();
      assertThat(environment("Test")).isChecked();
    }

    @Test
    void areNotThereForPeopleOfOneOrganization() {
      signIn(Role.OWNER);
      visit("api-keys");
      assertThat(environment("Live")).isChecked();
      assertThat(switcher()).isHidden();
      assertThat(link("Organizations")).isHidden();
    }
  }

  @Nested
  class TheColours {
    @Test
    void areThoseThatWereChosen() {
      signInToTenant(Role.OWNER);
      visit("api-keys");
      String system = ground();
      page.locator("details.user summary").click();
      field("Colours").selectOption("Dark");
      assertThat(ground()).isNotEqualTo(system);
      isAccessible();
      page.reload();
      settled();
      assertThat(ground()).isNotEqualTo(system);
    }

    private String ground() {
      return (String) page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
    }
  }

  @Nested
  class Trouble {
    @Test
    void isSaidAndTriedAgain() {
      keys().made("'name':'Key behind the trouble'");
      signInToTenant(Role.OWNER);
      page.route(
          "**/v1/api-keys?*",
          route ->
              route.fulfill(
                  new Route.FulfillOptions()
                      .setStatus(429)
                      .setContentType("application/problem+json")
                      .setBody(
                          "{\"status\":429,\"code\":\"rate_limited\",\"detail\":\"Slow down.\"}")));
      visit("api-keys");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("Slow down.");
      isAccessible();
      page.unroute("**/v1/api-keys?*");
      button("Try again").click();
      assertThat(row("Key behind the trouble")).isVisible();
    }
  }

  @Nested
  class LinksOfStrangers {
    @Test
    void leadToNoOtherOperationOfTheApi() {
      signInToTenant(Role.OWNER);
      visit("api-keys");
      List<String> sent = new ArrayList<>();
      page.onRequest(request -> sent.add(request.url()));
      for (String address :
          List.of(
              "webhooks/..%2Fmembers",
              "webhooks/%2e%2e",
              "webhooks/x/deliveries/..%2Fmembers%3F",
              "webhooks/x/deliveries/%2e%2e",
              "api-keys/..%2Fmembers",
              "coupons/..%2Fmembers%23",
              "members/..%2F..%2Fv1%2Fmembers")) {
        visit(address);
        assertThat(page.getByText(Pattern.compile("This did not work|No such page")).first())
            .isVisible();
      }
      assertThat(sent).noneMatch(it -> it.matches(".*/v1/(members)?/?([?#].*)?"));
    }
  }

  @Nested
  class Text {
    @Test
    void ofStrangersIsNeverMarkup() {
      String markup = "<img src=x onerror=\"window.pwned=1\">";
      Fixture.run("update organization set name = ? where id = ?", markup, fixture.organization);
      IntStream.range(0, 3).forEach(i -> keys().made("'name':'Key " + i + " <b>of</b> {{7*7}}'"));
      signInToTenant(Role.OWNER);
      visit("api-keys");
      assertThat(row("Key 1 <b>of</b> {{7*7}}")).isVisible();
      assertThat(switcher().locator("option:checked")).hasText(markup);
      assertThat(page.evaluate("window.pwned")).isNull();
    }
  }
}
