package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The console's files are served with a strict policy, and nothing else of the WAR is. */
class ConsoleIT extends ServerIT {
  @Nested
  class Status200 {
    @Test
    void showsTheFirstPageAtTheConsolesAddress() {
      for (String path : List.of("/console/", "/console/index.html")) {
        HttpResponse<String> page = get(path);
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).hasValue("text/html;charset=utf-8");
        assertThat(page.body()).contains("<div id=\"app\"></div>");
      }
    }

    @Test
    void allowsNoInlineScriptAndNoOtherHost() {
      HttpResponse<String> page = get("/console/");
      String policy = page.headers().firstValue("content-security-policy").orElseThrow();
      assertThat(policy)
          .startsWith("default-src 'none'")
          .doesNotContain("unsafe", "*", "http")
          .contains("require-trusted-types-for 'script'");
      assertThat(page.body()).doesNotContain("<script>", "<style", " style=", "onclick", "//cdn");
    }

    @Test
    void servesEveryFileThePageRefersTo() {
      for (String file :
          List.of(
              "app.js",
              "theme.js",
              "console.css",
              "icon.svg",
              "vendor/pico/pico.min.css",
              "vendor/lit/lit-html.js",
              "vendor/lit/directives/ref.js",
              "vendor/chart/chart.umd.min.js")) {
        assertThat(get("/console/" + file).statusCode()).as(file).isEqualTo(200);
      }
    }
  }

  @Nested
  class Status303 {
    @Test
    void leadsFromTheBareAddressToTheConsole() {
      for (String path : List.of("/", "/console")) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location").orElse("")).endsWith("/console/");
      }
    }
  }

  @Nested
  class Status304 {
    @Test
    void savesAClientTheFileItHas() {
      String tag = get("/console/console.css").headers().firstValue("etag").orElseThrow();
      assertThat(get("/console/console.css", "If-None-Match", tag).statusCode()).isEqualTo(304);
    }
  }

  @Nested
  class Status404 {
    @Test
    void servesNothingElseOfTheWar() {
      for (String path :
          List.of(
              "/WEB-INF/web.xml",
              "/console/../WEB-INF/web.xml",
              "/console/none.html",
              "/console/.hidden.js",
              "/console/sub/../index.html",
              "/console/vendor/../ConsoleResource.class",
              "/console/vendor/lit/",
              "/console/vendor/none.js",
              "/META-INF/MANIFEST.MF")) {
        assertThat(get(path).statusCode()).as(path).isIn(400, 404);
        assertThat(get(path).body()).as(path).doesNotContain("web-app", "Manifest");
      }
    }
  }
}
