package org.allogate.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.UUID;
import org.allogate.people.Role;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Test;

/** People of the tenant see, make and change its organizations. */
class ConsoleOrganizationsIT extends BrowserIT {
  private static final String NAME = "Bits & <b>Bobs</b>";

  private Locator switcher() {
    return page.getByLabel("Organization", new Page.GetByLabelOptions().setExact(true));
  }

  private JsonNode read(MemberClient client, UUID id) {
    return client.read("/v1/organizations/" + id);
  }

  private void visitOrganization(UUID id) {
    visit("organizations/" + id);
  }

  @Test
  void makesOneAndWorksInIt() {
    MemberClient owner = signInToTenant(Role.OWNER);
    visit("organizations");
    isAccessible();
    button("Create organization").click();
    isAccessible();
    field("Name").fill("  ");
    field("E-mail address").fill("bits@example.com");
    field("Time zone").selectOption("Europe/Vienna");
    create();
    assertThat(field("Name")).hasAttribute("aria-invalid", "true");
    field("Name").fill(NAME);
    create();
    assertThat(heading(NAME)).isVisible();
    assertThat(page.locator(".facts").first()).containsText("Europe/Vienna");
    Locator made =
        switcher().locator("option").filter(new Locator.FilterOptions().setHasText(NAME));
    assertThat(made).hasCount(1);
    UUID id = UUID.fromString(made.getAttribute("value"));
    JsonNode organization = read(owner, id);
    assertThat(organization.path("name").textValue()).isEqualTo(NAME);
    assertThat(organization.path("email").textValue()).isEqualTo("bits@example.com");
    button("Work in this organization").click();
    assertThat(switcher()).hasValue("" + id);
    assertThat(page.getByText("You work here")).isVisible();
    assertThat(button("Work in this organization")).hasCount(0);
    page.reload();
    settled();
    assertThat(switcher()).hasValue("" + id);
  }

  private void create() {
    dialog().locator("button[type=submit]").click();
  }

  @Test
  void changesOneAndItsKeyPolicy() {
    MemberClient owner = signInToTenant(Role.OWNER);
    visitOrganization(fixture.organization);
    assertThat(page.getByText("5 keys, as the tenant’s default says.")).isVisible();
    assertThat(page.getByText("Without an end, unless one is chosen for a key.")).isVisible();
    button("Edit organization").click();
    field("Name").fill(Xss.TEXT);
    create();
    assertThat(heading(Xss.TEXT)).isVisible();
    button("Edit key policy").click();
    isAccessible();
    field("Most keys in force").fill("7");
    field("Lifetime in days").fill("30");
    field("Renew within days of the end").fill("30");
    create();
    assertThat(field("Renew within days of the end")).hasAttribute("aria-invalid", "true");
    field("Renew within days of the end").fill("10");
    page.getByText("Keys can be seen again").click();
    create();
    assertThat(dialog()).hasCount(0);
    assertThat(page.getByText("7 keys; the tenant’s default is 5.")).isVisible();
    JsonNode organization = read(owner, fixture.organization);
    assertThat(organization.path("name").textValue()).isEqualTo(Xss.TEXT);
    assertThat(organization.path("email").textValue()).isEqualTo("owner@example.com");
    assertThat(organization.path("keyPolicy").toString())
        .isEqualTo(
            "{\"maxActiveKeys\":7,\"lifetimeDays\":30,\"renewWithinDays\":10,\"revealable\":true}");
    button("Edit key policy").click();
    field("Most keys in force").fill("");
    field("Lifetime in days").fill("");
    create();
    assertThat(page.getByText("5 keys, as the tenant’s default says.")).isVisible();
    assertThat(read(owner, fixture.organization).at("/keyPolicy/lifetimeDays").isNull()).isTrue();
    visit("organizations");
    assertThat(link(Xss.TEXT)).isVisible();
    Xss.isText(page);
  }

