package org.allogate.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.allogate.people.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Endpoints, their secrets and what they answered, as owners see them in the console. */
class ConsoleWebhooksIT extends BrowserIT {
  private static final String PATH = "/hook";
  private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/]{43}=");

  private final Receiver receiver = Receiver.start();
  private final String url = receiver.uri(PATH).toString();

  @AfterEach
  void end() {
    Fixture.run("update webhook_endpoint set enabled = 0 where tenant_id = ?", fixture.tenant);
    receiver.close();
  }

  private UUID endpoint() {
    return Hooks.endpoint(fixture, url);
  }

  private JsonNode read(UUID endpoint) {
    return api().read(HookMaker.HOOKS + "/" + endpoint);
  }

  private Locator code(String label) {
    return page.getByRole(AriaRole.FIGURE).filter(having(label)).locator("pre");
  }

  private Locator.FilterOptions having(String label) {
    return new Locator.FilterOptions().setHas(page.getByLabel(label, exactly()));
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  /** A field whose label says more than its name, such as its choices. */
  private Locator labelled(String name) {
    return page.getByLabel(Pattern.compile("^\\s*" + name + "\\b"));
  }

  private Locator copy(String label) {
    return button("Copy " + label);
  }

  private Locator alert(String text) {
    return page.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText(text));
  }

  /** The key of a secret that is shown. */
  private static byte[] key(String secret) {
    assertThat(secret).matches(SECRET);
    return Base64.getDecoder().decode(secret.substring("whsec_".length()));
  }

  /** Answers the browser's own questions with no, and keeps them. */
  private List<String> stays() {
    List<String> asked = new ArrayList<>();
    page.onDialog(
        (Dialog question) -> {
          asked.add(question.message());
          question.dismiss();
        });
    return asked;
  }

  private void sendsTest(String type) {
    button("Send test event").click();
    dialog().getByLabel("Event type").selectOption(type);
    dialog().getByRole(AriaRole.BUTTON, named("Send")).click();
    assertThat(heading("Delivery")).isVisible();
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  @Nested
  class ANewEndpoint {
    @Test
    void isDescribedAndItsSecretShownOnce() {
      signInToTenant(Role.ADMIN);
      visit("webhooks");
      assertThat(heading("No endpoints yet")).isVisible();
      isAccessible();
      button("Add endpoint").click();
      assertThat(heading("Add endpoint")).isFocused();
      isRefusedAtItsFields();
      field("URL").fill(url);
      labelled("Description").fill("The shop");
      button("Add endpoint").click();
      assertThat(heading("Endpoint added")).isFocused();
      isAccessible();
      String secret = code("Signing secret").textContent();
      isCopiedAndShownInSamples(secret);
      staysUntilItIsStored();
      button("I have stored it").click();
      assertThat(heading("Webhook endpoint")).isVisible();
      isGone(secret);
      signsWhatIsSent(secret);
    }

    private void isRefusedAtItsFields() {
      field("URL").fill("ftp://example.com");
      page.getByLabel("Only these events").check();
      button("Add endpoint").click();
      assertThat(field("URL")).isFocused();
      assertThat(field("URL")).hasAccessibleDescription(Pattern.compile("Begin with https://"));
      assertThat(alert("Choose at least one event.")).isVisible();
      isAccessible();
      choosesEvents();
      field("URL").fill("https://10.0.0.1/hook");
      button("Add endpoint").click();
      assertThat(field("URL")).isFocused();
      assertThat(field("URL")).hasAttribute("aria-invalid", "true");
      assertThat(api().read(HookMaker.HOOKS).path("data")).isEmpty();
    }

    private void choosesEvents() {
      field("Search events").fill("stock");
      assertThat(page.getByLabel("coupon.created")).isHidden();
      page.getByLabel("product.updated").check();
      field("Search events").fill("coupon");
      button("Choose all: coupon").click();
      page.getByLabel("coupon.applied").uncheck();
      field("Search events").fill("");
      assertThat(page.getByLabel("product.updated")).isChecked();
      assertThat(page.getByText("4 of 26 chosen")).isVisible();
    }

    private void isCopiedAndShownInSamples(String secret) {
      copy("Signing secret").click();
      assertThat(page.getByText("Copied.")).isVisible();
      assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(secret);
      assertThat(code("The secret, in your server’s environment")).containsText(secret);
      assertThat(code("Python sample")).containsText("standardwebhooks");
      page.getByRole(AriaRole.TAB).filter(text("Python")).focus();
      page.keyboard().press("ArrowRight");
      assertThat(code("JavaScript sample")).containsText("webhook.verify(");
      page.getByRole(AriaRole.TAB).filter(text("Java")).last().click();
      assertThat(code("Java sample")).containsText("com.standardwebhooks");
      page.getByRole(AriaRole.TAB).filter(text("PHP")).click();
      assertThat(code("PHP sample")).containsText("\\StandardWebhooks\\Webhook");
    }

    private Locator.FilterOptions text(String text) {
      return new Locator.FilterOptions().setHasText(text);
    }

    private void staysUntilItIsStored() {
      assertThat(staysAsked(link("Audit log")::click)).contains("shown this once");
      assertThat(heading("Endpoint added")).isVisible();
    }

    private void isGone(String secret) {
      JsonNode made = api().read(HookMaker.HOOKS).at("/data/0");
      assertThat(made.path("url").asText()).isEqualTo(url);
      assertThat(made.path("description").asText()).isEqualTo("The shop");
      assertThat(made.path("eventTypes").toString())
          .isEqualTo(
              "[\"product.updated\",\"coupon.created\",\"coupon.updated\",\"coupon.revoked\"]");
      assertThat(page.content()).doesNotContain(secret);
      Object kept = page.evaluate("JSON.stringify([sessionStorage, localStorage, location.href])");
      assertThat(kept.toString()).doesNotContain("whsec_");
      page.goBack();
      assertThat(field("URL")).hasValue("");
      assertThat(page.content()).doesNotContain(secret);
      page.goForward();
    }

    private void signsWhatIsSent(String secret) {
      sendsTest("product.updated");
      assertThat(page.getByText("HTTP 204")).isVisible();
      assertThat(code("Payload")).containsText("\"type\": \"product.updated\"");
      Receiver.Received request = receiver.await(PATH, 1).get(0);
      assertThat(Hooks.genuine(request, key(secret))).isTrue();
      assertThat(page.getByText(request.id(), new Page.GetByTextOptions().setExact(true)))
          .isVisible();
    }

    @Test
    void isOfTheWholeTenantWhereNoOrganizationIsChosen() {
      Fixture sibling = fixture.sibling();
      Hooks.endpoint(sibling, url + "/sibling");
      Hooks.endpoint(fixture.tenant, fixture.organization, "test", url + "/test", "*");
      signInToTenant(Role.OWNER);
      visit("webhooks/new");
      field("Organization").selectOption("Whole tenant");
      assertThat(row(url + "/sibling")).isVisible();
      button("Add endpoint").click();
      assertThat(page.getByText("all organizations of the tenant")).isVisible();
      field("URL").fill(url);
      button("Add endpoint").click();
      button("I have stored it").click();
      assertThat(heading("Webhook endpoint")).isVisible();
      link("Webhooks").first().click();
      assertThat(row("all organizations of the tenant")).containsText("All events");
      assertThat(row(url + "/test")).isHidden();
      isAccessible();
      assertThat(api().read(HookMaker.HOOKS).path("data")).isEmpty();
      page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Test")).check();
      assertThat(row(url + "/test")).isVisible();
      assertThat(row(url + "/sibling")).isHidden();
    }
  }

  @Nested
  class AnEndpoint {
    @Test
    void isChangedDisabledResumedAndDeleted() {
      UUID id = endpoint();
      Hooks.set(id, "description = 'Before'");
      signInToTenant(Role.OWNER);
      visit("webhooks/" + id);
      button("Edit").click();
      assertThat(labelled("Description")).hasValue("Before");
      labelled("Description").fill("After");
      assertThat(staysAsked(link("Audit log")::click)).isNotEmpty();
      assertThat(heading("Edit endpoint")).isVisible();
      isAccessible();
      button("Save").click();
      assertThat(page.getByText("After", new Page.GetByTextOptions().setExact(true))).isVisible();
      assertThat(read(id).path("description").asText()).isEqualTo("After");
      assertThat(read(id).path("eventTypes").toString()).isEqualTo("[\"*\"]");
      isDisabledAndResumed(id);
      isDeletedByItsName(id);
    }

    private void isDisabledAndResumed(UUID id) {
      button("Disable").click();
      isAccessible();
      dialog().getByRole(AriaRole.BUTTON, named("Disable")).click();
      assertThat(page.getByText("Somebody disabled this endpoint")).isVisible();
      assertThat(button("Send test event")).isHidden();
      assertThat(read(id).path("enabled").asBoolean()).isFalse();
      button("Resume").click();
      assertThat(button("Disable")).isVisible();
      assertThat(read(id).path("enabled").asBoolean()).isTrue();
    }

    private void isDeletedByItsName(UUID id) {
      button("Delete").click();
      Locator delete = dialog().getByRole(AriaRole.BUTTON, named("Delete endpoint"));
      assertThat(delete).isDisabled();
      isAccessible();
      dialog().getByRole(AriaRole.TEXTBOX).fill(receiver.uri("").getAuthority());
      delete.click();
      assertThat(heading("No endpoints yet")).isVisible();
      api().refused(HookMaker.HOOKS + "/" + id, 404, "not_found");
    }

    @Test
    void getsAnotherSecretBesideTheFormer() {
      UUID id = endpoint();
      signInToTenant(Role.OWNER);
      visit("webhooks/" + id);
      button("Rotate secret").click();
      dialog().getByLabel("The former secret signs for").selectOption("Another hour");
      isAccessible();
      dialog().getByRole(AriaRole.BUTTON, named("Rotate secret")).click();
      assertThat(dialog()).containsText("signs beside it for another hour");
      isAccessible();
      byte[] secret = key(code("Signing secret").textContent());
      List<String> asked = stays();
      // Asked again and again the browser would close it, whatever the page says.
      IntStream.range(0, 3).forEach(i -> page.keyboard().press("Escape"));
      page.waitForCondition(() -> !asked.isEmpty());
      assertThat(code("Signing secret")).isVisible();
      button("I have stored it").click();
      assertThat(dialog()).isHidden();
      assertThat(page.content()).doesNotContain("whsec_");
      Hooks.event(fixture);
      Receiver.Received request = receiver.await(PATH, 1).get(0);
      assertThat(Hooks.genuine(request, secret)).isTrue();
      assertThat(Hooks.genuine(request, Hooks.secret())).isTrue();
    }

    @Test
    void saysWhyItWasDisabledByItself() {
      UUID id = endpoint();
      Hooks.set(id, "enabled = 0, disabled_reason = 'Failed for five days.'");
      UUID delivery = HookRows.delivery(id, "product.created", "exhausted");
      HookRows.attempt(delivery, 1, null, "tls_failed", null);
      signInToTenant(Role.OWNER);
      visit("");
      Locator unsent =
          page.getByRole(
              AriaRole.REGION, new Page.GetByRoleOptions().setName("Webhooks were disabled."));
      assertThat(unsent).containsText(url + " Failed for five days.");
      isAccessible();
      field("Test").check();
      settled();
      assertThat(unsent).isHidden();
      field("Live").check();
      unsent.getByRole(AriaRole.LINK).click();
      assertThat(page.getByText("Allogate disabled this endpoint: Failed for five days."))
          .isVisible();
      visit("webhooks?enabled=false");
      assertThat(row(url)).containsText("Failed for five days.");
      assertThat(row(url)).containsText("Failed");
      link(url).click();
      assertThat(page.getByText("Allogate disabled this endpoint: Failed for five days."))
          .isVisible();
      link("product.created").click();
      assertThat(page.getByText("The certificate is not trusted")).isVisible();
      button("Send again").click();
      assertThat(alert("The endpoint is disabled.")).isVisible();
      isAccessible();
      assertThat(Hooks.attempts(id, event(delivery))).hasSize(1);
      visit("webhooks?enabled=true");
      button("Clear filters").click();
      assertThat(row(url)).isVisible();
    }

    private UUID event(UUID delivery) {
      JsonNode found = api().read("/v1/webhook-deliveries/" + delivery);
      return UUID.fromString(found.path("eventId").asText());
    }
  }

  @Nested
  class Deliveries {
    private static final String STRANGE = Xss.TEXT + "\u0000\u001b[31m\u202e" + "x".repeat(4_000);

    @Test
    void showWhatComesBackAsTextAndAreSentAgain() {
      UUID id = endpoint();
      Hooks.set(id, "description = '" + Xss.TEXT.replace("'", "''") + "'");
      receiver.answers(
          PATH,
          Receiver.Answer.hanging(),
          Receiver.Answer.of(500).with("Content-Type", "text/html").body(STRANGE),
          Receiver.Answer.of(204));
      signInToTenant(Role.OWNER);
      visit("webhooks");
      link(url).click();
      assertThat(page.getByText(Xss.TEXT)).isVisible();
      sendsTest("webhook_endpoint.test");
      assertThat(page.getByText("On its way. This page")).isVisible();
      receiver.release(PATH);
      assertThat(page.getByText("HTTP 204")).isVisible();
      button("Send again").click();
      assertThat(page.getByText("HTTP 500")).isVisible();
      Locator answer = code("Answer to attempt 2");
      assertThat(answer).containsText(Xss.TEXT + "\\u0000\\u001b[31m\\u202exxx");
      Xss.isText(page);
      isAccessible();
      // Colours fade over otherwise, and are looked at on the way.
      dark();
      isAccessible();
      // By itself, after five seconds.
      assertThat(heading("Attempt 3 HTTP 204")).isVisible();
      link("Endpoint").click();
      assertThat(row("webhook_endpoint.test")).containsText("Delivered");
      isAccessible();
      assertThat(receiver.received(PATH)).hasSize(3);
    }

    @Test
    void areLookedAtAgainWhereTheLogWasReadWhileATryEnded() {
      UUID id = endpoint();
      UUID event = HookRows.event(id, "product.created", "{}");
      UUID delivery = HookRows.delivery(id, event, "product.created", "pending", 1);
      HookRows.attempt(delivery, 1, 500, null, null);
      Fixture.run(
          "update webhook_delivery set due_at = utc_timestamp(6) + interval 30 second where id = ?",
          delivery);
      signInToTenant(Role.OWNER);
      visit("webhooks/" + id + "/deliveries/" + delivery);
      assertThat(heading("Attempt 1 HTTP 500")).isVisible();
      HookRows.attempt(delivery, 2, 204, null, null);
      Fixture.run(
          "update webhook_delivery set state = 'delivered', tries = 2, due_at = null where id = ?",
          delivery);
      assertThat(heading("Attempt 2 HTTP 204")).isVisible();
    }

    @Test
    void areFilteredAndPaged() {
      UUID id = endpoint();
      HookRows.log(id, 60);
      signInToTenant(Role.OWNER);
      visit("webhooks/" + id);
      Locator rows = page.getByRole(AriaRole.TABLE).locator("tbody tr");
      assertThat(rows).hasCount(20);
      button("Next page").click();
      assertThat(button("Previous page")).isEnabled();
      labelled("State").selectOption("Failed");
      assertThat(rows).hasCount(3);
      isAccessible();
      labelled("Event").selectOption("coupon.created");
      assertThat(page.getByText("Nothing matches.")).isVisible();
      button("Clear filters").click();
      assertThat(rows).hasCount(20);
      page.goBack();
      assertThat(page.getByText("Nothing matches.")).isVisible();
    }
  }

  @Nested
  class Viewers {
    @Test
    void seeEverythingAndChangeNothing() {
      UUID id = endpoint();
      UUID delivery = HookRows.delivery(id, "product.created", "exhausted");
      signIn(Role.VIEWER);
      visit("webhooks");
      assertThat(row(url)).containsText("Failed");
      assertThat(button("Add endpoint")).isHidden();
      link(url).click();
      assertThat(heading("Deliveries")).isVisible();
      assertThat(page.locator("main .buttons")).hasCount(0);
      visit("webhooks/" + id + "/deliveries/" + delivery);
      assertThat(heading("Payload")).isVisible();
      assertThat(button("Send again")).isHidden();
      visit("webhooks/" + id + "/edit");
      assertThat(page.getByText("Your role only looks")).isVisible();
      assertThat(field("URL")).isHidden();
    }
  }
}
