package org.allogate.it;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** What the server's registry says, as whoever scrapes it reads it. */
final class Metrics {
  static final String USER = "metrics";
  static final String PASSWORD = "it-metrics-password";

  private static final HttpClient CLIENT = client();
  private static final Pattern NAME = Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)");

  private final String text;

  private Metrics(String text) {
    this.text = text;
  }

  /** All there are at this moment. */
  static Metrics now() {
    HttpResponse<String> answer = get(uri(), "Authorization", basic(USER, PASSWORD));
    assertThat(answer.statusCode()).isEqualTo(200);
    return new Metrics(answer.body());
  }

  /** Where operators read them. */
  static URI uri() {
    return URI.create("https://localhost:" + System.getProperty("it.https.port") + "/metrics");
  }

  static String basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /** The answer to a GET with header names and values in turn, whatever certificate it comes by. */
  static HttpResponse<String> get(URI uri, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
    try {
      return CLIENT.send(
          (headers.length == 0 ? request : request.headers(headers)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  String text() {
    return text;
  }

  /** The names of all series. */
  Set<String> names() {
    return text.lines()
        .filter(line -> !line.startsWith("#"))
        .flatMap(line -> NAME.matcher(line).results())
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  /** The values that a label has. */
  Set<String> values(String label) {
    return Pattern.compile("[{,]" + label + "=\"([^\"]*)\"")
        .matcher(text)
        .results()
        .map(it -> it.group(1))
        .collect(Collectors.toSet());
  }

  /**
   * The sum of the series of a name that have some labels, names and values in turn; 0 for none.
   */
  double sum(String name, String... labels) {
    List<String> wanted =
        IntStream.range(0, labels.length / 2)
            .mapToObj(i -> labels[2 * i] + "=\"" + labels[2 * i + 1] + "\"")
            .toList();
    return text.lines()
        .filter(line -> line.startsWith(name + "{") && wanted.stream().allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public String toString() {
    return text.lines().filter(line -> line.startsWith("allogate_")).collect(joining("\n"));
  }

  private static HttpClient client() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustingAll()}, null);
      return HttpClient.newBuilder().sslContext(context).build();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static final class TrustingAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
