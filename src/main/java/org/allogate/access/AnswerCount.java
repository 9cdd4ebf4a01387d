package org.allogate.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import org.allogate.metrics.Requests;

/**
 * Counts every answer for whoever watches this server, by the capability that was asked for. It
 * comes last, where nothing changes the status any more.
 */
@Provider
@ApplicationScoped
@Priority(0)
public class AnswerCount implements ContainerResponseFilter {
  private static final String CAPABILITY = "org.allogate.asked";
  private static final String OPEN = "open";
  private static final String UNKNOWN = "unknown";

  @Inject Requests requests;

  /** Leaves with a request what it asks for. */
  static void asked(ContainerRequestContext request, Capability capability) {
    request.setProperty(CAPABILITY, capability.open() ? OPEN : capability.name());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String asked = request.getProperty(CAPABILITY) instanceof String name ? name : UNKNOWN;
    requests.add(asked, response.getStatus());
  }
}
