package org.allogate.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Pictures of every page of the console with the demo's data, light and dark, on a desktop and on a
 * phone. Needs the development server to run; {@code -Dscreenshots.only=products} makes those of
 * one page, {@code -Dscreenshots.looks=desktop-light} of some looks.
 */
public final class Screenshots {
  private static final Map<String, Browser.NewContextOptions> LOOKS =
      Map.of(
          "desktop-light", look(1280, 900, ColorScheme.LIGHT),
          "desktop-dark", look(1280, 900, ColorScheme.DARK),
          "phone-light", look(390, 844, ColorScheme.LIGHT),
          "phone-dark", look(390, 844, ColorScheme.DARK));

  // Pages have windows, too: page and the button that opens one.
  private static final List<String[]> WINDOWS =
      List.of(
          new String[] {"account", "Sign out everywhere"},
          new String[] {"api-keys", "Reissue"},
          new String[] {"categories", "Create category"},
          new String[] {"customers", "Add customer"},
          new String[] {"giftcards", "Grant gift card"},
          new String[] {"members", "Invite member"},
          new String[] {"organizations", "Create organization"},
          new String[] {"tenant", "Disable tenant"});

  private final JsonNode keys;
  private final Path folder;
  private final String only = System.getProperty("screenshots.only", "");

  private Screenshots(Path target) throws IOException {
    keys = new ObjectMapper().readTree(target.resolve("demo-keys.json").toFile());
    folder = target.resolve("screenshots");
  }

  /** Takes the build's folder. */
  public static void main(String[] arguments) throws IOException {
    if (Chromium.path().isEmpty()) {
      throw new IllegalStateException(Chromium.MISSING);
    }
    List<String> looks = List.of(System.getProperty("screenshots.looks", "").split(","));
    try {
      Screenshots screenshots = new Screenshots(Path.of(arguments[0]));
      LOOKS.forEach(
          (name, look) -> {
            if (looks.contains("") || looks.contains(name)) {
              screenshots.of(name, look);
            }
          });
    } finally {
      Chromium.close();
    }
  }

  private static Browser.NewContextOptions look(int width, int height, ColorScheme colours) {
    return new Browser.NewContextOptions()
        .setViewportSize(width, height)
        .setColorScheme(colours)
        .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE);
  }

  private void of(String look, Browser.NewContextOptions options) {
    try (BrowserContext context = Chromium.running().newContext(options)) {
      Page page = context.newPage();
      page.setDefaultTimeout(60_000);
      page.navigate(keys.at("/console/url").asText());
      shoot(page, look, "sign-in");
      signIn(page);
      for (String address : addresses(page)) {
        if (address.contains(only)) {
          visit(page, address);
          shoot(page, look, name(address));
          windows(page, look, address);
          first(page, look, address);
        }
      }
    }
  }

  private void signIn(Page page) {
    page.getByLabel("E-mail address").fill(keys.at("/console/email").asText());
    page.getByLabel("Password").fill(keys.at("/console/password").asText());
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    page.locator("nav.side a").first().waitFor(attached());
    settle(page);
  }

  private static Locator.WaitForOptions attached() {
    return new Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED);
  }

  private static List<String> addresses(Page page) {
    List<String> addresses = new ArrayList<>();
    for (Locator link : page.locator("nav.side a").all()) {
      addresses.add(link.getAttribute("href"));
    }
    addresses.add("#/account");
    addresses.add("#/api-keys/new");
    return addresses;
  }

  private void visit(Page page, String address) {
    page.navigate(keys.at("/console/url").asText() + address);
    settle(page);
  }

  private static void settle(Page page) {
    page.locator("main h1").waitFor();
    // Not waitForFunction: what it asks again is evaluated, which the page's policy refuses.
    page.locator("main .skeleton, main[aria-busy=true]")
        .first()
        .waitFor(
            new Locator.WaitForOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    // No function to wait for: what is tried again and again is refused by the policy as eval.
    PlaywrightAssertions.assertThat(page.locator("main .skeleton, main[aria-busy=true]"))
        .hasCount(0);
  }

  /** The page of the first row, where rows lead to pages. */
  private void first(Page page, String look, String address) {
    visit(page, address);
    Locator row = page.locator("main tbody th a").first();
    if (row.count() > 0) {
      row.click();
      settle(page);
      shoot(page, look, name(address) + "-one");
    }
  }

  private void windows(Page page, String look, String address) {
    for (String[] window : WINDOWS) {
      if (name(address).equals(window[0])) {
        visit(page, address);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(window[1]))
            .first()
            .click();
        page.getByRole(AriaRole.DIALOG).waitFor();
        shoot(page, look, name(address) + "-" + window[1].toLowerCase(java.util.Locale.ROOT));
        page.keyboard().press("Escape");
      }
    }
  }

  private static String name(String address) {
    return address.replaceFirst("#/", "").replace('/', '-');
  }

  private void shoot(Page page, String look, String name) {
    Path file = folder.resolve(look).resolve(name.replace(' ', '-') + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    System.out.println(file);
  }
}
