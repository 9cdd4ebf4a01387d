package org.allogate.guard;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.allogate.access.AccessFilter;
import org.allogate.access.AnswerCount;
import org.allogate.access.AnswerHeaders;
import org.allogate.access.Capabilities;
import org.allogate.access.RequestStart;
import org.allogate.conditional.EntityTagFilter;
import org.allogate.credits.CreditsFilter;
import org.allogate.idempotency.IdempotencyFilter;
import org.allogate.input.BodyBound;
import org.allogate.input.BodyReader;
import org.allogate.input.ListReader;
import org.allogate.json.JsonWriter;
import org.allogate.problem.ProblemMapper;
import org.allogate.usage.UsageFilter;

/** Every JAX-RS provider that stands between a client and a guarded resource. */
public final class Guard {
  // As a request meets them; what the order is follows from their priorities.
  private static final List<Class<?>> PROVIDERS =
      List.of(
          RequestStart.class,
          BodyBound.class,
          AccessFilter.class,
          AnswerHeaders.class,
          Capabilities.class,
          IdempotencyFilter.class,
          CreditsFilter.class,
          UsageFilter.class,
          AnswerCount.class,
          EntityTagFilter.class,
          BodyReader.class,
          ListReader.class,
          JsonWriter.class,
          ProblemMapper.class);

  private Guard() {}

  /**
   * All classes of an application whose resources are guarded, for its {@code getClasses()}; they
   * are served to nobody without a word about who may, see {@link
   * org.allogate.access.RequiresScope}.
   *
   * @param resources the application's own
   * @return resources and providers, to which the application may add
   */
  public static Set<Class<?>> around(Collection<Class<?>> resources) {
    Set<Class<?>> classes = new LinkedHashSet<>(resources);
    classes.addAll(PROVIDERS);
    return classes;
  }
}
