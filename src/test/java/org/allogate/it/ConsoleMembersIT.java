package org.allogate.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import org.allogate.people.Role;
import org.junit.jupiter.api.Test;

/** Owners invite, change and deactivate members; everybody sees who is there. */
class ConsoleMembersIT extends BrowserIT {
  private final String email = "m" + UUID.randomUUID() + "@example.com";

  private Locator send() {
    return dialog().locator("button[type=submit]");
  }

  private JsonNode read(MemberClient client, UUID member) {
    return client.read("/v1/members/" + member);
  }

  @Test
  void invitesSomebodyWhoComesInByTheLinkOnce() {
    MemberClient owner = signInToTenant(Role.OWNER);
    visit("members");
    isAccessible();
    assertThat(row("You")).hasCount(1);
    button("Invite member").click();
    isAccessible();
    assertThat(field("Role")).hasValue("viewer");
    field("Name").fill("Kim");
    field("E-mail address").fill(email);
    field("Role").selectOption("admin");
    assertThat(dialog()).containsText("Does everything but change organizations and members.");
    field("Reach").last().selectOption("" + fixture.organization);
    send().click();
    Locator link = page.getByLabel("Invitation link", new Page.GetByLabelOptions().setExact(true));
    assertThat(link).containsText("/console/#/invitation?token=");
    isAccessible();
    String url = link.textContent();
    button("Copy Invitation link").click();
    assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(url);
    button("Done").click();
    assertThat(row(email)).containsText("Invited");
    assertThat(page.locator("body")).not().containsText("token=");
    JsonNode made = owner.read("/v1/members?organizationId=" + fixture.organization).at("/data/0");
    assertThat(made.path("role").textValue()).isEqualTo("admin");
    accept(url);
    ended(url);
  }

  private void accept(String url) {
    open(new Browser.NewContextOptions());
    page.navigate(url);
    assertThat(heading("Accept your invitation")).isVisible();
    assertThat((String) page.evaluate("location.href")).doesNotContain("token");
    isAccessible();
    field("Password").fill("short");
    field("Password again").fill("shorter");
    button("Accept and sign in").click();
    assertThat(field("Password again")).hasAttribute("aria-invalid", "true");
    field("Password again").fill("short");
    button("Accept and sign in").click();
    assertThat(field("Password")).hasAttribute("aria-invalid", "true");
    field("Password").fill(TestPasswords.PASSWORD);
    field("Password again").fill(TestPasswords.PASSWORD);
    button("Accept and sign in").click();
    assertThat(page.getByRole(AriaRole.NAVIGATION).first()).isVisible();
    assertThat(page.locator("details.user summary")).hasText("Kim");
    assertThat((String) page.evaluate("location.href")).doesNotContain("invitation");
  }

  private void ended(String url) {
    open(new Browser.NewContextOptions());
    page.navigate(url);
    field("Password").fill(TestPasswords.PASSWORD);
    field("Password again").fill(TestPasswords.PASSWORD);
    button("Accept and sign in").click();
    assertThat(page.getByText("This link has been used or has ended.")).isVisible();
    isAccessible();
    link("Sign in").click();
    assertThat(heading("Sign in")).isVisible();
  }

  @Test
  void showsARefusalAtItsFieldAndOneOfAllAbove() {
    fixture.memberRow(null, Role.VIEWER, email);
    signInToTenant(Role.OWNER);
    visit("members");
    button("Invite member").click();
    field("Name").fill("  ");
    field("E-mail address").fill(email);
    send().click();
    assertThat(field("Name")).hasAttribute("aria-invalid", "true");
    field("Name").fill("Kim");
    send().click();
    assertThat(dialog().locator("[role=alert]"))
        .containsText("Another member of the tenant has this email address.");
  }

