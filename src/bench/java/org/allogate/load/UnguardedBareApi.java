package org.allogate.load;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.allogate.json.JsonWriter;
import org.allogate.problem.ProblemMapper;
import org.allogate.products.UnguardedProducts;
import org.allogate.store.UnguardedStore;

/** The same resources with nothing of the access layer: neither guard, headers nor access log. */
@ApplicationPath("/bench/bare")
public class UnguardedBareApi extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        UnguardedStore.class, UnguardedProducts.class, JsonWriter.class, ProblemMapper.class);
  }
}
