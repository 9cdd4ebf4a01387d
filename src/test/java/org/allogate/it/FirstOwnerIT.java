package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever reads the log of an empty deployment first owns it, once. */
class FirstOwnerIT extends ServerIT {
  private static final Pattern LINK =
      Pattern.compile("W .*(http://localhost:[0-9]+)/console/#/invitation\\?token=([\\w.-]+)");
  private static final String PATH = "/v1/session/actions/accept-invitation";

  @Test
  void comesInByTheLinkInTheLogOnce() throws IOException {
    String token = token();
    String body = "{\"token\":\"%s\",\"password\":\"a password of the first\"".formatted(token);
    JsonNode problem =
        ApiClient.problem(TestPasswords.open("POST", PATH, body + "}"), 400, "validation_error");
    assertThat(ApiClient.pointers(problem)).containsExactly("/email");
    String whole = body + ",\"name\":\"Alex\",\"email\":\"first@example.com\"}";
    MemberClient owner = MemberClient.of(TestPasswords.open("POST", PATH, whole));
    JsonNode session = owner.read("/v1/session");
    assertThat(session.at("/member/role").textValue()).isEqualTo("owner");
    assertThat(session.at("/member/organizationId").isNull()).isTrue();
    assertThat(session.at("/member/email").textValue()).isEqualTo("first@example.com");
    assertThat(owner.read("/v1/members").path("data")).hasSize(1);
    assertThat(AuditRows.actionsOn(owner.id()))
        .containsExactly("member.created", "member.invitation_accepted", "member.signed_in");
    ProblemCheck.of(TestPasswords.open("POST", PATH, whole), 401, "sign_in_failed");
  }

  // The last one: the log of an earlier run may still be there.
  private static String token() throws IOException {
    List<String> tokens =
        Files.readAllLines(ItSession.logs().resolve("messages.log")).stream()
            .map(LINK::matcher)
            .filter(Matcher::find)
            .map(link -> link.group(2))
            .toList();
    assertThat(tokens).isNotEmpty();
    return tokens.get(tokens.size() - 1);
  }
}