  @Test
  void changesRoleAndNameAndKeepsTheLastOwner() {
    MemberClient owner = signInToTenant(Role.OWNER);
    UUID other = fixture.memberRow(null, Role.VIEWER, email);
    dark();
    visit("members/" + other);
    isAccessible();
    button("Edit member").click();
    isAccessible();
    field("Name").fill(Xss.TEXT);
    field("Role").selectOption("owner");
    send().click();
    assertThat(heading(Xss.TEXT)).isVisible();
    assertThat(read(owner, other).path("role").textValue()).isEqualTo("owner");
    button("Edit member").click();
    field("Role").selectOption("admin");
    send().click();
    assertThat(page.locator(".facts").first()).containsText("Admin");
    visit("members");
    assertThat(link(Xss.TEXT)).isVisible();
    Xss.isText(page);
    row("You").getByRole(AriaRole.LINK).click();
    assertThat(button("Edit member")).isVisible();
    button("Edit member").click();
    field("Role").selectOption("viewer");
    send().click();
    assertThat(dialog().locator("[role=alert]")).containsText("owner");
    assertThat(read(owner, owner.id()).path("role").textValue()).isEqualTo("owner");
  }

  @Test
  void deactivatesAndReactivatesAndMakesANewLink() {
    MemberClient owner = signInToTenant(Role.OWNER);
    MemberClient other = fixture.member(Role.ADMIN);
    visit("members/" + other.id());
    button("New invitation link").click();
    send().click();
    assertThat(page.getByLabel("Invitation link", new Page.GetByLabelOptions().setExact(true)))
        .containsText("token=");
    button("Done").click();
    assertThat(page.getByText("An invitation link waits for this member.")).isVisible();
    assertThat(other.isIn()).isTrue();
    button("Deactivate member").click();
    isAccessible();
    send().click();
    assertThat(heading("This member is deactivated")).isVisible();
    assertThat(button("New invitation link")).hasCount(0);
    assertThat(other.isIn()).isFalse();
    assertThat(read(owner, other.id()).path("active").booleanValue()).isFalse();
    button("Reactivate member").click();
    send().click();
    assertThat(heading("Deactivate this member")).isVisible();
    assertThat(read(owner, other.id()).path("active").booleanValue()).isTrue();
  }

  @Test
  void signsOutWhoDeactivatesItself() {
    fixture.memberRow(null, Role.OWNER, email);
    MemberClient self = signInToTenant(Role.OWNER);
    visit("members/" + self.id());
    button("Deactivate member").click();
    assertThat(dialog()).containsText("This is you.");
    send().click();
    assertThat(heading("Sign in")).isVisible();
    assertThat(page.locator("#app")).not().containsText(email);
    assertThat(self.isIn()).isFalse();
  }

  @Test
  void letsOwnersOfAnOrganizationSeeAndInviteItsOwnAlone() {
    fixture.memberRow(null, Role.VIEWER, email);
    signIn(Role.OWNER);
    visit("members");
    assertThat(row("You")).isVisible();
    assertThat(page.locator("main")).not().containsText(email);
    assertThat(field("Reach")).hasCount(0);
    button("Invite member").click();
    field("Name").fill("Kim");
    field("E-mail address").fill("k" + email);
    field("Role").selectOption("owner");
    assertThat(field("Reach")).hasCount(0);
    send().click();
    button("Done").click();
    assertThat(row("k" + email)).containsText("Owner");
  }

  @Test
  void filtersByOrganization() {
    Fixture sibling = fixture.sibling();
    Fixture.run("update organization set name = 'Quiet' where id = ?", sibling.organization);
    signInToTenant(Role.ADMIN);
    visit("members");
    assertThat(button("Invite member")).hasCount(0);
    assertThat(page.getByText("Your role only looks")).isVisible();
    field("Reach").selectOption("" + sibling.organization);
    assertThat(heading("Nobody here yet")).isVisible();
    isAccessible();
    visit("members?organizationId=" + fixture.organization);
    assertThat(field("Reach")).hasValue("" + fixture.organization);
  }
}
