package org.allogate.contract;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allogate.Api;
import org.allogate.access.Capability;
import org.allogate.problem.CanEndWith;
import org.allogate.problem.ProblemType;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Surface;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/**
 * Completes the contract document when the build writes it: security, scopes, costs, paging and
 * every problem an operation can answer with follow from the code, so that none of it is typed
 * twice.
 */
public class ContractFilter implements OASFilter {
  private final Map<String, Method> methods = new LinkedHashMap<>();

  /** A filter for the operations of {@link Api#RESOURCES}. */
  public ContractFilter() {
    for (Class<?> resource : Api.RESOURCES) {
      for (Method method : resource.getDeclaredMethods()) {
        var operation =
            method.getAnnotation(org.eclipse.microprofile.openapi.annotations.Operation.class);
        if (operation != null) {
          methods.put(operation.operationId(), method);
        }
      }
    }
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Components components = document.getComponents();
    Schemas.requireWhatIsAlwaysThere(components);
    components.addSchema("Problem", ProblemSchema.problem());
    components.addSchema("OAuthError", OAuthErrorSchema.error());
    nameScopes(components);
    Headers.addTo(components);
    Paging.addTo(components);
    ConditionalRequests.addTo(components);
    IdempotentWrites.addTo(components);
    Webhooks.addTo(document);
    Map<String, PathItem> paths = new TreeMap<>(document.getPaths().getPathItems());
    paths.forEach(
        (path, item) ->
            item.getOperations()
                .forEach((method, operation) -> complete(path, method, operation, components)));
    document.getPaths().setPathItems(paths);
    document.setTags(
        document.getTags().stream()
            .filter(tag -> tag.getDescription() != null)
            .sorted((one, other) -> one.getName().compareTo(other.getName()))
            .collect(Collectors.toMap(Tag::getName, tag -> tag, (one, same) -> one, TreeMap::new))
            .values()
            .stream()
            .toList());
  }

  // Liberty's validator takes no flow without scopes.
  private static void nameScopes(Components components) {
    Map<String, String> scopes = new LinkedHashMap<>();
    Scopes.ALL.names().forEach(name -> scopes.put(name, "`" + name + "`, if the key has it."));
    components
        .getSecuritySchemes()
        .get("clientCredentials")
        .getFlows()
        .getClientCredentials()
        .setScopes(scopes);
  }

  private void complete(String path, HttpMethod http, Operation operation, Components components) {
    boolean safe = http == HttpMethod.GET;
    Method method = methods.get(operation.getOperationId());
    if (method == null) {
      throw new IllegalStateException(path + " has an operation without a resource method");
    }
    Capability capability = Capability.of(method);
    PathParameters.describe(operation);
    Bodies.describe(method, operation);
    Headers.ofMade(operation.getResponses());
    Paging.of(method).ifPresent(paging -> paging.describe(operation, components));
    ConditionalRequests.describe(method, http, operation);
    IdempotentWrites.describe(method, http, operation);
    if (!capability.open()) {
      describe(capability, safe, operation);
      Headers.ofGuarded(Surface.of(path), operation.getResponses().getAPIResponses().values());
    }
    addProblems(Surface.of(path), safe, operation, capability, problems(method, http), components);
  }

  private static List<ProblemType> problems(Method method, HttpMethod http) {
    CanEndWith more = method.getAnnotation(CanEndWith.class);
    List<ProblemType> problems = new ArrayList<>(more == null ? List.of() : List.of(more.value()));
    problems.addAll(ConditionalRequests.problems(method, http));
    problems.addAll(IdempotentWrites.problems(method, http));
    return problems;
  }

  private static void describe(Capability capability, boolean safe, Operation operation) {
    List<String> scopes = capability.scopes().names();
    operation.setSecurity(security(capability, safe));
    operation.addExtension("x-capability", capability.name());
    operation.addExtension("x-required-scopes", scopes);
    operation.addExtension("x-cost", capability.cost());
    String names = scopes.isEmpty() ? "none" : "`" + String.join("`, `", scopes) + "`";
    operation.setDescription(
        "%s%n%nScope: %s. Cost: %d."
            .formatted(operation.getDescription(), names, capability.cost())
            .replace(System.lineSeparator(), "\n"));
    if (!scopes.isEmpty()) {
      operation.addParameter(
          OASFactory.createParameter().ref("#/components/parameters/OrganizationId"));
      operation.addParameter(
          OASFactory.createParameter().ref("#/components/parameters/Environment"));
    }
  }

  private static List<SecurityRequirement> security(Capability capability, boolean safe) {
    Stream<SecurityRequirement> keys =
        Stream.of("apiKey", "bearer").map(ContractFilter::requirement);
    SecurityRequirement session = requirement("session");
    Stream<SecurityRequirement> sessions =
        Stream.of(safe ? session : session.addScheme("csrfToken"));
    if (capability.memberOnly()) {
      return sessions.toList();
    }
    return (capability.keyOnly() ? keys : Stream.concat(keys, sessions)).toList();
  }

  // Liberty's validator wants the names of scopes with OAuth schemes only: see x-required-scopes.
  private static SecurityRequirement requirement(String scheme) {
    return OASFactory.createSecurityRequirement().addScheme(scheme);
  }

  private static void addProblems(
      Surface surface,
      boolean safe,
      Operation operation,
      Capability capability,
      List<ProblemType> more,
      Components components) {
    Map<Integer, List<ProblemType>> byStatus =
        OperationProblems.of(operation, capability, surface, safe, more).stream()
            .collect(
                Collectors.groupingBy(
                    type -> type.statusOn(surface), TreeMap::new, Collectors.toList()));
    APIResponses responses = OASFactory.createAPIResponses();
    operation.getResponses().getAPIResponses().forEach(responses::addAPIResponse);
    byStatus.forEach(
        (status, types) -> {
          boolean oauth = surface == Surface.OAUTH;
          String name = (oauth ? "oauth_" : "") + ProblemSchema.nameOf(status, types);
          APIResponse response =
              oauth
                  ? OAuthErrorSchema.response(status, types)
                  : ProblemSchema.response(status, types);
          components.addResponse(name, response);
          responses.addAPIResponse(
              String.valueOf(status),
              OASFactory.createAPIResponse().ref("#/components/responses/" + name));
        });
    operation.setResponses(responses);
  }
}
