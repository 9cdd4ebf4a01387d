package org.allogate.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Counts answers by what was asked for and what came of it. */
@ApplicationScoped
public class Requests {
  private static final int OUTCOMES = Outcome.values().length;

  private final ConcurrentMap<String, AtomicReferenceArray<Count>> counts =
      new ConcurrentHashMap<>();
  private final Meters meters;

  /** For the container's proxy. */
  protected Requests() {
    this(null);
  }

  @Inject
  Requests(Meters meters) {
    this.meters = meters;
  }

  /**
   * Counts one.
   *
   * @param capability of a closed list: those that resource methods declare, and a few words more
   * @param status of the answer
   */
  public void add(String capability, int status) {
    Outcome outcome = Outcome.of(status);
    AtomicReferenceArray<Count> known = counts.get(capability);
    Count count = known == null ? null : known.get(outcome.ordinal());
    (count == null ? first(capability, outcome) : count).add();
  }

  // What never happened is no series.
  private synchronized Count first(String capability, Outcome outcome) {
    AtomicReferenceArray<Count> known =
        counts.computeIfAbsent(capability, it -> new AtomicReferenceArray<>(OUTCOMES));
    if (known.get(outcome.ordinal()) == null) {
      known.set(outcome.ordinal(), made(capability, outcome));
    }
    return known.get(outcome.ordinal());
  }

  private Count made(String capability, Outcome outcome) {
    return meters.count(
        "allogate_requests",
        "Requests answered.",
        "capability",
        capability,
        "outcome",
        outcome.label());
  }
}