  @Test
  void disablesOneWhoseNameWasTypedAndEnablesItAgain() {
    Fixture sibling = fixture.sibling();
    Fixture.run("update organization set name = 'Other shop' where id = ?", sibling.organization);
    Fixture.run("update organization set name = 'My shop' where id = ?", fixture.organization);
    ApiClient key = new ApiClient(fixture.key(Scopes.ALL));
    signInToTenant(Role.OWNER);
    dark();
    visitOrganization(fixture.organization);
    assertThat(switcher()).hasValue("" + fixture.organization);
    isAccessible();
    button("Disable organization").click();
    isAccessible();
    assertThat(confirmation()).isDisabled();
    field("Type My shop to confirm").fill("My sho");
    assertThat(confirmation()).isDisabled();
    field("Type My shop to confirm").fill("My shop");
    confirmation().click();
    assertThat(heading("This organization is disabled").first()).isVisible();
    assertThat(switcher()).hasValue("" + sibling.organization);
    assertThat(switcher().locator("option")).hasCount(2);
    assertThat(key.get("/v1/api-keys").statusCode()).isEqualTo(401);
    assertThat(button("Work in this organization")).hasCount(0);
    button("Enable organization").click();
    confirmation().click();
    assertThat(heading("This organization is disabled")).hasCount(0);
    assertThat(switcher().locator("option")).hasCount(3);
    assertThat(key.get("/v1/api-keys").statusCode()).isEqualTo(200);
  }

  private Locator confirmation() {
    return dialog().locator("button[type=submit]");
  }

  @Test
  void letsViewersLookOnly() {
    signInToTenant(Role.VIEWER);
    visit("organizations");
    assertThat(link("An organization")).isVisible();
    assertThat(button("Create organization")).hasCount(0);
    link("An organization").click();
    assertThat(heading("Key policy")).isVisible();
    assertThat(page.getByText("Your role only looks")).isVisible();
    for (String name :
        new String[] {"Edit organization", "Edit key policy", "Disable organization"}) {
      assertThat(button(name)).hasCount(0);
    }
  }

  @Test
  void isNotForMembersOfOneOrganization() {
    signIn(Role.OWNER);
    visit("organizations");
    assertThat(heading("No such page")).isVisible();
    assertThat(link("Organizations")).hasCount(0);
    assertThat(link("Tenant")).hasCount(0);
    visit("organizations/%E0%A4%A");
    assertThat(heading("No such page")).isVisible();
    visit("constructor");
    assertThat(heading("No such page")).isVisible();
  }

  @Test
  void switchesAmongAThousandAndFindsAnOlderChoiceAgain() {
    UUID last = Organizations.insert(fixture.tenant, 1100);
    signInToTenant(Role.OWNER);
    visitOrganization(last);
    assertThat(switcher().locator("option")).hasCount(1001);
    button("Work in this organization").click();
    assertThat(switcher()).hasValue("" + last);
    page.reload();
    settled();
    assertThat(switcher()).hasValue("" + last);
    switcher().selectOption("");
    assertThat(page.getByText("You work here")).hasCount(0);
    visit("api-keys");
    assertThat(heading("API keys")).isVisible();
    visit("organizations");
    button("Next page").click();
    assertThat(button("Previous page")).isEnabled();
  }

  @Test
  void beginsWithTheFirstOneWhereThereIsNone() {
    Fixture.run("delete from workspace where organization_id = ?", fixture.organization);
    Fixture.run("delete from api_user where organization_id = ?", fixture.organization);
    Fixture.run("delete from organization where id = ?", fixture.organization);
    signInToTenant(Role.OWNER);
    visit("organizations");
    assertThat(heading("No organizations yet")).isVisible();
    isAccessible();
  }

  /** Many rows at once. */
  private static final class Organizations {
    static UUID insert(UUID tenant, int count) {
      UUID last = null;
      StringBuilder rows = new StringBuilder();
      StringBuilder workspaces = new StringBuilder();
      for (int i = 0; i < count; i++) {
        last = Fixture.id();
        rows.append(i == 0 ? "" : ",")
            .append(
                "(x'%s', x'%s', 'Shop %d', 'shop@example.com', now(6))"
                    .formatted(hex(last), hex(tenant), i));
        workspaces
            .append(i == 0 ? "" : ",")
            .append("(x'%s', x'%s', 'live')".formatted(hex(Fixture.id()), hex(last)));
      }
      Fixture.run(
          "insert into organization (id, tenant_id, name, email, created_at) values " + rows);
      Fixture.run("insert into workspace values " + workspaces);
      return last;
    }

    private static String hex(UUID id) {
      return id.toString().replace("-", "");
    }
  }
}
