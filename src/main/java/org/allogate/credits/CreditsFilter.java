package org.allogate.credits;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response.Status.Family;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import org.allogate.access.Access;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.surface.Environment;

/**
 * Takes credits for the calls of live keys: aside before a call, and for good when it succeeded.
 * Answers that are given once more come before it or say so.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHORIZATION + 100)
public class CreditsFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String PROPERTY = "org.allogate.credits.charge";
  private static final String REPLAYED = "Idempotent-Replayed";

  @Inject Credits credits;
  @Inject CallCharge call;

  @Override
  public void filter(ContainerRequestContext request) {
    Access access = Access.of(request).orElse(null);
    if (access != null && isPaid(access)) {
      UUID tenant = access.key().tenantId();
      int cost = access.capability().cost();
      Charge charge = credits.reserve(tenant, cost).orElseThrow(() -> refusal(tenant, cost));
      call.hold(charge);
      request.setProperty(PROPERTY, charge);
    }
  }

  private static boolean isPaid(Access access) {
    return access.key() != null
        && access.key().environment() == Environment.LIVE
        && access.capability().cost() > 0;
  }

  private ProblemException refusal(UUID tenant, int cost) {
    return new ProblemException(
            ProblemType.PAYMENT_REQUIRED,
            "The tenant has not the credits that this call costs. Its owners grant more; calls of"
                + " test keys cost nothing.")
        .with("credits_remaining", credits.known(tenant))
        .with("cost", cost);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(PROPERTY) instanceof Charge charge) {
      if (isSuccess(response) && !response.getHeaders().containsKey(REPLAYED)) {
        charge.settle();
      } else {
        charge.release();
      }
      if (charge.isPaid()) {
        Access.charged(request, charge.units());
      }
    }
  }

  private static boolean isSuccess(ContainerResponseContext response) {
    return response.getStatusInfo().getFamily() == Family.SUCCESSFUL;
  }
}
