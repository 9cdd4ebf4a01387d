package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.allogate.Threads;
import org.allogate.people.Role;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who says what a change is based on never overwrites what somebody else did meanwhile. */
class LostUpdatesIT extends ServerIT {
  private static final Fixture FIXTURE = Fixture.create();
  private static final MemberClient OWNER = FIXTURE.tenantMember(Role.OWNER);
  private static final UUID COLLEAGUE = FIXTURE.memberRow(FIXTURE.organization, Role.VIEWER);

  /** Objects that have a name, a tag and a PATCH. */
  static Stream<String> objects() {
    return Stream.of(
        "/v1/tenant", "/v1/organizations/" + FIXTURE.organization, "/v1/members/" + COLLEAGUE);
  }

  private static String named(String name) {
    return "{\"name\":\"" + name + "\"}";
  }

  private static String tag(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("objects")
  void changesWhatTheClientKnowsAndNothingElse(String path) {
    String first = tag(OWNER.get(path));
    assertThat(OWNER.get(path, "If-None-Match", first).statusCode()).isEqualTo(304);
    HttpResponse<String> changed = OWNER.patch(path, named("One"), "If-Match", first);
    String second = tag(changed);
    assertThat(second).isNotEqualTo(first).isEqualTo(tag(OWNER.get(path)));
    HttpResponse<String> late = OWNER.patch(path, named("Two"), "If-Match", first);
    ApiClient.problem(late, 412, "precondition_failed");
    assertThat(late.headers().firstValue("ETag")).hasValue(second);
    assertThat(OWNER.get(path).body()).isEqualTo(changed.body());
    tag(OWNER.patch(path, named("Three"), "If-Match", "*"));
    tag(OWNER.patch(path, named("Four")));
  }

  @ParameterizedTest
  @MethodSource("objects")
  void letsOneOfThoseWhoKnowTheSameChangeIt(String path) throws Exception {
    for (int round = 0; round < 20; round++) {
      String tag = tag(OWNER.get(path));
      String name = "Round " + round + " of ";
      List<Integer> statuses =
          Threads.run(
              4, i -> () -> OWNER.patch(path, named(name + i), "If-Match", tag).statusCode());
      assertThat(statuses).containsOnly(200, 412);
      assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
    }
  }

  @Test
  void tagsANewOrganizationAsItsAddressDoes() {
    ApiClient client = new ApiClient(FIXTURE.tenantKey(Scopes.ALL));
    HttpResponse<String> made =
        client.post("/v1/organizations", "{\"name\":\"New\",\"email\":\"new@example.com\"}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String location = made.headers().firstValue("Location").orElseThrow();
    assertThat(made.headers().firstValue("ETag"))
        .hasValue(tag(client.get(location.substring(location.indexOf("/v1/")))));
  }
}
