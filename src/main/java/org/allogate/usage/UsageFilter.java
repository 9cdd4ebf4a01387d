package org.allogate.usage;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import org.allogate.access.Access;
import org.allogate.access.RequestStart;

/**
 * Counts every answer to a key in force, whatever it says. It comes last: filters of answers run
 * from the highest priority to the lowest, and before it they may change the status and settle what
 * the call cost.
 */
@Provider
@ApplicationScoped
@Priority(0)
public class UsageFilter implements ContainerResponseFilter {
  @Inject Usage usage;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    Access.of(request)
        .filter(access -> access.key() != null)
        .ifPresent(
            access ->
                usage.note(
                    access.key(),
                    access.capability().name(),
                    response.getStatus(),
                    Access.charged(request),
                    RequestStart.nanosSince(request)));
  }
}
