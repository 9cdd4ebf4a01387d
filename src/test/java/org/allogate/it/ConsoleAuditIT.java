package org.allogate.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.allogate.people.Role;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who did what, as owners read it in the console, and whether it is what was written. */
class ConsoleAuditIT extends BrowserIT {
  private final ApiClient tenant = new ApiClient(fixture.tenantKey(Scopes.ALL));

  private void rename(String name) {
    String body = "{\"name\":" + TextNode.valueOf(name) + "}";
    KeyMaker.answered(tenant.patch("/v1/organizations/" + fixture.organization, body), 200);
  }

  private void rename(int times) {
    IntStream.rangeClosed(1, times).forEach(i -> rename("Name " + i));
  }

  /** A field whose label says more than its name, such as its choices. */
  private Locator labelled(String name) {
    return page.getByLabel(Pattern.compile("^\\s*" + name + "\\b"));
  }

  private Locator rows() {
    return page.getByRole(AriaRole.TABLE).first().locator("tbody tr");
  }

  private Locator said(String text) {
    return page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText(text));
  }

  @Nested
  class Events {
    @Test
    void tellWhoDidWhatToWhat() {
      rename("Before");
      MemberClient owner = fixture.tenantMember(Role.OWNER);
      JsonNode hook =
          KeyMaker.answered(
              owner.post(
                  HookMaker.HOOKS,
                  HookMaker.body("'description':'Told of coupons'"),
                  "X-Organization-Id",
                  fixture.organization.toString()),
              201);
      signIn(owner);
      visit("audit");
      Locator added = row("webhook_endpoint.created");
      assertThat(added).containsText("Endpoint added");
      assertThat(added).containsText("A member");
      assertThat(added).containsText("127.0.0.1");
      assertThat(row("organization.updated")).containsText("API key");
      isAccessible();
      button("Endpoint added").click();
      assertThat(dialog()).containsText(owner.id().toString());
      assertThat(dialog().getByRole(AriaRole.ROW).filter(having("description")))
          .containsText("Told of coupons");
      assertThat(dialog().getByRole(AriaRole.ROW).filter(having("eventTypes")))
          .containsText(HookMaker.QUIET);
      isAccessible();
      page.keyboard().press("Escape");
      assertThat(dialog()).isHidden();
      added.getByRole(AriaRole.LINK).click();
      assertThat(heading("Webhook endpoint")).isVisible();
      assertThat(page).hasURL(Pattern.compile("webhooks/" + HookMaker.id(hook) + "$"));
    }

    private Locator.FilterOptions having(String text) {
      return new Locator.FilterOptions().setHasText(text);
    }

    @Test
    void areNarrowedByEveryFilter() {
      MemberClient owner = fixture.tenantMember(Role.OWNER);
      rename("By a key");
      KeyMaker.answered(
          owner.patch("/v1/organizations/" + fixture.organization, "{\"name\":\"By a member\"}"),
          200);
      KeyMaker.answered(owner.patch("/v1/tenant", "{\"name\":\"The tenant\"}"), 200);
      signIn(owner);
      visit("audit");
      assertThat(rows()).hasCount(2);
      field("Organization").selectOption("Whole tenant");
      assertThat(rows()).hasCount(3);
      labelled("What").selectOption("Tenant changed");
      assertThat(rows()).hasCount(1);
      assertThat(page).hasURL(Pattern.compile("action=tenant\\.updated"));
      button("Clear filters").click();
      assertThat(rows()).hasCount(3);
      labelled("Who").selectOption(owner.id().toString());
      assertThat(rows()).hasCount(2);
      assertThat(row("By itself")).isHidden();
      labelled("ID of what it was done to").fill(fixture.organization.toString());
      button("Apply").click();
      assertThat(rows()).hasCount(1);
      button("Organization changed").click();
      button("Everything on this").click();
      assertThat(rows()).hasCount(2);
      assertThat(dialog()).isHidden();
      labelled("From").fill("2100-01-01T00:00");
      button("Apply").click();
      assertThat(page.getByText("Nothing matches.")).isVisible();
      isAccessible();
      labelled("From").fill("2020-01-01T00:00");
      labelled("To").fill("2100-01-01T00:00");
      button("Apply").click();
      assertThat(rows()).hasCount(2);
    }

    @Test
    void comeInPagesAndAsAFile() throws IOException {
      rename(29);
      rename("=cmd(1)");
      signInToTenant(Role.VIEWER);
      visit("audit?action=organization.updated");
      assertThat(rows()).hasCount(25);
      button("Next page").click();
      assertThat(rows()).hasCount(5);
      Download file = page.waitForDownload(() -> button("Export CSV").click());
      assertThat(said("Saved 30 events.")).isVisible();
      assertThat(file.suggestedFilename()).isEqualTo("audit-log.csv");
      List<String> lines = Files.readAllLines(file.path());
      assertThat(lines).hasSize(31);
      assertThat(lines.get(0)).startsWith("sequence,time,actor_type,actor_id,actor_name,action");
      assertThat(lines.get(30)).startsWith("1,").contains("Name 1");
      assertThat(lines).filteredOn(it -> it.startsWith("=")).isEmpty();
    }

    @Test
    void areTextWhateverTheySay() {
      rename(Xss.TEXT);
      UUID actor = Fixture.id();
      Fixture.run(
          "update audit_event set actor_name = ?, action = ?, target_type = ?, actor_id = ?"
              + " where tenant_id = ?",
          Xss.TEXT.substring(0, 60),
          "<script>window.pwned=1</script>",
          "constructor",
          actor,
          fixture.tenant);
      signInToTenant(Role.OWNER);
      visit("audit");
      button("<script>window.pwned=1</script>").click();
      assertThat(dialog()).containsText(Xss.TEXT);
      Xss.isText(page);
      Fixture.run(
          "update audit_event set changes = ? where tenant_id = ?",
          "no json " + Xss.TEXT,
          fixture.tenant);
      page.reload();
      settled();
      button("<script>window.pwned=1</script>").click();
      assertThat(dialog()).containsText("This is not what Allogate wrote.");
      assertThat(dialog()).containsText("no json " + Xss.TEXT);
      isAccessible();
      Xss.isText(page);
    }
  }

  @Nested
  class TheChain {
    private void breaks(String statement) {
      assertThat(Fixture.run(statement, fixture.tenant)).isPositive();
    }

    @Test
    void holds() {
      signInToTenant(Role.VIEWER);
      visit("audit");
      assertThat(heading("Nothing written down yet")).isVisible();
      button("Verify the chain").click();
      assertThat(said("nothing is written in it yet")).isVisible();
      rename(12);
      button("Verify the chain").click();
      assertThat(said("The chain holds: all 12 events")).isVisible();
      isAccessible();
      // Colours fade over otherwise, and are looked at on the way.
      dark();
      isAccessible();
    }

    @Test
    void isToldWhereItBreaks() {
      rename(12);
      signInToTenant(Role.OWNER);
      visit("audit");
      breaks("update audit_event set address = null where tenant_id = ? and sequence = 5");
      button("Verify the chain").click();
      assertThat(said("The chain does not hold.")).containsText("Event 5 is not the one");
      assertThat(said("The first 4 events are as they were written")).isVisible();
      isAccessible();
      button("Show the event").click();
      assertThat(dialog()).containsText("Place in the chain: 5");
      assertThat(dialog()).containsText("By itself");
      page.keyboard().press("Escape");
      breaks("delete from audit_event where tenant_id = ? and sequence = 1");
      button("Verify the chain").click();
      assertThat(said("Event 1 is missing")).containsText("Nothing in it can be relied on.");
      assertThat(button("Show the event")).isHidden();
      breaks("update audit_chain set seal = repeat(x'00', 32) where tenant_id = ?");
      breaks("delete from audit_event where tenant_id = ?");
      button("Verify the chain").click();
      assertThat(said("The end of the chain was not written by this installation.")).isVisible();
    }

    @Test
    void isNotOfferedToPeopleOfOneOrganization() {
      rename("Ours");
      signIn(Role.OWNER);
      visit("audit");
      assertThat(row("organization.updated")).isVisible();
      assertThat(page.getByText("People of the whole tenant can verify")).isVisible();
      assertThat(button("Verify the chain")).isHidden();
    }
  }
}
