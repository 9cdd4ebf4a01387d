package org.allogate.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.UUID;
import org.allogate.people.Role;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members come in and go out, and look after their password and their sessions. */
class ConsoleAccountIT extends BrowserIT {
  private static final String OTHER = "quite another word to pass by";

  private final String email = "m" + UUID.randomUUID() + "@example.com";

  // Attempts count by address, and all tests come from one.
  @BeforeEach
  void comeFromSomewhereElse() {
    context.setExtraHTTPHeaders(Map.of("X-Forwarded-For", Addresses.fresh()));
  }

  private MemberClient member(Role role) {
    return Fixture.signedIn(fixture.memberRow(null, role, email));
  }

  private void signIn(String password) {
    field("E-mail address").fill(email);
    field("Password").fill(password);
    button("Sign in").click();
  }

  private Locator alert() {
    return page.locator("[role=alert]");
  }

  private void openMenu() {
    page.locator("details.user summary").click();
  }

  @Test
  void signsInByTheFormAndComesBackToTheAddressAskedFor() {
    UUID member = fixture.memberRow(null, Role.OWNER, email);
    page.navigate("/console/#/members?organizationId=" + fixture.organization);
    assertThat(heading("Sign in")).isVisible();
    assertThat(link("Sign in with your identity provider")).hasCount(0);
    signIn(OTHER);
    assertThat(alert()).containsText("E-mail address or password is wrong.");
    assertThat(field("E-mail address")).hasValue(email);
    isAccessible();
    signIn(TestPasswords.PASSWORD);
    assertThat(heading("Members")).isVisible();
    assertThat(field("Reach")).hasValue("" + fixture.organization);
    assertThat(AuditRows.actionsOn(member))
        .containsExactly("member.sign_in_failed", "member.signed_in");
    openMenu();
    button("Sign out").click();
    assertThat(page.getByText("You are signed out.")).isVisible();
    assertThat(page.locator("#app")).not().containsText(email);
    assertThat((String) page.evaluate("location.hash + JSON.stringify(sessionStorage)"))
        .isEqualTo("#/{}");
    page.reload();
    assertThat(heading("Sign in")).isVisible();
  }

  @Test
  void saysHowLongToWaitAfterTooManyAttempts() {
    for (int i = 0; i < 10; i++) {
      TestPasswords.signIn(email, OTHER);
    }
    page.navigate("/console/");
    signIn(OTHER);
    assertThat(alert()).containsText("Try again in 300 seconds.");
  }

  @Test
  void asksWhichTenantIsMeant() {
    Fixture elsewhere = Fixture.create();
    Fixture.run("update tenant set name = ? where id = ?", Xss.TEXT, elsewhere.tenant);
    fixture.memberRow(null, Role.VIEWER, email);
    elsewhere.memberRow(null, Role.VIEWER, email);
    page.navigate("/console/");
    signIn(TestPasswords.PASSWORD);
    assertThat(field("Tenant")).isVisible();
    assertThat(alert()).hasCount(0);
    isAccessible();
    field("Tenant").selectOption(Xss.TEXT);
    button("Sign in").click();
    assertThat(page.getByRole(AriaRole.NAVIGATION).first()).isVisible();
    visit("tenant");
    assertThat(page.getByText(Xss.TEXT).first()).isVisible();
    Xss.isText(page);
  }

  @Test
  void goesOnWhereOneWasAfterTheSessionWasEndedElsewhere() {
    MemberClient here = signIn(member(Role.OWNER));
    MemberClient there = Fixture.signedIn(here.id());
    visit("members");
    assertThat(page.getByRole(AriaRole.MAIN).getByText(email).first()).isVisible();
    assertThat(there.post("/v1/session/actions/sign-out-everywhere", "").statusCode())
        .isEqualTo(204);
    link("Organizations").click();
    assertThat(page.getByText("Your session has ended.")).isVisible();
    assertThat(page.locator("#app")).not().containsText(email);
    assertThat(page.locator("table, nav")).hasCount(0);
    signIn(TestPasswords.PASSWORD);
    assertThat(heading("Organizations")).isVisible();
  }

  @Test
  void leavesWithTheOtherTabsOfTheBrowser() {
    signIn(member(Role.OWNER));
    visit("members");
    Page other = context.newPage();
    other.navigate("/console/#/account");
    other.locator("details.user summary").click();
    other
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out").setExact(true))
        .click();
    assertThat(heading("Sign in")).isVisible();
    assertThat(page.locator("#app")).not().containsText(email);
  }

  @Test
  void showsWhoOneIsAndWhereOneIsSignedInAndEndsSessions() {
    MemberClient here = signIn(member(Role.ADMIN));
    MemberClient there = Fixture.signedIn(here.id());
    MemberClient third = Fixture.signedIn(here.id());
    visit("api-keys");
    openMenu();
    link("Account").click();
    assertThat(heading("Account")).isVisible();
    isAccessible();
    dark();
    isAccessible();
    assertThat(page.locator(".facts").first()).containsText(email);
    assertThat(page.locator(".facts").first())
        .containsText("Does everything but change organizations and members.");
    Locator rows = page.locator("tbody tr");
    assertThat(rows).hasCount(3);
    assertThat(row("This browser")).hasCount(1);
    rows.filter(new Locator.FilterOptions().setHasNotText("This browser"))
        .first()
        .getByRole(AriaRole.BUTTON)
        .click();
    assertThat(rows).hasCount(2);
    assertThat(here.isIn()).isTrue();
    assertThat(there.isIn() ^ third.isIn()).as("one of both has ended").isTrue();
    button("Sign out everywhere").click();
    isAccessible();
    dialog().locator("button[type=submit]").click();
    assertThat(page.getByText("You are signed out.")).isVisible();
    assertThat(here.isIn() || there.isIn() || third.isIn()).isFalse();
  }

