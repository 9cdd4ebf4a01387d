package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What can be called: all that is guarded, as the contract document of the same server says. */
class CapabilitiesIT extends ServerIT {
  private static final String PATH = "/api/v2/capabilities";

  private final Fixture fixture = Fixture.create();
  private final ApiClient anybody = new ApiClient(fixture.key(Scopes.of(Scope.AUDIT_READ)));

  @Nested
  class Status200 {
    @Test
    void listsWhatTheContractListsByName() {
      List<String> names = new ArrayList<>();
      Set<String> told = new TreeSet<>();
      for (JsonNode it : anybody.read(PATH).path("data")) {
        names.add(it.path("name").asText());
        List<String> scopes = new ArrayList<>();
        it.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        told.add(
            line(
                it.path("name").asText(),
                it.path("method").asText(),
                it.path("path").asText(),
                scopes,
                it.path("cost").asInt()));
      }
      Set<String> documented = new TreeSet<>();
      for (Contract.Operation it : Contract.read().operations()) {
        documented.add(line(it.name(), it.method(), it.path(), it.scopes(), it.cost()));
      }
      assertThat(names).hasSizeGreaterThan(60).isSorted().doesNotHaveDuplicates();
      assertThat(told).isEqualTo(documented);
    }

    private String line(String name, String method, String path, List<String> scopes, int cost) {
      return "%s: %s %s %s %d".formatted(name, method, path, scopes, cost);
    }

    @Test
    void hasTheMembersInTheOrderOfTheContract() {
      String body = anybody.get(PATH).body();
      assertThat(body)
          .startsWith("{\"data\":[{\"name\":")
          .contains(
              "{\"name\":\"vault.create_project\",\"method\":\"POST\","
                  + "\"path\":\"/api/v2/vault/projects\",\"scopes\":[\"vault:write\"],\"cost\":2,"
                  + "\"member_only\":false}",
              "{\"name\":\"meta.list_capabilities\",\"method\":\"GET\","
                  + "\"path\":\"/api/v2/capabilities\",\"scopes\":[],\"cost\":1,"
                  + "\"member_only\":false}")
          .contains("\"member_only\":true");
    }

    @Test
    void isTheSameForEveryCredential() {
      String body = anybody.get(PATH).body();
      for (String key : List.of(fixture.tenantKey(Scopes.ALL), fixture.testKey(Scopes.ALL))) {
        assertThat(new ApiClient(key).get(PATH).body()).isEqualTo(body);
      }
    }
  }

  @Nested
  class Status401 {
    @Test
    void isForWhoHasNone() {
      ApiClient.problem(get(PATH), 401, "missing_api_key");
    }
  }
}
