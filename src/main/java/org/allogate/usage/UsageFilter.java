package org.allogate.usage;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.util.UUID;
import org.allogate.access.Access;
import org.allogate.access.RequestStart;
import org.allogate.keys.KeyRecord;

/**
 * Counts every answer to a key in force, whatever it says. It comes last: filters of answers run
 * from the highest priority to the lowest, and before it they may change the status and settle what
 * the call cost.
 */
@Provider
@ApplicationScoped
@Priority(0)
public class UsageFilter implements ContainerResponseFilter {
  @Inject UsageSettings settings;
  @Inject UsageCells cells;
  @Inject Clock clock;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (settings.recorded()) {
      Access.of(request)
          .filter(access -> access.key() != null)
          .ifPresent(access -> count(access, request, response.getStatus()));
    }
  }

  private void count(Access access, ContainerRequestContext request, int status) {
    KeyRecord key = access.key();
    UUID organization = key.organizationId() == null ? CellKey.NONE : key.organizationId();
    CellKey cell =
        new CellKey(
            Granularity.MINUTE.start(clock.instant().getEpochSecond()),
            key.tenantId(),
            organization,
            key.id(),
            access.capability().name(),
            status);
    cells.add(cell, Access.charged(request), RequestStart.nanosSince(request));
  }
}
