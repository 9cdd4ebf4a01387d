package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.SameSiteAttribute;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.allogate.access.SessionCookie;
import org.allogate.dev.Chromium;
import org.allogate.people.Role;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every test of the console has: a page of its own in a real Chromium, and somebody to be. A
 * test fails by whatever the page writes to the browser's console (what the content security policy
 * refuses is written there, too), by an exception nobody caught, and by a request to anywhere else.
 */
@ExtendWith(NeedsChromium.class)
abstract class BrowserIT extends ServerIT {
  // How Chromium tells that the API has refused something, which is no trouble of the page.
  private static final Pattern REFUSAL =
      Pattern.compile("Failed to load resource: the server responded with a status of 4\\d\\d.*");
  private static final Set<String> SERIOUS = Set.of("serious", "critical");
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  // Machines are slow now and then; whoever is right does not wait.
  private static final double PATIENCE_MILLIS = 20_000;

  final Fixture fixture = Fixture.create();
  final List<String> troubles = new ArrayList<>();

  BrowserContext context;
  Page page;

  @BeforeEach
  void openPage() {
    open(new Browser.NewContextOptions().setViewportSize(1280, 900));
  }

  /** Begins anew with a browser of other properties, such as a phone's. */
  final void open(Browser.NewContextOptions options) {
    if (context != null) {
      context.close();
    }
    assertThat(Chromium.path()).as(Chromium.MISSING).isPresent();
    // Without motion, or axe measures the colours of a change half done.
    options.setBaseURL(uri("/").toString()).setReducedMotion(ReducedMotion.REDUCE);
    context = Chromium.running().newContext(options);
    context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    page = context.newPage();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    page.onConsoleMessage(this::heard);
    page.onPageError(troubles::add);
    page.onRequest(this::sent);
  }

  private void heard(ConsoleMessage message) {
    boolean refused =
        REFUSAL.matcher(message.text()).matches() && !message.location().contains("/console/");
    if (!refused && (message.type().equals("error") || message.type().equals("warning"))) {
      troubles.add(message.type() + ": " + message.text());
    }
  }

  private void sent(Request request) {
    String url = request.url();
    if (!url.startsWith(uri("/").toString())
        && !url.startsWith("data:image/svg+xml")
        && !url.startsWith("blob:" + uri("/"))) {
      troubles.add("a request to " + url);
    }
  }

  @AfterEach
  void closePage() {
    context.close();
    assertThat(troubles).as("what the browser complained of").isEmpty();
  }

  // -- who ----------------------------------------------------------------------------------------

  /** Signs a member of this role in, of the tenant, who sees the fixture's organization first. */
  final MemberClient signInToTenant(Role role) {
    return signIn(fixture.tenantMember(role));
  }

  /** Signs a member of the organization in. */
  final MemberClient signIn(Role role) {
    return signIn(fixture.member(role));
  }

  /** Gives the browser the session of a member; its next page belongs to that one. */
  final MemberClient signIn(MemberClient member) {
    context.addCookies(
        List.of(
            new Cookie(SessionCookie.NAME, member.token())
                .setDomain("localhost")
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(true)
                .setSameSite(SameSiteAttribute.LAX)));
    return member;
  }

  /** A client of the API that may do everything in the fixture's organization. */
  final ApiClient api() {
    return new ApiClient(fixture.key(Scopes.ALL));
  }

  // -- where --------------------------------------------------------------------------------------

  /** Opens an address of the console, such as {@code api-keys?status=active}. */
  final void visit(String path) {
    page.navigate("/console/#/" + path);
    // An address that differs behind the # alone loads nothing by itself.
    settled();
  }

  /** Waits until the page shows what it is about. */
  final void settled() {
    page.locator("main h1").waitFor();
    // Not waitForFunction: what it asks again is evaluated, which the page's policy refuses.
    page.locator("main .skeleton, main[aria-busy=true]")
        .first()
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
  }

  // -- what, as people name it --------------------------------------------------------------------

  final Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  final Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  final Locator heading(String name) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** A field by its label. */
  final Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  final Locator dialog() {
    return page.getByRole(AriaRole.DIALOG);
  }

  /** The row of a table with a text in it. */
  final Locator row(String text) {
    return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(text));
  }

  /** What the page asks before it lets somebody go who does this; the answer is no. */
  final String staysAsked(Runnable deed) {
    return asked(deed, Dialog::dismiss);
  }

  /** What the page asks before it lets somebody go who does this; the answer is yes. */
  final String leavesAsked(Runnable deed) {
    return asked(deed, Dialog::accept);
  }

  private String asked(Runnable deed, Consumer<Dialog> answer) {
    AtomicReference<String> question = new AtomicReference<>();
    page.onceDialog(
        dialog -> {
          question.set(dialog.message());
          answer.accept(dialog);
        });
    deed.run();
    page.waitForCondition(() -> question.get() != null);
    return question.get();
  }

  // -- how it is ----------------------------------------------------------------------------------

  /** Has the system prefer dark colours. */
  final void dark() {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
  }

  /** Has the system prefer light colours. */
  final void light() {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  /** Fails by what axe finds serious or critical on the page as it is. */
  final void isAccessible() {
    List<String> before = List.copyOf(troubles);
    List<String> found =
        new AxeBuilder(page)
            .withTags(RULES).analyze().getViolations().stream()
                .filter(rule -> SERIOUS.contains(rule.getImpact()))
                .map(BrowserIT::told)
                .toList();
    // Its own inline styles, which the policy refuses, are no trouble of the page.
    troubles.clear();
    troubles.addAll(before);
    assertThat(found).as("%s", page.url()).isEmpty();
  }

  private static String told(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + rule.getNodes().stream()
            .map(node -> "\n  " + node.getHtml() + "\n    " + node.getFailureSummary())
            .limit(5)
            .toList();
  }
}
