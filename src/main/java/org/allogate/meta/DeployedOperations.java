package org.allogate.meta;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allogate.access.Capability;

/**
 * The guarded operations of the deployment: the container shows every resource method here when it
 * deploys it, whoever wrote it.
 */
@Provider
@ApplicationScoped
public class DeployedOperations implements DynamicFeature {
  private static final Pattern TEMPLATE =
      Pattern.compile("\\{\\s*([\\w.-]+)\\s*:(?:[^{}]|\\{[^{}]*})*}");
  private static final Comparator<CapabilityView> ORDER =
      Comparator.comparing(CapabilityView::name)
          .thenComparing(CapabilityView::path)
          .thenComparing(CapabilityView::method);

  private final Set<CapabilityView> guarded = ConcurrentHashMap.newKeySet();

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    add(resource.getResourceClass(), resource.getResourceMethod());
  }

  void add(Class<?> resource, Method method) {
    Capability capability = Capability.of(method);
    if (!capability.open()) {
      guarded.add(CapabilityView.of(capability, designator(method), path(resource, method)));
    }
  }

  /** All of them in the order of their names; public, or the container's proxy would have none. */
  public List<CapabilityView> byName() {
    return guarded.stream().sorted(ORDER).toList();
  }

  private static String designator(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .flatMap(type -> Optional.ofNullable(type.getAnnotation(HttpMethod.class)).stream())
        .map(HttpMethod::value)
        .findAny()
        .orElseThrow(() -> new IllegalStateException(method + " answers no HTTP method"));
  }

  private static String path(Class<?> resource, Method method) {
    String path =
        Stream.of(root(resource), Optional.ofNullable(method.getAnnotation(Path.class)))
            .flatMap(Optional::stream)
            .flatMap(it -> Arrays.stream(it.value().split("/")))
            .filter(segment -> !segment.isEmpty())
            .collect(Collectors.joining("/", "/", ""));
    return TEMPLATE.matcher(path).replaceAll("{$1}");
  }

  // The container may show a class of its own making, which extends the one that was written.
  private static Optional<Path> root(Class<?> resource) {
    return Stream.<Class<?>>iterate(resource, type -> type != null, Class::getSuperclass)
        .flatMap(type -> Optional.ofNullable(type.getAnnotation(Path.class)).stream())
        .findFirst();
  }
}
