package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a person's browser does, without scripts: keeps cookies of localhost, over plain HTTP too as
 * real ones do there, and fills in forms. Redirects are followed when the test says so.
 */
final class Browser {
  private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");

  private final Map<String, String> cookies = new TreeMap<>();

  HttpResponse<String> open(URI address) {
    return send(HttpRequest.newBuilder(address));
  }

  /** Opens what an answer redirects to. */
  HttpResponse<String> follow(HttpResponse<String> answer) {
    return open(location(answer));
  }

  /** Sends the only form of a page. */
  HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> fields) {
    Matcher form = FORM.matcher(page.body());
    assertThat(form.find()).as("a form in %s", page.body()).isTrue();
    String text =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(page.uri().resolve(form.group(1).replace("&amp;", "&")))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(text)));
  }

  /** The names of the cookies it holds. */
  Iterable<String> cookieNames() {
    return cookies.keySet();
  }

  /** Where an answer sends the browser. */
  static URI location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(302, 303);
    return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    HttpResponse<String> answer = ServerIT.send(request);
    answer.headers().allValues("Set-Cookie").forEach(this::keep);
    return answer;
  }

  private void keep(String header) {
    String[] pair = header.split(";", 2)[0].split("=", 2);
    boolean gone = HttpCookie.parse(header).get(0).hasExpired();
    if (gone || pair[1].isEmpty() || pair[1].equals("\"\"")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
