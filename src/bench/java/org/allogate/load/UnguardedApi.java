package org.allogate.load;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.allogate.access.AnswerHeaders;
import org.allogate.access.Capabilities;
import org.allogate.access.RequestStart;
import org.allogate.json.JsonWriter;
import org.allogate.problem.ProblemMapper;
import org.allogate.products.UnguardedProducts;
import org.allogate.store.UnguardedStore;

/** The same resources with the headers and the access log of every answer, but without a guard. */
@ApplicationPath("/bench/unguarded")
public class UnguardedApi extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        UnguardedStore.class,
        UnguardedProducts.class,
        RequestStart.class,
        AnswerHeaders.class,
        Capabilities.class,
        JsonWriter.class,
        ProblemMapper.class);
  }
}
