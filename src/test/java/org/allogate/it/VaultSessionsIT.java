package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.allogate.people.Role;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Test;

/** Members at the vault: in person, in either environment, and never by another page's doing. */
class VaultSessionsIT extends ServerIT {
  private static final String PROJECTS = "/api/v2/vault/projects";
  private static final String TOWER = "{\"name\":\"Tower\"}";

  private final Fixture fixture = Fixture.create();
  private final MemberClient owner = fixture.member(Role.OWNER);

  private static JsonNode done(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return ApiClient.json(answer);
  }

  private int projects() {
    return Rows.ids("select id from project where workspace_id = ?", fixture.live).size();
  }

  @Test
  void makeProjectsOfTheirOwnThatCostNothing() {
    JsonNode made = done(owner.post(PROJECTS, TOWER), 201);
    assertThat(made.path("owner_id").asText()).isEqualTo(owner.id().toString());
    String path = PROJECTS + "/" + made.path("id").asText();
    assertThat(done(owner.patch(path, "{\"location\":\"Porto\"}"), 200).path("location").asText())
        .isEqualTo("Porto");
    assertThat(done(owner.post(path + "/archive", ""), 200).path("status").asText())
        .isEqualTo("archived");
    assertThat(owner.read("/api/v2/credits").path("balance").asLong()).isEqualTo(100_000);
  }

  @Test
  void seeTheirOwnLimitInTheHeadersOfTheVault() {
    HttpResponse<String> answer = owner.post(PROJECTS, TOWER);
    assertThat(answer.headers().firstValue("X-RateLimit-Limit")).hasValue("600");
    assertThat(answer.headers().firstValue("X-RateLimit-Remaining")).hasValue("598");
    assertThat(answer.headers().firstValue("X-RateLimit-Cost")).hasValue("2");
    assertThat(answer.headers().firstValue("RateLimit-Limit")).isEmpty();
  }

  @Test
  void chooseTheEnvironmentByItsHeader() {
    done(owner.post(PROJECTS, TOWER, "X-Environment", "test"), 201);
    assertThat(owner.read(PROJECTS).path("data")).isEmpty();
    assertThat(owner.read(PROJECTS, "X-Environment", "test").path("data")).hasSize(1);
    ProblemCheck.of(owner.get(PROJECTS, "X-Environment", "other"), 422, "validation_error");
  }

  @Test
  void ofTheTenantSayWhichOrganizationIsMeant() {
    ProblemCheck.of(fixture.tenantMember(Role.OWNER).get(PROJECTS), 422, "validation_error");
  }

  @Test
  void changeNothingWithoutTheTokenOfTheirOwnSession() {
    String path = PROJECTS + "/" + Rows.project(fixture.live);
    MemberClient other = fixture.member(Role.OWNER);
    for (String csrf : List.of("", "x", other.csrf())) {
      MemberClient forged = new MemberClient(owner.id(), owner.token(), csrf);
      ProblemCheck.of(forged.post(PROJECTS, TOWER), 403, "csrf_token_invalid");
      ProblemCheck.of(forged.patch(path, TOWER), 403, "csrf_token_invalid");
      ProblemCheck.of(forged.post(path + "/archive", ""), 403, "csrf_token_invalid");
    }
    // As a form of another page could send it.
    HttpResponse<String> form =
        send(
            HttpRequest.newBuilder(uri(PROJECTS))
                .headers("Cookie", owner.cookie(), "Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(TOWER)));
    assertThat(form.statusCode()).isBetween(400, 499);
    assertThat(projects()).isEqualTo(1);
    assertThat(owner.read(path).path("status").asText()).isEqualTo("active");
  }

  @Test
  void areNotAskedWhereAKeyIsSent() {
    String reading = fixture.key(Scopes.of(Scope.VAULT_READ));
    ProblemCheck.of(owner.post(PROJECTS, TOWER, "X-API-Key", reading), 403, "insufficient_scope");
    ProblemCheck.of(
        owner.post(PROJECTS, TOWER, "Authorization", "Bearer " + reading),
        403,
        "insufficient_scope");
    ProblemCheck.of(owner.get(PROJECTS, "X-API-Key", reading + "x"), 401, "invalid_api_key");
    assertThat(projects()).isZero();
  }

  @Test
  void writeOnceUnderAnIdempotencyKey() {
    String key = Fixture.id().toString();
    HttpResponse<String> first = owner.post(PROJECTS, TOWER, "Idempotency-Key", key);
    HttpResponse<String> again = owner.post(PROJECTS, TOWER, "Idempotency-Key", key);
    assertThat(done(again, 201)).isEqualTo(done(first, 201));
    assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    assertThat(projects()).isEqualTo(1);
  }

  @Test
  void areOutWhenTheirSessionIs() {
    owner.send("DELETE", "/v1/session", "");
    ProblemCheck.of(owner.get(PROJECTS), 401, "session_expired");
    ProblemCheck.of(owner.post(PROJECTS, TOWER), 401, "session_expired");
  }

  @Test
  void areNoKeyToAskWhoTheyAre() {
    ProblemCheck.of(owner.get("/api/v2/me"), 401, "missing_api_key");
    assertThat(owner.read("/api/v2/capabilities").path("data")).isNotEmpty();
  }
}
