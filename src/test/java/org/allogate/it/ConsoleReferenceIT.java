package org.allogate.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allogate.people.Role;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Test;

/** The API as the console explains it, and lets it be tried out with a key of one's own. */
class ConsoleReferenceIT extends BrowserIT {
  /** Whatever a shell would take for something else than text. */
  private static final String NASTY =
      "it's \"$HOME\" `id` $(id) \\ !! & | ; < > * ? [a] {b} #% \u00e9";

  private final String liveKey = fixture.key(Scopes.ALL);
  private final String testKey = fixture.testKey(Scopes.ALL);

  private Locator answer() {
    return page.locator("section[aria-labelledby=try-title] [role=status]").first();
  }

  private String curlLine() {
    return page.getByLabel("The same with curl", new Page.GetByLabelOptions().setExact(true))
        .textContent();
  }

  private void paste(String key) {
    field("API key or access token").fill(key);
  }

  @Test
  void opensEveryOperation() {
    signIn(Role.VIEWER);
    visit("reference");
    JsonNode document = ApiClient.json(get("/openapi", "Accept", "application/json"));
    Map<String, String> operations = new LinkedHashMap<>();
    Stream.of(document.path("paths"), document.path("webhooks"))
        .forEach(
            paths ->
                paths.forEach(
                    path ->
                        path.forEach(
                            it ->
                                operations.put(
                                    it.path("operationId").asText(),
                                    it.path("summary").asText()))));
    assertThat(operations).hasSizeGreaterThan(130);
    assertThat(page.locator(".operations a")).hasCount(operations.size());
    operations.forEach(
        (id, summary) -> {
          page.evaluate("id => { location.hash = '#/reference/' + id; }", id);
          page.locator("h1", withText(summary)).waitFor();
          page.locator("[data-operation='" + id + "'] .responses > li").first().waitFor();
        });
  }

  private static Page.LocatorOptions withText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  @Test
  void findsAndExplainsAnOperation() {
    signIn(Role.VIEWER);
    visit("reference");
    isAccessible();
    field("Search").fill("products:write POST");
    assertThat(page.locator(".operations a").filter(hasText("Create a product"))).isVisible();
    assertThat(page.locator(".operations a").filter(hasText("List the coupons"))).hasCount(0);
    field("Search").press("Enter");
    assertThat(page).hasURL(Pattern.compile(".*q=products.*"));
    page.locator(".operations a").filter(hasText("Create a product")).click();
    assertThat(page).hasURL(Pattern.compile(".*#/reference/products.create$"));
    assertThat(page.locator(".path")).hasText("POST /v1/products");
    assertThat(page.locator(".facts")).containsText("products:write");
    Locator members = page.locator(".schema li");
    assertThat(members.filter(hasText("price")).first()).containsText("0 to 1,000,000,000");
    assertThat(page.locator(".responses code").filter(hasText("validation_error"))).isVisible();
    isAccessible();
    inTheDark();
    isAccessible();

    visit("reference/tenant.update");
    assertThat(page.getByText("Only members who are signed in may call this")).isVisible();
    assertThat(heading("Try it out")).hasCount(0);
    visit("reference/webhook.product.created");
    assertThat(page.getByText("Sent to webhook endpoints that ask for it.")).isVisible();
    visit("reference/no.such");
    assertThat(page.getByText("There is no operation no.such.")).isVisible();
  }

  private static Locator.FilterOptions hasText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  @Test
  void readsWithAPastedKeyAndNeverWithTheSession() {
    fixture.product(fixture.test, "Plain " + Xss.TEXT, 250);
    signIn(Role.OWNER);
    visit("reference/products.list");
    button("Send GET").click();
    assertThat(page.getByText("Paste a key, or make one on the page API keys.")).isVisible();
    paste(testKey);
    field("search (optional)").fill("Plain");
    Request request =
        page.waitForRequest(Pattern.compile(".*/v1/products.*"), () -> button("Send GET").click());
    assertThat(request.allHeaders())
        .containsEntry("x-api-key", testKey)
        .doesNotContainKey("cookie");
    assertThat(answer()).containsText("200");
    assertThat(answer()).containsText("ratelimit-remaining");
    assertThat(answer()).containsText("x-request-id");
    assertThat(answer().locator("pre")).containsText("\"name\": \"Plain ");
    Xss.isText(page);
    isAccessible();

    // Another operation: the key is still there; what is asked wrongly is explained.
    visit("reference/products.read");
    field("id").fill("not-an-id");
    button("Send GET").click();
    assertThat(answer()).containsText(Pattern.compile("4\\d\\d"));
    assertThat(answer().locator(".alert code").first())
        .hasText(Pattern.compile("not_found|validation_error|invalid_identifier"));
    field("id").fill("..");
    button("Send GET").click();
    assertThat(page.getByText("This would be another path.")).isVisible();

    // The vault API takes it as a bearer.
    visit("reference/meta.whoami");
    Request whoami =
        page.waitForRequest(Pattern.compile(".*/api/v2/me"), () -> button("Send GET").click());
    assertThat(whoami.allHeaders()).containsEntry("authorization", "Bearer " + testKey);
    assertThat(answer().locator("pre")).containsText("\"environment\": \"test\"");
    assertThat(
            page.evaluate(
                    "JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage })")
                .toString())
        .doesNotContain(testKey);
  }