  @Test
  void changesThePassword() {
    MemberClient before = signIn(member(Role.VIEWER));
    MemberClient elsewhere = Fixture.signedIn(before.id());
    visit("account");
    change(OTHER, OTHER, OTHER + "x");
    assertThat(field("New password again")).hasAttribute("aria-invalid", "true");
    change(OTHER, OTHER, OTHER);
    assertThat(field("Current password")).hasAttribute("aria-invalid", "true");
    assertThat(page.getByText("This is not your current password.")).isVisible();
    change(TestPasswords.PASSWORD, "passwordpassword", "passwordpassword");
    assertThat(field("New password")).hasAttribute("aria-invalid", "true");
    isAccessible();
    change(TestPasswords.PASSWORD, OTHER, OTHER);
    assertThat(page.getByText("Your password is changed.")).isVisible();
    assertThat(field("New password")).hasValue("");
    assertThat(field("Current password")).hasValue("");
    assertThat(before.isIn()).isFalse();
    assertThat(elsewhere.isIn()).isFalse();
    assertThat(page.locator("tbody tr")).hasCount(1);
    assertThat(TestPasswords.signIn(email, OTHER).statusCode()).isEqualTo(200);
    // The token of the new session is taken over: what it must show is right.
    openMenu();
    button("Sign out").click();
    assertThat(page.getByText("You are signed out.")).isVisible();
  }

  private void change(String current, String wanted, String again) {
    field("Current password").fill(current);
    field("New password").fill(wanted);
    field("New password again").fill(again);
    button("Change password").click();
  }

  @Test
  void leavesOwnersOfADisabledTenantTheWayToEnableIt() {
    Fixture.run("update tenant set name = 'My firm' where id = ?", fixture.tenant);
    ApiClient key = new ApiClient(fixture.key(Scopes.ALL));
    signInToTenant(Role.OWNER);
    visit("tenant");
    isAccessible();
    button("Edit tenant").click();
    isAccessible();
    field("Most keys in force of an organization").fill("9");
    dialog().locator("button[type=submit]").click();
    assertThat(page.getByText("9 keys, unless its own key policy says otherwise.")).isVisible();
    button("Disable tenant").click();
    field("Type My firm to confirm").fill("My firm");
    isAccessible();
    dialog().locator("button[type=submit]").click();
    assertThat(button("Enable tenant")).isVisible();
    assertThat(key.get("/v1/api-keys").statusCode()).isEqualTo(401);
    assertThat(link("API keys")).hasCount(0);
    visit("api-keys");
    assertThat(heading("The tenant is disabled")).isVisible();
    page.reload();
    settled();
    assertThat(heading("The tenant is disabled")).isVisible();
    isAccessible();
    visit("account");
    assertThat(heading("Sessions")).isVisible();
    visit("api-keys");
    button("Open the tenant").click();
    button("Enable tenant").click();
    assertThat(button("Disable tenant")).isVisible();
    assertThat(link("API keys")).isVisible();
    assertThat(key.get("/v1/api-keys").statusCode()).isEqualTo(200);
    visit("api-keys");
    assertThat(heading("API keys")).isVisible();
  }

  @Test
  void tellsOthersThatTheTenantIsDisabled() {
    signInToTenant(Role.ADMIN);
    visit("tenant");
    assertThat(button("Edit tenant")).hasCount(0);
    Fixture.run("update tenant set active = false where id = ?", fixture.tenant);
    link("Members").click();
    assertThat(page.getByText("Your tenant is disabled.")).isVisible();
  }

  @Test
  void takesAnInvitationOfAnotherThanWhoIsSignedIn() {
    MemberClient owner = signInToTenant(Role.OWNER);
    UUID invited = fixture.memberRow(null, Role.VIEWER, email);
    String url =
        ApiClient.json(owner.post("/v1/members/" + invited + "/actions/invite", ""))
            .at("/invitation/url")
            .textValue();
    visit("members");
    page.navigate(url);
    assertThat(page.getByText("You are signed in as A member.")).isVisible();
    assertThat((String) page.evaluate("location.href")).doesNotContain("token");
    link("Go back to the console").click();
    assertThat(page.getByRole(AriaRole.NAVIGATION).first()).isVisible();
    page.navigate(url);
    field("Password").fill(OTHER);
    field("Password again").fill(OTHER);
    button("Accept and sign in").click();
    assertThat(page.getByRole(AriaRole.NAVIGATION).first()).isVisible();
    visit("account");
    assertThat(page.locator(".facts").first()).containsText(email);
    assertThat(owner.isIn()).isFalse();
  }

  @Test
  void fitsAPhone() {
    MemberClient member = member(Role.OWNER);
    open(new Browser.NewContextOptions().setViewportSize(390, 844));
    signIn(member);
    for (String path : new String[] {"account", "members", "organizations", "tenant"}) {
      visit(path);
      assertThat((boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .as(path)
          .isTrue();
    }
  }
}
