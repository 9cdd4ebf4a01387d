package org.allogate.usage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.allogate.keys.KeyRecord;

/** Where keys are used, here and by services elsewhere. */
@ApplicationScoped
public class Usage {
  @Inject UsageSettings settings;
  @Inject UsageCells cells;
  @Inject Clock clock;

  /**
   * Counts one use of a key, in memory.
   *
   * @param status of the answer
   * @param credits what it has cost
   * @param nanos how long it took
   */
  public void note(KeyRecord key, String capability, int status, int credits, long nanos) {
    if (settings.recorded()) {
      UUID organization = key.organizationId() == null ? CellKey.NONE : key.organizationId();
      CellKey cell =
          new CellKey(
              Granularity.MINUTE.start(clock.instant().getEpochSecond()),
              key.tenantId(),
              organization,
              key.id(),
              capability,
              status);
      cells.add(cell, credits, nanos);
    }
  }
}
