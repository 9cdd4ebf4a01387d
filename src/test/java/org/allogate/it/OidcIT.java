package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.allogate.access.SessionCookie;
import org.allogate.dev.Keycloak;
import org.allogate.people.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-in at a real identity provider; only in the profile oidc. */
class OidcIT extends ServerIT {
  static final String CALLBACK = "/console/sign-in/oidc/callback";

  private static final URI START = uri("/console/sign-in/oidc");
  private static final String PASSWORD = "password-of-the-test";

  private static Fixture fixture;

  private final Browser browser = new Browser();

  @BeforeAll
  static void members() {
    fixture = Fixture.create();
    member(fixture, "verified");
    member(fixture, "twice");
    member(Fixture.create(), "twice");
    Fixture.run("update member set active = false where id = ?", member(fixture, "disabled"));
    Fixture.run(
        "update member set subject = 'of somebody else' where id = ?", member(fixture, "renamed"));
  }

  private static UUID member(Fixture of, String user) {
    UUID member = of.memberRow(null, Role.VIEWER);
    Fixture.run("update member set email = ? where id = ?", user + "@example.com", member);
    return member;
  }

  /** The answer of the provider to the form: a redirect to the callback. */
  private HttpResponse<String> signInAtProvider(String user) {
    HttpResponse<String> form = browser.follow(browser.open(START));
    return browser.submit(form, Map.of("username", user, "password", PASSWORD));
  }

  private static void assertFailed(HttpResponse<String> answer, String reason) {
    assertThat(Browser.location(answer))
        .isEqualTo(uri("/console/?sign-in=failed&reason=" + reason));
  }

  /** The query of an address as the server wrote it, one parameter replaced. */
  private static URI with(URI address, String name, String value) {
    return URI.create(address.toString().replaceAll(name + "=[^&]*", name + "=" + value));
  }

  @Nested
  class Status200 {
    @Test
    void letsInWhoComesBackWithTheVerifiedAddressOfAMember() {
      HttpResponse<String> back = browser.open(Browser.location(signInAtProvider("verified")));
      assertThat(Browser.location(back)).isEqualTo(uri("/console/"));
      String cookie =
          back.headers().allValues("Set-Cookie").stream()
              .filter(it -> it.startsWith(SessionCookie.NAME + "="))
              .findFirst()
              .orElseThrow();
      assertThat(cookie).contains("HttpOnly", "Secure", "SameSite=Lax", "Path=/");
      JsonNode session =
          ApiClient.json(get("/v1/session", "Cookie", cookie.substring(0, cookie.indexOf(';'))));
      assertThat(session.at("/member/email").asText()).isEqualTo("verified@example.com");
      assertThat(session.at("/member/tenantId").asText()).isEqualTo("" + fixture.tenant);
    }

    @Test
    void tellsTheSignInPageWhereItBegins() {
      assertThat(ApiClient.json(get("/v1/session/methods")).path("provider").textValue())
          .isEqualTo(START.toString());
    }

    @Test
    void leavesNoCookieOfTheContainer() {
      browser.follow(signInAtProvider("verified"));
      assertThat(browser.cookieNames())
          .isNotEmpty()
          .noneMatch(name -> name.matches("JSESSIONID|Ltpa.*|WASOidc.*"));
    }

    @Test
    void writesNothingSecretToTheLog() throws IOException {
      HttpResponse<String> back = signInAtProvider("verified");
      String code = Browser.location(back).toString().replaceFirst(".*code=([^&]+).*", "$1");
      browser.follow(back);
      browser.follow(back);
      try (Stream<Path> files = Files.walk(ItSession.logs())) {
        assertThat(files.filter(Files::isRegularFile))
            .isNotEmpty()
            .allSatisfy(
                file ->
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .doesNotContain(code, Keycloak.CLIENT_SECRET, PASSWORD, "eyJ"));
      }
    }
  }

  @Nested
  class Status302 {
    @Test
    void asksTheProviderForACodeWithStateAndNonce() {
      HttpResponse<String> answer = browser.open(START);
      assertThat(Browser.location(answer))
          .hasPath("/realms/allogate/protocol/openid-connect/auth")
          .hasParameter("response_type", "code")
          .hasParameter("client_id", Keycloak.CLIENT)
          .hasParameter("redirect_uri", uri(CALLBACK).toString())
          .hasParameter("scope", "openid email");
      assertThat(Browser.location(answer).getQuery()).contains("state=").contains("nonce=");
      assertThat(answer.headers().allValues("Set-Cookie"))
          .filteredOn(cookie -> cookie.startsWith("WASOidc"))
          .hasSize(2)
          .allMatch(it -> it.contains("HttpOnly") && it.contains("Secure"))
          .allMatch(it -> it.contains("SameSite=Lax"));
    }

    @Test
    void refusesAnAddressThatIsNotVerified() {
      assertFailed(browser.follow(signInAtProvider("unverified")), "email");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stranger", "twice", "disabled", "renamed"})
    void refusesWhoIsNoMemberOrNotThisOneOrOneOfSeveral(String user) {
      assertFailed(browser.follow(signInAtProvider(user)), "member");
      assertThat(browser.cookieNames()).doesNotContain(SessionCookie.NAME);
    }

    @Test
    void tellsThatTheProviderRefused() {
      URI asked = Browser.location(browser.open(START));
      String state = asked.toString().replaceFirst(".*state=([^&]+).*", "$1");
      URI refused = uri(CALLBACK + "?error=access_denied&state=" + state);
      assertFailed(browser.open(refused), "refused");
    }

    @Test
    void refusesAnAnswerToAnotherBrowser() {
      assertFailed(new Browser().follow(signInAtProvider("verified")), "provider");
    }

    @Test
    void refusesAnAnswerTwice() {
      HttpResponse<String> back = signInAtProvider("verified");
      browser.follow(back);
      assertFailed(browser.follow(back), "provider");
    }

    @Test
    void refusesACodeThatTheProviderDidNotGive() {
      URI back = Browser.location(signInAtProvider("verified"));
      assertFailed(browser.open(with(back, "code", "made-up")), "provider");
    }

    @Test
    void refusesACodeOfAnotherSignIn() {
      URI own = Browser.location(signInAtProvider("verified"));
      String other = Browser.location(new OidcIT().signInAtProvider("verified")).toString();
      String code = other.replaceFirst(".*code=([^&]+).*", "$1");
      assertFailed(browser.open(with(own, "code", code)), "provider");
    }

    @Test
    void sendsBackWhoComesToTheCallbackByItself() {
      assertFailed(browser.open(uri(CALLBACK)), "request");
      assertFailed(browser.open(uri(CALLBACK + "?code=x&state=%22%3E")), "request");
    }
  }

  @Nested
  class Status401 {
    @Test
    void leavesTheApiToItsGuardWhateverItsQuery() {
      HttpResponse<String> answer = get("/v1/store?code=x&state=0123456789abcdef01234567");
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
      assertThat(answer.body()).contains("\"code\"");
    }
  }
}
