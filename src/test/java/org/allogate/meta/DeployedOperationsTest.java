package org.allogate.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.allogate.Api;
import org.allogate.access.OpenToAll;
import org.allogate.access.RequiresScope;
import org.allogate.scopes.Scope;
import org.junit.jupiter.api.Test;

class DeployedOperationsTest {
  private final DeployedOperations operations = new DeployedOperations();

  /** The same operations, scopes and costs on both sides, none left out on either. */
  @Test
  void areThoseOfTheContractDocument() throws IOException {
    Api.RESOURCES.forEach(this::deploy);
    Set<String> documented = new TreeSet<>();
    JsonNode document =
        new YAMLMapper()
            .readTree(Files.readString(java.nio.file.Path.of("openapi", "openapi.yaml")));
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(verb -> verb.getValue().has("x-capability"))
                    .map(verb -> line(verb.getKey(), path.getKey(), verb.getValue()))
                    .forEach(documented::add));
    Set<String> deployed = new TreeSet<>();
    operations.byName().forEach(it -> deployed.add(line(it)));
    assertThat(deployed).hasSizeGreaterThan(60).isEqualTo(documented);
  }

  private static String line(String verb, String path, JsonNode operation) {
    JsonNode security = operation.path("security");
    boolean memberOnly =
        StreamSupport.stream(security.spliterator(), false).allMatch(it -> it.has("session"));
    return line(
        operation.path("x-capability").asText(),
        verb.toUpperCase(Locale.ROOT),
        path,
        StreamSupport.stream(operation.path("x-required-scopes").spliterator(), false)
            .map(JsonNode::asText)
            .toList(),
        operation.path("x-cost").asInt(),
        memberOnly);
  }

  private static String line(CapabilityView it) {
    return line(it.name(), it.method(), it.path(), it.scopes(), it.cost(), it.memberOnly());
  }

  private static String line(
      String name, String method, String path, List<String> scopes, int cost, boolean memberOnly) {
    return "%s: %s %s %s %d %s".formatted(name, method, path, scopes, cost, memberOnly);
  }

  @Test
  void areSortedByNameAndToldOnce() {
    deploy(Things.class);
    deploy(Things.class);
    assertThat(operations.byName())
        .containsExactly(
            new CapabilityView("things.clear", "DELETE", "/things", List.of(), 3, true),
            new CapabilityView(
                "things.part",
                "GET",
                "/things/{id}/parts/{part.no}/{rest}",
                List.of("store:read", "vault:read"),
                1,
                false),
            new CapabilityView(
                "things.put", "POST", "/things/{id}", List.of("vault:write"), 2, false));
  }

  @Test
  void haveThePathsOfTheClassThatWasWritten() {
    deploy(Things.class, MadeByTheContainer.class);
    assertThat(operations.byName())
        .extracting(CapabilityView::path)
        .contains("/things", "/things/{id}");
  }

  @Test
  void refuseAMethodThatAnswersNothing() throws NoSuchMethodException {
    Method method = Silent.class.getDeclaredMethod("answersNoMethod");
    assertThatIllegalStateException()
        .isThrownBy(() -> operations.add(Silent.class, method))
        .withMessageContaining("answersNoMethod");
  }

  private void deploy(Class<?> resource) {
    deploy(resource, resource);
  }

  private void deploy(Class<?> written, Class<?> shown) {
    Arrays.stream(written.getDeclaredMethods())
        .filter(
            method ->
                Arrays.stream(method.getAnnotations())
                    .anyMatch(it -> it.annotationType().isAnnotationPresent(HttpMethod.class)))
        .forEach(method -> operations.add(shown, method));
  }

  @Path("things/")
  static class Things {
    @POST
    @Path("/{ id : [0-9]{3} }")
    @RequiresScope(value = Scope.VAULT_WRITE, capability = "things.put", cost = 2)
    public void put() {}

    @GET
    @Path("{id}/parts/{part.no}/{rest: .*}")
    @RequiresScope(
        value = {Scope.VAULT_READ, Scope.STORE_READ},
        capability = "things.part")
    public void part() {}

    @DELETE
    @RequiresScope(
        value = {},
        capability = "things.clear",
        cost = 3,
        memberOnly = true)
    public void clear() {}

    @GET
    @OpenToAll
    public void look() {}
  }

  static class MadeByTheContainer extends Things {}

  @Path("/silent")
  static class Silent {
    @RequiresScope(
        value = {},
        capability = "silent.answer")
    public void answersNoMethod() {}
  }
}
