package org.allogate.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.allogate.metrics.Durations;
import org.allogate.metrics.Meters;

/** How long the guard takes; refusals apart, as those of unproven keys wait on purpose. */
@ApplicationScoped
public class GuardTime {
  private final Durations passed;
  private final Durations refused;

  /** For the container's proxy. */
  protected GuardTime() {
    passed = null;
    refused = null;
  }

  @Inject
  GuardTime(Meters meters) {
    passed = durations(meters, "passed");
    refused = durations(meters, "refused");
  }

  private static Durations durations(Meters meters, String decision) {
    return meters.durations(
        "allogate_guard", "Time from credential to caller.", "decision", decision);
  }

  /** Notes one request. Public, or the container's proxy would call it by reflection. */
  public void note(boolean admitted, long nanos) {
    (admitted ? passed : refused).add(nanos);
  }
}
