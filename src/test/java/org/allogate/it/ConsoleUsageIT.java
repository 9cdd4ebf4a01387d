package org.allogate.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.allogate.people.Role;
import org.allogate.scopes.Scopes;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What owners see of their keys' calls, and of what these cost. */
class ConsoleUsageIT extends BrowserIT {
  private static final int MILLIS_BUCKET = 10;
  private static final String CALLS = "Requests and how they ended";

  private final Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);

  private UUID key(String name) {
    UUID id = Fixture.idOf(fixture.key(Scopes.ALL));
    Fixture.run("update api_key set name = ? where id = ?", name, id);
    return id;
  }

  /** Adds usage past the application; each call costs two credits. */
  private void used(
      String table, Instant time, UUID key, String capability, int status, int times) {
    List<String> columns = IntStream.range(0, 36).mapToObj(i -> "l" + i).toList();
    List<String> values =
        IntStream.range(0, 36).mapToObj(i -> i == MILLIS_BUCKET ? "" + times : "0").toList();
    Fixture.run(
        "insert into %s (tenant_id, time, key_id, capability, status, organization_id, requests, credits, %s)"
                .formatted(table, String.join(", ", columns))
            + " values (?, from_unixtime(%d), ?, '%s', %d, ?, %d, %d, %s)"
                .formatted(
                    time.getEpochSecond(),
                    capability,
                    status,
                    times,
                    2 * times,
                    String.join(", ", values)),
        fixture.tenant,
        key,
        fixture.organization);
  }

  /** The figures of a chart, in the table below it. */
  private Locator figures(String chart) {
    Locator figure =
        page.locator("figure")
            .filter(new Locator.FilterOptions().setHas(heading(chart)))
            .locator("details");
    if (figure.getAttribute("open") == null) {
      figure.locator("summary").click();
    }
    return figure.locator("tbody tr");
  }

  private Locator card(String label) {
    return page.locator(".card").filter(new Locator.FilterOptions().setHasText(label));
  }

  private Object chart(String expression) {
    return page.evaluate(
        "() => { const chart = Chart.getChart(document.querySelector('canvas')); return "
            + expression
            + "; }");
  }

  private void chartIsDrawn() {
    KeyMaker.eventually(
        "a chart",
        () ->
            page.evaluate(
                    "() => Boolean(globalThis.Chart && Chart.getChart(document.querySelector('canvas'))"
                        + " && document.querySelector('canvas').getContext('2d')"
                        + ".getImageData(0, 0, 400, 200).data.some((it) => it > 0))")
                .equals(true));
  }

  @Test
  void showsCallsOverTimeAndByKeyAndCapability() {
    UUID shop = key("Shop");
    UUID script = key("Script " + Xss.TEXT);
    used("usage_hour", hour.minus(Duration.ofHours(3)), shop, "products.list", 200, 1200);
    used("usage_hour", hour.minus(Duration.ofHours(3)), shop, "products.list", 429, 7);
    used("usage_hour", hour.minus(Duration.ofHours(1)), script, "coupons.create", 404, 30);
    signInToTenant(Role.OWNER);
    visit("usage");

    assertThat(card("Requests")).containsText("1,237");
    assertThat(card("Errors")).containsText("30");
    assertThat(card("Refused by limit")).containsText("7");
    assertThat(card("Credits used")).containsText("2,474");
    assertThat(card("Credits left")).containsText("100,000");
    chartIsDrawn();
    assertThat(
            page.getByRole(
                AriaRole.IMG,
                new Page.GetByRoleOptions()
                    .setName(Pattern.compile(CALLS + ".*the most is 1,207.*"))))
        .isVisible();
    assertThat(figures(CALLS)).hasCount(24);
    assertThat(figures(CALLS).filter(new Locator.FilterOptions().setHasText("1,207"))).hasCount(1);
    assertThat(figures(CALLS).first().locator("td")).hasText(new String[] {"0", "0", "0"});
    assertThat(figures("Time to answer").first().locator("td"))
        .hasText(new String[] {"–", "–", "–"});
    isAccessible();

    Object light = chart("chart.data.datasets[0].borderColor");
    assertThat(chart("chart.data.datasets[0].borderDash.join()"))
        .isNotEqualTo(chart("chart.data.datasets[1].borderDash.join()"));
    assertThat(chart("chart.data.datasets[0].pointStyle"))
        .isNotEqualTo(chart("chart.data.datasets[1].pointStyle"));
    inTheDark();
    KeyMaker.eventually(
        "another colour", () -> !light.equals(chart("chart.data.datasets[0].borderColor")));
    isAccessible();

    field("Told apart by").selectOption("Key");
    assertThat(page).hasURL(Pattern.compile(".*by=key.*"));
    assertThat(heading("Totals by key")).isVisible();
    assertThat(link("Shop")).hasAttribute("href", "#/api-keys/" + shop);
    Locator totals = page.locator(".sortable tbody tr");
    assertThat(totals.first()).containsText("Shop");
    assertThat(row("Shop").last()).containsText("1,207");
    page.locator("th button", hasText("Errors")).click();
    assertThat(totals.first()).containsText("Script");
    assertThat(page.locator("th[aria-sort=descending]")).containsText("Errors");
    Xss.isText(page);
    isAccessible();

    page.reload();
    settled();
    assertThat(totals.first()).containsText("Script");
    field("Told apart by").selectOption("Capability");
    link("coupons.create").click();
    assertThat(page.getByText("Only calls of coupons.create.")).isVisible();
    assertThat(card("Requests")).containsText("30");
    button("Clear filters").click();
    assertThat(card("Requests")).containsText("1,237");

    link("API keys").click();
    assertThat(heading("API keys")).isVisible();
    assertThat(page.evaluate("Object.keys(Chart.instances).length")).isEqualTo(0);
  }

  private static Page.LocatorOptions hasText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  @Test
  void showsMinutesHoursDaysMonthsAndOnesOwnTime() throws IOException {
    UUID shop = key("Shop");
    Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    used("usage_minute", minute.minus(Duration.ofMinutes(5)), shop, "products.list", 200, 11);
    Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS);
    used("usage_day", day.minus(Duration.ofDays(8)), shop, "products.list", 200, 12);
    used("usage_day", day.minus(Duration.ofDays(200)), shop, "products.list", 200, 13);
    signIn(Role.VIEWER);
    visit("usage");
    assertThat(heading("No calls in this time")).isVisible();
    isAccessible();
    // The tenant's credits are not an organization's business.
    assertThat(page.getByText("Credits left")).hasCount(0);
    visit("usage/credits");
    assertThat(page.locator("h1")).hasText("Usage");

    field("Time").selectOption("Last hour");
    assertThat(card("Requests")).containsText("11");
    assertThat(figures(CALLS)).hasCount(60);
    field("Time").selectOption("Last 30 days");
    assertThat(card("Requests")).containsText("12");
    assertThat(figures(CALLS)).hasCount(30);
    field("Time").selectOption("Last 12 months");
    assertThat(card("Requests")).containsText("25");
    assertThat(figures(CALLS)).hasCount(12);

    field("Time").selectOption("From … to …");
    field("From").fill("2026-01-02T00:00");
    field("To").fill("2026-01-01T00:00");
    button("Apply").click();
    assertThat(page.getByText("Choose a time after the first one.")).isVisible();
    assertThat(field("To")).isFocused();
    field("From").fill(local(day.minus(Duration.ofDays(10))));
    field("To").fill(local(day.minus(Duration.ofDays(1))));
    button("Apply").click();
    assertThat(card("Requests")).containsText("12");
    assertThat(figures(CALLS)).hasCount(9);

    Download file = page.waitForDownload(() -> button("Export CSV").click());
    List<String> lines = Arrays.asList(Files.readString(file.path()).split("\r\n"));
    assertThat(lines).hasSize(10);
    assertThat(lines.get(0))
        .isEqualTo("time,requests,errors,refused_by_limit,credits,p50_ms,p95_ms,p99_ms");
    assertThat(lines)
        .anyMatch(
            it ->
                it.startsWith(
                    day.minus(Duration.ofDays(8)).toString().replace("Z", ".000Z")
                        + ",12,0,0,24,"));
  }

  /** As the browser's field of date and time takes it; its zone is the machine's. */
  private static String local(Instant instant) {
    return instant.atZone(ZoneId.systemDefault()).toLocalDateTime().toString();
  }

  @Test
  void showsTheCreditsAndWhenTheyEnd() {
    UUID shop = key("Shop");
    Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS);
    for (int back = 1; back <= 4; back++) {
      used("usage_day", day.minus(Duration.ofDays(back)), shop, "products.list", 200, 250);
    }
    MemberClient owner = signInToTenant(Role.OWNER);
    visit("usage/credits");
    assertThat(card("Credits left")).containsText("100,000");
    assertThat(card("Worth")).containsText("$100.00");
    assertThat(page.getByText(Pattern.compile("\\(500 a day\\) the balance ends about .*, 20")))
        .isVisible();
    isAccessible();

    button("Grant credits").click();
    isAccessible();
    field("Amount").fill("12.5");
    field("Amount again").fill("12.5");
    button("Grant these credits").click();
    assertThat(field("Amount")).hasAttribute("aria-invalid", "true");
    assertThat(field("Reason")).hasAttribute("aria-invalid", "true");
    field("Amount").fill("5000");
    field("Reason").fill(Xss.TEXT);
    button("Grant these credits").click();
    assertThat(page.getByText("This is not the amount above.")).isVisible();
    assertThat(balance(owner)).isEqualTo(100_000);
    field("Amount again").fill("5000");
    button("Grant these credits").click();
    assertThat(dialog()).hasCount(0);
    assertThat(card("Credits left")).containsText("105,000");
    assertThat(row("+5,000")).containsText("<img src=x");
    Xss.isText(page);
    assertThat(balance(owner)).isEqualTo(105_000);

    Rows.tenantCreditEntries(fixture.tenant, 45);
    field("Kind").selectOption("Grant");
    assertThat(page.locator("tbody tr")).hasCount(20);
    button("Next page").click();
    assertThat(page).hasURL(Pattern.compile(".*cursor=.*"));
    assertThat(button("Previous page")).isEnabled();
    field("Kind").selectOption("Correction");
    assertThat(page.getByText("Nothing matches.")).isVisible();
    inTheDark();
    isAccessible();
  }

  private long balance(MemberClient owner) {
    JsonNode credits = owner.read("/v1/tenants/" + fixture.tenant + "/credits");
    return credits.path("balance").asLong();
  }

  @Test
  void letsNobodyButOwnersGrant() {
    signInToTenant(Role.ADMIN);
    visit("usage/credits");
    assertThat(card("Credits left")).isVisible();
    assertThat(button("Grant credits")).hasCount(0);
    assertThat(page.getByText("after the first full day with calls")).isVisible();
  }

  @Test
  void reckonsWhenCreditsEnd() {
    signIn(Role.VIEWER);
    visit("usage");
    String now = "Date.parse('2026-11-22T12:00:00Z')";
    // The balance, the credits of the days before today in turn (today's first), and what it says.
    for (String[] it :
        new String[][] {
          {"0", "[5,5]", "over"},
          {"100", "[]", "unknown"},
          {"100", "[50]", "unknown"},
          {"100", "[9999,10]", "ends 2026-12-02T12:00:00.000Z 10"},
          {"70", "[0,0,0,0,0,0,0,7]", "ends 2027-01-31T12:00:00.000Z 1"},
          {"70", "[0,7,0,0,0,0,0,0,700]", "ends 2027-01-31T12:00:00.000Z 1"},
          {"100", "[0,null,null,null,null,null,null,null,null,9]", "never"},
          {"100", "[0,0,0]", "never"},
          {"1000000", "[0,1]", "never"},
        }) {
      Object told =
          page.evaluate(
              "async () => { const { forecast } = await import('/console/usage/forecast.js');"
                  + " const now = %s; const days = %s.map((credits, back) => ({ credits, time:"
                      .formatted(now, it[1])
                  + " new Date(Date.parse('2026-11-22T00:00:00Z') - back * 864e5).toISOString() }))"
                  + ".filter((day) => day.credits !== null); const told = forecast({ balance: %s,"
                      .formatted(it[0])
                  + " days, now }); return told.kind === 'ends' ? `ends ${new"
                  + " Date(told.at).toISOString()} ${told.perDay}` : told.kind; }");
      assertThat(told).as("%s of %s", it[0], it[1]).isEqualTo(it[2]);
    }
  }

  @Test
  void countsEveryTimeOnce() {
    signIn(Role.VIEWER);
    visit("usage");
    Object told =
        page.evaluate(
            "async () => { const { plan, timesOf } = await import('/console/usage/range.js');"
                + " const now = Date.parse('2026-03-31T23:59:30Z'); const of = (...all) => {"
                + " const it = plan(all[0], now, ...all.slice(1).map(Date.parse));"
                + " const times = timesOf(it).map((time) => new Date(time).toISOString().slice(0,"
                + " 16)); return [it.granularity, times.length, times[0], times[times.length -"
                + " 1]].join(' '); }; return [of('hour'), of('day'), of('month'), of('year'),"
                + " of('own', '2026-03-31T10:00:30Z', '2026-03-31T10:02:01Z'),"
                + " of('own', '2026-03-28T10:30Z', '2026-03-28T12:30Z'),"
                + " of('own', '2025-03-28T10:30Z', '2025-05-28T12:30Z'),"
                + " of('own', '2025-11-30T10:30Z', '2999-01-01T00:00Z')]; }");
    assertThat(told)
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactly(
            "minute 60 2026-03-31T23:00 2026-03-31T23:59",
            "hour 24 2026-03-31T00:00 2026-03-31T23:00",
            "day 30 2026-03-02T00:00 2026-03-31T00:00",
            "day 12 2025-04-01T00:00 2026-03-01T00:00",
            "minute 3 2026-03-31T10:00 2026-03-31T10:02",
            "hour 3 2026-03-28T10:00 2026-03-28T12:00",
            "day 62 2025-03-28T00:00 2025-05-28T00:00",
            "day 5 2025-11-01T00:00 2026-03-01T00:00");
  }

  /** Without transitions, in the midst of which no contrast holds. */
  private void inTheDark() {
    dark();
  }
}
