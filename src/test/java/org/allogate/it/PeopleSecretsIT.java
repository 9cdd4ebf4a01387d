package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.allogate.people.Role;
import org.junit.jupiter.api.Test;

/** No password, session or invitation reaches a log, the audit trail or a problem document. */
class PeopleSecretsIT extends ServerIT {
  private static final String CHANGE = "/v1/session/actions/change-password";

  private final Fixture fixture = Fixture.create();
  private final String email = "s" + UUID.randomUUID() + "@example.com";
  private final String first = "first " + UUID.randomUUID();
  private final String second = "second " + UUID.randomUUID();
  private final String wrong = "wrong " + UUID.randomUUID();
  private final List<String> problems = new ArrayList<>();

  @Test
  void standNowhere() throws Exception {
    MemberClient owner = fixture.tenantMember(Role.OWNER);
    HttpResponse<String> made =
        owner.post(
            "/v1/members",
            "{\"name\":\"A name\",\"email\":\"%s\",\"role\":\"viewer\"}".formatted(email));
    JsonNode invitation = ApiClient.json(made).path("invitation");
    String token = invitation.path("token").textValue();
    assertThat(invitation.path("url").textValue()).endsWith("/console/#/invitation?token=" + token);
    note(TestPasswords.accept(token, "short" + wrong.substring(0, 5)));
    MemberClient member = MemberClient.of(TestPasswords.accept(token, first));
    note(TestPasswords.accept(token, first));
    note(TestPasswords.signIn(email, wrong));
    note(TestPasswords.signIn(email, wrong + "\\u0000\\ud800"));
    note(TestPasswords.open("POST", "/v1/session", "{\"password\":\"" + wrong + "\" x"));
    note(TestPasswords.open("POST", "/v1/session", "{\"" + wrong.substring(0, 5) + "\":1}"));
    note(member.post(CHANGE, change(wrong, second)));
    note(member.post(CHANGE, change(first, wrong.repeat(8))));
    MemberClient changed = MemberClient.of(member.post(CHANGE, change(first, second)));
    note(member.get("/v1/session"));
    note(changed.get("/v1/members/" + changed.token()));
    note(get("/v1/session?token=" + changed.token(), "Cookie", changed.cookie() + "x"));
    changed.send("DELETE", "/v1/session", "");
    String last = "people-secrets-it-" + UUID.randomUUID();
    get("/v1/store", "X-Request-Id", last);
    assertThat(LogIT.lines(last)).hasSize(1);

    List<String> secrets =
        Stream.of(first, second, wrong, token, member.token(), changed.token(), changed.csrf())
            .flatMap(it -> Stream.of(it.split("\\.")))
            .toList();
    assertThat(secrets).hasSize(10);
    assertThat(problems).hasSize(11);
    for (String secret : secrets) {
      assertThat(problems).noneMatch(text -> text.contains(secret));
      assertThat(AuditRows.everythingOf(fixture.tenant)).isNotEmpty().doesNotContain(secret);
    }
    for (Path file : LogIT.files()) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(secrets).as(file.toString()).noneMatch(text::contains);
    }
  }

  private static String change(String current, String wanted) {
    return "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(current, wanted);
  }

  // A path may come back in instance: what strays into one is the client's own doing.
  private void note(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
    problems.add(answer.body().replaceFirst("\"instance\":\"[^\"]*\"", ""));
  }
}
