package org.allogate;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.allogate.access.AccessFilter;
import org.allogate.access.AnswerHeaders;
import org.allogate.access.Capabilities;
import org.allogate.access.RequestStart;
import org.allogate.errors.ErrorsResource;
import org.allogate.input.BodyReader;
import org.allogate.json.JsonWriter;
import org.allogate.loyalty.LoyaltyResource;
import org.allogate.meta.MetaResource;
import org.allogate.meta.ResourceMetadata;
import org.allogate.problem.ProblemMapper;
import org.allogate.products.ProductsResource;
import org.allogate.store.StoreResource;

/**
 * Both surfaces in one JAX-RS application at the root, so that one guard and one error mapper see
 * every request, unknown paths included.
 */
@ApplicationPath("/")
public class Api extends Application {
  /** Every resource class there is. */
  public static final List<Class<?>> RESOURCES =
      List.of(
          StoreResource.class,
          LoyaltyResource.class,
          ProductsResource.class,
          MetaResource.class,
          ResourceMetadata.class,
          ErrorsResource.class);

  private static final List<Class<?>> PROVIDERS =
      List.of(
          RequestStart.class,
          AccessFilter.class,
          AnswerHeaders.class,
          Capabilities.class,
          BodyReader.class,
          JsonWriter.class,
          ProblemMapper.class);

  @Override
  public Set<Class<?>> getClasses() {
    Set<Class<?>> classes = new LinkedHashSet<>(RESOURCES);
    classes.addAll(PROVIDERS);
    return classes;
  }
}
