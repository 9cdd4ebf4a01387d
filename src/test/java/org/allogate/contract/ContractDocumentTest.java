package org.allogate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.allogate.Api;
import org.allogate.access.RequiresScope;
import org.allogate.outbox.EventExamples;
import org.allogate.outbox.EventType;
import org.allogate.scopes.Scope;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checked-in document says what the annotations say, no more and no less. */
class ContractDocumentTest {
  private final JsonNode document = read();

  private static JsonNode read() {
    try {
      return new YAMLMapper()
          .readTree(Files.readString(java.nio.file.Path.of("openapi", "openapi.yaml")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void isOpenApi31() {
    assertThat(document.path("openapi").asText()).startsWith("3.1");
  }

  @Test
  void hasEveryOperationAndNoOther() {
    Set<String> documented = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(verb -> documented.add(verb + " " + path.getKey())));
    Set<String> annotated = new TreeSet<>();
    operations().forEach(method -> annotated.add(verb(method) + " " + path(method)));
    assertThat(documented).isEqualTo(annotated);
  }

  @Test
  void saysScopesAndCostsOfEveryCapability() {
    for (Method method : operations().toList()) {
      JsonNode operation = operation(method);
      RequiresScope guard = method.getAnnotation(RequiresScope.class);
      if (guard == null) {
        assertThat(operation.has("security")).as(path(method)).isFalse();
      } else {
        assertThat(operation.path("x-capability").asText()).isEqualTo(guard.capability());
        assertThat(operation.path("operationId").asText()).isEqualTo(guard.capability());
        assertThat(operation.path("x-cost").asInt()).isEqualTo(guard.cost());
        assertThat(texts(operation.path("x-required-scopes")))
            .isEqualTo(Arrays.stream(guard.value()).map(Scope::wireName).toList());
        boolean noSession = guard.keyOnly() || guard.onBehalf();
        int credentials = noSession ? 2 : guard.memberOnly() ? 1 : 3;
        assertThat(operation.path("security")).as(path(method)).hasSize(credentials);
      }
    }
  }

  @Test
  void documentsTheProblemsOfTheGuardOnEveryGuardedOperation() {
    for (Method method : operations().filter(it -> guard(it).isPresent()).toList()) {
      List<String> statuses = names(operation(method).path("responses"));
      assertThat(statuses)
          .as(path(method))
          .contains("401", "403", "404", "405", "406", "429", "500", "503")
          .containsAnyOf("200", "201", "202", "204");
    }
  }

  @Test
  void saysWhatStandsInEveryPath() {
    for (Method method : operations().toList()) {
      List<JsonNode> inPath =
          parameters(method).filter(it -> it.path("in").asText().equals("path")).toList();
      assertThat(inPath).as(path(method)).hasSize(path(method).split("\\{", -1).length - 1);
      assertThat(inPath)
          .as(path(method))
          .allMatch(it -> it.path("required").asBoolean())
          .allMatch(it -> it.path("schema").path("type").asText().equals("string"))
          .allMatch(it -> it.has("description") || it.path("schema").path("format").isTextual());
    }
  }

  @Test
  void saysWhereWhatWasMadeIs() {
    for (Method method : operations().toList()) {
      operation(method)
          .path("responses")
          .properties()
          .forEach(
              response ->
                  assertThat(response.getValue().path("headers").has("Location"))
                      .as(path(method) + " " + response.getKey())
                      .isEqualTo(makes(method, response.getKey())));
    }
  }

  // An import answers 200 while it runs, and has an address all the same.
  private static boolean makes(Method method, String status) {
    boolean runs = method.getAnnotation(Operation.class).operationId().equals("products.import");
    return Set.of("201", "202").contains(status) || runs && status.equals("200");
  }

  @Test
  void describesBodiesInEveryMediaTypeThatIsConsumed() {
    for (Method method : operations().filter(it -> operation(it).has("requestBody")).toList()) {
      JsonNode content = operation(method).path("requestBody").path("content");
      assertThat(names(content))
          .as(path(method))
          .containsExactlyInAnyOrder(method.getAnnotation(Consumes.class).value());
      assertThat(content).as(path(method)).allMatch(it -> it.has("schema"));
    }
  }

  @Test
  void saysWhatEveryResponseIs() {
    document
        .path("components")
        .path("responses")
        .forEach(
            response ->
                assertThat(response.path("content"))
                    .allMatch(
                        content ->
                            content
                                .path("schema")
                                .path("$ref")
                                .asText()
                                .matches("#/components/schemas/(Problem|OAuthError)"))
                    .hasSize(1));
    List<String> dangling = new ArrayList<>();
    danglingReferences(document, dangling);
    assertThat(dangling).isEmpty();
  }

  @Test
  void hasAWebhookForEveryTypeOfEvent() {
    assertThat(names(document.path("webhooks")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(EventType.values()).map(EventType::wireName).toList());
    List<String> ids = new ArrayList<>();
    document.findValues("operationId").forEach(operation -> ids.add(operation.asText()));
    assertThat(ids).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void showsAnEventOfEveryTypeAsItsSchemaSays(EventType type) {
    JsonNode operation = document.path("webhooks").path(type.wireName()).path("post");
    JsonNode media = operation.path("requestBody").path("content").path("application/json");
    JsonNode example = media.path("examples").path("event").path("value");
    assertThat(example.path("type").asText()).isEqualTo(type.wireName());
    assertThat(example.path("data").toString()).isEqualTo(EventExamples.data(type).toString());
    new ExampleCheck(document).check(media.path("schema"), example, type.wireName());
    assertThat(names(operation.path("responses"))).contains("2XX", "410");
    assertThat(operation.path("parameters")).hasSize(3);
  }

  @Test
  void holdsNoKey() {
    assertThat(document.toString()).doesNotContainPattern("allo_(live|test)_[A-Za-z0-9_-]{20,}");
  }

  private void danglingReferences(JsonNode node, List<String> dangling) {
    String ref = node.path("$ref").asText();
    if (!ref.isEmpty() && document.at(ref.substring(1)).isMissingNode()) {
      dangling.add(ref);
    }
    node.forEach(child -> danglingReferences(child, dangling));
  }

  private Stream<JsonNode> parameters(Method method) {
    return StreamSupport.stream(operation(method).path("parameters").spliterator(), false);
  }

  private JsonNode operation(Method method) {
    return document.path("paths").path(path(method)).path(verb(method));
  }

  private static Stream<Method> operations() {
    return Api.RESOURCES.stream()
        .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
        .filter(method -> designator(method).isPresent())
        .filter(method -> !method.getAnnotation(Operation.class).hidden());
  }

  private static Optional<RequiresScope> guard(Method method) {
    return Optional.ofNullable(method.getAnnotation(RequiresScope.class));
  }

  private static Optional<HttpMethod> designator(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .flatMap(type -> Optional.ofNullable(type.getAnnotation(HttpMethod.class)).stream())
        .findAny();
  }

  private static String verb(Method method) {
    return designator(method).orElseThrow().value().toLowerCase(Locale.ROOT);
  }

  private static String path(Method method) {
    Path own = method.getAnnotation(Path.class);
    String whole =
        method.getDeclaringClass().getAnnotation(Path.class).value()
            + (own == null ? "" : own.value());
    // A document has no patterns in its paths.
    return whole.replaceAll("\\{(\\w+):[^}]*}", "{$1}");
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
