package org.allogate.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.allogate.dev.BenchServer;
import org.allogate.dispatch.ClaimCost;
import org.allogate.json.Json;
import org.allogate.keys.KeyFormat;
import org.allogate.secrets.ServerSecrets;

/**
 * The load comparison: {@code mvn -Pbench} starts MariaDB and Open Liberty with the bench WAR on
 * free ports, warms them up, measures, prints, and stops both. The report is also written to {@code
 * target/bench/report.md}.
 *
 * <p>Settings: {@code
 * -Dbench.only=guard,verify,metering,limiter,outbox,webhooks,pages,keys,writes,customers,unproven}
 * chooses sections, {@code -Dbench.warmup} and {@code -Dbench.slice} are seconds, {@code
 * -Dbench.rounds} how often all targets take their turn, {@code -Dbench.connections} how many
 * requests are under way at once, {@code -Dbench.client=java} leaves out wrk even where it is on
 * the path, {@code -Dbench.hold=true} keeps the server under load until Ctrl-C, for a profiler.
 * Settings of the server are handed on, for instance {@code -Dallogate.http.port=23180}.
 */
public final class Load {
  private final BenchServer server;
  private final JsonNode keys;
  private final StringBuilder report;

  private Load(BenchServer server, StringBuilder report) throws IOException {
    this.server = server;
    this.report = report;
    this.keys = Json.mapper().readTree(server.keysFile().toFile());
  }

  /**
   * Runs the sections chosen.
   *
   * @param arguments the build's folder
   */
  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    Path target = Path.of(arguments[0]);
    List<String> sections = new ArrayList<>(sections());
    StringBuilder report = new StringBuilder();
    // A server that leaves sending to others, of which there is none while that is to be.
    boolean outbox = sections.remove("outbox");
    if (!sections.isEmpty()) {
      run(target, System.getProperties(), report, load -> load.run(sections));
    }
    if (outbox) {
      Properties properties = new Properties();
      properties.putAll(System.getProperties());
      properties.setProperty("allogate.webhooks.dispatch", "false");
      run(target, properties, report, Load::outbox);
    }
    Files.writeString(target.resolve("bench").resolve("report.md"), report);
  }

  private static void run(Path target, Properties properties, StringBuilder report, Section section)
      throws IOException, SQLException, InterruptedException {
    try (BenchServer server = BenchServer.start(target, properties)) {
      section.measure(new Load(server, report));
    }
  }

  private interface Section {
    void measure(Load load) throws IOException, SQLException, InterruptedException;
  }

  private void outbox() throws IOException, SQLException, InterruptedException {
    Endpoints endpoints = new Endpoints(server, keys.path("tenant").asText());
    String key = keys.path("organization").asText();
    OutboxCost cost = new OutboxCost(server, endpoints, key);
    say("%s", cost.written());
    say("%s", cost.sent());
  }

  private void run(List<String> sections) throws IOException, SQLException, InterruptedException {
    Products products = new Products(server);
    products.load();
    Loader loader = Loader.choose(server);
    say(
        "%d processors, Java %s, %s, %d connections%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        loader.name(),
        loader.connections());
    if (sections.contains("guard")) {
      Comparison comparison = new Comparison(loader, keys.path("organization").asText());
      comparison.warmUp();
      say("%s", comparison.measured());
      while (Boolean.getBoolean("bench.hold")) {
        comparison.warmUp();
      }
    }
    if (sections.contains("verify")) {
      String key = keys.path("organization").asText();
      Elsewhere elsewhere = new Elsewhere(loader, keyId(key), key);
      elsewhere.warmUp();
      say("%s", elsewhere.measured());
    }
    if (sections.contains("metering")) {
      say("%s", new Metering(server, keys.path("organization").asText()).measured());
    }
    if (sections.contains("limiter")) {
      say("%s", new SharedLimits(server, keys.path("organization").asText()).measured());
    }
    if (sections.contains("webhooks")) {
      Endpoints endpoints = new Endpoints(server, keys.path("tenant").asText());
      String key = keys.path("organization").asText();
      say("%s", new SlowTarget(server, endpoints, key).measured());
      say("%s", new Backlog(server, endpoints, key).measured());
      try (var connection = server.connect()) {
        say("%s", ClaimCost.measured(connection));
      }
    }
    if (sections.contains("pages")) {
      DeepPages pages = new DeepPages(server.port(), keys.path("test").asText());
      say("%s", pages.measured());
    }
    if (sections.contains("keys")) {
      Keys keys = new Keys(server);
      keys.load();
      say("%s", new ManyKeys(server.port(), keys).measured());
    }
    if (sections.contains("writes")) {
      say("%s", new Writes(server.port(), keys.path("test").asText()).measured());
    }
    if (sections.contains("customers")) {
      Customers customers = new Customers(server, keys.path("test").asText());
      customers.load();
      say("%s", customers.measured());
    }
    if (sections.contains("unproven")) {
      say("%s", new UnprovenKeys(server).measured());
    }
  }

  private String keyId(String key) {
    return new KeyFormat("allo", ServerSecrets.parse(server.signing()).seal("api-key"))
        .prove(key)
        .orElseThrow()
        .id()
        .toString();
  }

  private static List<String> sections() {
    return Arrays.asList(
        System.getProperty(
                "bench.only",
                "guard,verify,metering,limiter,outbox,webhooks,pages,keys,writes,customers,unproven")
            .split(","));
  }

  private void say(String format, Object... values) {
    String text = String.format(Locale.ROOT, format, values);
    System.out.println(text);
    report.append(text).append('\n');
  }
}
