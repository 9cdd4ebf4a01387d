package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each operation of the store and of the vault needs the one scope that the contract says: with
 * every other one it is refused by that scope's name, with that one alone the guard lets it
 * through.
 */
class StoreScopesIT extends ServerIT {
  private final Fixture fixture = Fixture.create();

  @TestFactory
  List<DynamicTest> everyOperation() {
    List<DynamicTest> operations =
        Contract.read().ofWorkspace().stream()
            .map(it -> DynamicTest.dynamicTest(it.name(), () -> check(it)))
            .toList();
    assertThat(operations).hasSizeGreaterThan(45);
    return operations;
  }

  private void check(Contract.Operation operation) {
    assertThat(operation.scopes()).hasSize(1);
    Scope needed = Scope.byName(operation.scopes().get(0)).orElseThrow();
    Scope[] others = Arrays.stream(Scope.values()).filter(it -> it != needed).toArray(Scope[]::new);
    for (String key : List.of(fixture.key(Scopes.of(others)), fixture.testKey(Scopes.of(others)))) {
      JsonNode refusal = ProblemCheck.of(sent(operation, key), 403, "insufficient_scope");
      assertThat(refusal.path("missing_scopes").toString())
          .isEqualTo("[\"" + needed.wireName() + "\"]");
    }
    assertThat(sent(operation, fixture.key(Scopes.of(needed))).statusCode()).isNotIn(401, 403);
  }

  private static HttpResponse<String> sent(Contract.Operation operation, String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(operation.path().replaceAll("\\{.*?}", "" + Fixture.id())))
            .header("X-API-Key", key);
    operation.mediaType().ifPresent(it -> request.header("Content-Type", it));
    boolean bodiless = operation.mediaType().isEmpty();
    return send(
        request.method(
            operation.method(),
            bodiless ? BodyPublishers.noBody() : BodyPublishers.ofString("{}")));
  }
}
