package org.allogate.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.allogate.people.Role;
import org.junit.jupiter.api.Test;

/** Many products from a file and into one, as a person sees it. */
class ConsoleImportIT extends BrowserIT {
  private static final int LINES = 1_100;

  private static String line(int number) {
    return "{\"name\":\"Product %d\",\"price\":%<d,\"item\":\"Thing\"}".formatted(number);
  }

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(number -> line(number) + "\n")
        .collect(Collectors.joining());
  }

  /** Three batches, in the last of which a product that is there is described anew. */
  private static String threeBatches(UUID known) {
    return lines(1, 1_000)
        + line(1_001).replace("{", "{\"id\":\"" + known + "\",")
        + "\n"
        + lines(1_002, LINES);
  }

  private void choose(String content) {
    field("NDJSON file")
        .setInputFiles(
            new FilePayload(
                "products.ndjson",
                "application/x-ndjson",
                content.getBytes(StandardCharsets.UTF_8)));
  }

  private int products() {
    return Rows.ids("select id from product where workspace_id = ?", fixture.live).size();
  }

  private static String text(Download download) {
    try {
      return Files.readString(download.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Locator progress() {
    return page.getByRole(AriaRole.PROGRESSBAR);
  }

  /** Has every change of a product wait until the connection is closed. */
  private static Connection holding(UUID product) throws SQLException {
    Connection connection = database();
    connection.setAutoCommit(false);
    try (PreparedStatement lock =
        connection.prepareStatement("select 1 from product where id = ? for update")) {
      lock.setBytes(1, Fixture.bytes(product));
      lock.executeQuery().close();
    }
    return connection;
  }

  @Test
  void tellsEveryLineThatWasRefused() {
    String wrong = "{\"name\":\"" + "<img src=x onerror=window.pwned=1>\",\"price\":-1}";
    signInToTenant(Role.ADMIN);
    visit("products");
    button("Import").click();
    assertThat(heading("Import products")).isVisible();
    assertThat(page.getByText("None within the last 24 hours.")).isVisible();
    isAccessible();
    choose("no JSON\n" + wrong + "\n" + lines(3, 300) + "[]\n");
    assertThat(row("Not a JSON object")).isVisible();
    assertThat(row("Without item")).isVisible();
    assertThat(page.getByText("Some of the first lines will be refused.")).isVisible();
    isAccessible();
    button("Import 301 lines").click();
    assertThat(heading("Import done")).isVisible();
    assertThat(page.getByText("301 lines: 298 created, 0 updated, 3 refused.")).isVisible();
    assertThat(row("malformed_request")).hasCount(2);
    assertThat(row("validation_error")).containsText("/price must be an integer");
    assertThat(row("validation_error")).containsText("/item");
    assertThat(row("Done")).containsText("298");
    isAccessible();
    dark();
    isAccessible();
    Xss.isText(page);
    assertThat(products()).isEqualTo(298);

    String table = text(page.waitForDownload(button("Refused lines as CSV")::click));
    assertThat(table.lines().toList()).hasSize(4);
    assertThat(table.lines().toList().get(0)).isEqualTo("Line,What is wrong,Code");
    assertThat(table.lines().toList().get(3)).startsWith("301,").endsWith(",malformed_request");
  }

  @Test
  void refusesAFileThatNoImportTakesBeforeItIsSent() {
    signIn(Role.OWNER);
    visit("products/import");
    choose(" \n\n");
    assertThat(page.getByText("This file has no lines.")).isVisible();
    button("Choose another file").click();
    choose("\n".repeat(100_001));
    assertThat(page.getByText("This file has more than 100,000 lines.")).isVisible();
    assertThat(page.getByText("None within the last 24 hours.")).isVisible();
  }

  @Test
  void showsHowFarItIsWhileOtherPagesAreLookedAt() throws SQLException {
    UUID known = Rows.product(fixture.live);
    signIn(Role.OWNER);
    visit("products/import");
    choose(threeBatches(known));
    try (Connection held = holding(known)) {
      button("Import 1,100 lines").click();
      assertThat(page.getByText("1,000 of 1,100 lines done; 100 % sent")).isVisible();
      assertThat(page.getByText("1,000 created, 0 updated, 0 refused so far")).isVisible();
      assertThat(progress()).hasJSProperty("value", 1_000);
      isAccessible();
      link("Categories").click();
      assertThat(heading("Categories")).isVisible();
      page.goBack();
      assertThat(progress()).hasJSProperty("value", 1_000);
      held.rollback();
    }
    assertThat(page.getByText("1,100 lines: 1,099 created, 1 updated, 0 refused.")).isVisible();
    assertThat(products()).isEqualTo(LINES);
  }

  @Test
  void goesOnWithTheSameFileAndKey() throws SQLException {
    UUID known = Rows.product(fixture.live);
    signIn(Role.OWNER);
    visit("products/import");
    choose(threeBatches(known));
    String key;
    try (Connection held = holding(known)) {
      button("Import 1,100 lines").click();
      assertThat(page.getByText("1,000 of 1,100 lines done")).isVisible();
      key = page.locator("main .card code").textContent();
      button("Stop").click();
      assertThat(page.getByText("The import is stopped")).isVisible();
      isAccessible();
      held.rollback();
    }
    untilNobodyRunsIt();
    button("Go on").click();
    assertThat(page.getByText("1,100 lines: 1,099 created, 1 updated, 0 refused.")).isVisible();
    assertThat(products()).isEqualTo(LINES);

    // In another tab, which does not remember the key.
    page.reload();
    choose(threeBatches(known));
    page.getByText("Go on with an import that broke off").click();
    field("Idempotency-Key of that import").fill(key);
    isAccessible();
    button("Import 1,100 lines").click();
    assertThat(heading("Import done")).isVisible();
    assertThat(products()).isEqualTo(LINES);
  }

  private void untilNobodyRunsIt() {
    ApiClient client = api();
    KeyMaker.eventually(
        "the end of its first turn",
        () -> !client.read("/v1/product-imports").at("/data/0/status").asText().equals("running"));
  }

  @Test
  void exportsWhatItImported() {
    Rows.products(fixture.live, 700);
    Rows.product(fixture.live, "active", false);
    signIn(Role.VIEWER);
    visit("products");
    Download file = page.waitForDownload(button("Export")::click);
    assertThat(file.suggestedFilename()).isEqualTo("products.ndjson");
    String exported = api().get("/v1/products/actions/export").body();
    assertThat(text(file)).isEqualTo(exported);
    assertThat(page.getByText("701 lines saved as products.ndjson.")).isVisible();

    signIn(Role.OWNER);
    visit("products/import");
    page.reload();
    choose(exported);
    assertThat(row("Replaces").first()).isVisible();
    button("Import 701 lines").click();
    assertThat(page.getByText("701 lines: 0 created, 701 updated, 0 refused.")).isVisible();
    assertThat(api().get("/v1/products/actions/export").body()).isEqualTo(exported);
  }

  @Test
  void cancelsAnExportAndSaysWhereOneBrokeOff() {
    signIn(Role.OWNER);
    visit("products");
    page.route("**/actions/export", route -> {});
    button("Export").click();
    assertThat(dialog().getByText("0 lines so far")).isVisible();
    isAccessible();
    dialog().getByText("Cancel").click();
    assertThat(page.getByText("Export cancelled. Nothing was saved.")).isVisible();
    assertThat(dialog()).hasCount(0);

    page.unrouteAll();
    page.route(
        "**/actions/export",
        route ->
            route.fulfill(
                new com.microsoft.playwright.Route.FulfillOptions().setBody("{}\n{\"id\":")));
    button("Export").click();
    assertThat(dialog().getByText("The export broke off before its end.")).isVisible();
    page.unrouteAll();
    Download file = page.waitForDownload(button("Try again")::click);
    assertThat(text(file)).isEmpty();
  }

  @Test
  void letsAViewerSeeImportsAndBeginNone() {
    signIn(Role.VIEWER);
    visit("products/import");
    assertThat(page.getByText("Your role only looks")).isVisible();
    assertThat(field("NDJSON file")).hasCount(0);
  }
}
