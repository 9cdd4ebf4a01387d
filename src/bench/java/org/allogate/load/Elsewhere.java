package org.allogate.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.allogate.json.Json;

/**
 * What it takes to guard a service elsewhere, beside the guarded resource itself, and a token
 * beside its key, in turns; ratios are taken within a round.
 */
final class Elsewhere {
  private static final int WARM_UP = Integer.getInteger("bench.warmup", 90);
  private static final int SLICE = Integer.getInteger("bench.slice", 4);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 9);

  private final Loader loader;
  private final List<Target> targets;

  /**
   * @param keyId of the key, its client id
   */
  Elsewhere(Loader loader, String keyId, String key) throws IOException, InterruptedException {
    this.loader = loader;
    String mine = "X-API-Key: " + key;
    this.targets =
        List.of(
            new Target("`GET /v1/store`", "/v1/store", mine),
            new Target(
                "`GET /v1/store`, by token",
                "/v1/store",
                "Authorization: Bearer " + token(loader.port(), keyId, key)),
            new Target("forward-auth", "/v1/forward-auth/for/store:read/1/store", mine),
            new Target(
                "`POST /v1/api-keys/actions/verify`",
                "/v1/api-keys/actions/verify",
                "{\"key\":\"" + key + "\",\"scopes\":[\"store:read\"]}",
                List.of(mine)));
  }

  private static String token(int port, String keyId, String key)
      throws IOException, InterruptedException {
    String form =
        "grant_type=client_credentials&client_id="
            + keyId
            + "&client_secret="
            + URLEncoder.encode(key, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/oauth2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    JsonNode answer =
        Json.mapper()
            .readTree(
                HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body());
    return answer.required("access_token").textValue();
  }

  void warmUp() throws IOException, InterruptedException {
    int turns = Math.max(1, WARM_UP / (2 * targets.size()));
    for (int i = 0; i < turns; i++) {
      for (Target target : targets) {
        loader.answers(target, 2);
      }
    }
  }

  String measured() throws IOException, InterruptedException {
    List<Map<Target, Slice>> rounds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      Map<Target, Slice> round = new LinkedHashMap<>();
      for (int k = 0; k < targets.size(); k++) {
        Target target = targets.get((i + k) % targets.size());
        round.put(target, loader.slice(target, SLICE));
      }
      rounds.add(round);
    }
    StringBuilder table =
        new StringBuilder(
            """
            | | requests/s | of the resource | median µs | p99 µs | server CPU µs |
            | --- | ---: | ---: | ---: | ---: | ---: |
            """);
    Target resource = targets.get(0);
    for (Target target : targets) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %,.0f | %.0f %% | %.0f | %.0f | %.0f |%n",
              target.name(),
              median(rounds, round -> round.get(target).perSecond()),
              median(
                  rounds,
                  round -> 100 * round.get(target).perSecond() / round.get(resource).perSecond()),
              median(rounds, round -> round.get(target).medianMicros()),
              median(rounds, round -> round.get(target).p99Micros()),
              median(rounds, round -> round.get(target).serverMicros())));
    }
    return table.toString();
  }

  private static double median(
      List<Map<Target, Slice>> rounds, ToDoubleFunction<Map<Target, Slice>> figure) {
    return Figures.median(rounds.stream().map(figure::applyAsDouble).toList());
  }
}