  @Test
  void writesWithATestKeyAtOnceAndAsksBeforeItWritesToLive() {
    signIn(Role.OWNER);
    visit("reference/products.create");
    paste(testKey);
    Locator body = page.locator("textarea");
    assertThat(body).hasValue(Pattern.compile("Fancy hat"));
    body.fill("{ not JSON");
    button("Send POST").click();
    assertThat(page.getByText(Pattern.compile("This is not JSON"))).isVisible();
    assertThat(body).isFocused();
    isAccessible();
    body.fill("{\"name\": \"Tried out\", \"price\": 7, \"item\": \"Hat\"}");
    button("Send POST").click();
    assertThat(answer()).containsText("201");
    assertThat(named(testKey)).containsExactly("Tried out");
    assertThat(named(liveKey)).isEmpty();

    paste(liveKey);
    button("Send POST").click();
    assertThat(dialog()).containsText("This changes live data");
    isAccessible();
    button("Cancel").click();
    assertThat(dialog()).hasCount(0);
    assertThat(named(liveKey)).isEmpty();
    button("Send POST").click();
    button("Send it").click();
    assertThat(dialog()).hasCount(0);
    page.waitForCondition(() -> !named(liveKey).isEmpty());
    assertThat(named(liveKey)).containsExactly("Tried out");

    paste(fixture.testKey(Scopes.of(Scope.PRODUCTS_READ)));
    button("Send POST").click();
    assertThat(answer()).containsText("403");
    assertThat(answer().locator(".alert code").first()).hasText("insufficient_scope");
  }

  private List<String> named(String key) {
    List<String> names = new ArrayList<>();
    new ApiClient(key)
        .read("/v1/products")
        .path("data")
        .forEach(it -> names.add(it.path("name").asText()));
    return names;
  }

  @Test
  void showsTheLineForAShell() throws Exception {
    signIn(Role.OWNER);
    visit("reference/products.create");
    paste(testKey);
    String json =
        "{\"name\": "
            + quoted(NASTY)
            + ", \"price\": 7, \"item\": \"@file\", \"description\": \"Two\\nlines\"}";
    page.locator("textarea").fill(json);
    button("Copy The same with curl").click();
    assertThat(page.getByText("Copied.")).isVisible();
    assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(curlLine());
    String write = curlLine();
    visit("reference/products.list");
    field("search (optional)").fill(NASTY);
    String read = curlLine();
    if (!run("command -v curl").isBlank()) {
      assertThat(run(write)).contains(" 201 ");
      assertThat(named(testKey)).containsExactly(NASTY);
      assertThat(run(read)).contains(" 200 ").contains("@file", "Two\\nlines");
    }
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }

  /** What a shell makes of a line; from a file, so that no locale of this machine changes it. */
  private static String run(String line) throws IOException, InterruptedException {
    Path script = Files.writeString(Files.createTempFile("curl", ".sh"), line);
    Path output = Files.createTempFile("curl", ".txt");
    try {
      Process shell =
          new ProcessBuilder("sh", script.toString())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return Files.readString(output);
    } finally {
      Files.delete(script);
      Files.delete(output);
    }
  }

  @Test
  void quotesEveryWord() throws Exception {
    signIn(Role.VIEWER);
    visit("reference");
    for (String word :
        List.of(NASTY, "two\nlines", "plain", "", "'", "''", "-d", "a b", "~", "\u0001\t")) {
      Object quoted =
          page.evaluate(
              "async (word) => (await import('/console/reference/curl.js')).quoted(word)", word);
      assertThat(run("printf %s " + quoted)).as("%s", quoted).isEqualTo(word);
    }
  }

  /** Without transitions, in the midst of which no contrast holds. */
  private void inTheDark() {
    dark();
  }
}
