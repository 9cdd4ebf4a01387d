package org.allogate.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.allogate.ratelimit.Decision;
import org.allogate.surface.PublicAddress;
import org.allogate.surface.RequestId;
import org.allogate.surface.SecurityHeaders;
import org.allogate.surface.Surface;

/** Puts on every answer what all answers carry, and the limits on those of a known key. */
@Provider
@ApplicationScoped
public class AnswerHeaders implements ContainerResponseFilter {
  private static final long MILLIS = 1000;
  private static final int UNAUTHORIZED = 401;

  @Context HttpServletRequest servletRequest;
  @Inject AccessLog log;
  @Inject PublicAddress publicAddress;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.putSingle(RequestId.HEADER, RequestId.of(servletRequest));
    SecurityHeaders.of(servletRequest).forEach((name, value) -> setIfMissing(headers, name, value));
    if (response.getStatus() == UNAUTHORIZED) {
      setIfMissing(
          headers,
          HttpHeaders.WWW_AUTHENTICATE,
          Refusal.challenge(publicAddress.of(servletRequest)));
    }
    Optional<Access> access = Access.of(request);
    access.ifPresent(it -> limits(it, Surface.of(request.getUriInfo().getPath()), headers));
    log.write(servletRequest, request, response, access.orElse(null));
  }

  private static void setIfMissing(
      MultivaluedMap<String, Object> headers, String name, String value) {
    if (!headers.containsKey(name)) {
      headers.putSingle(name, value);
    }
  }

  private static void limits(
      Access access, Surface surface, MultivaluedMap<String, Object> headers) {
    if (surface != Surface.VAULT) {
      headers.putSingle("RateLimit-Policy", access.policyHeader());
    }
    Decision decision = access.decision();
    if (decision.known()) {
      figures(decision, surface == Surface.VAULT ? "X-RateLimit-" : "RateLimit-", headers);
    }
    if (decision.known() && surface == Surface.VAULT) {
      headers.putSingle("X-RateLimit-Reset", ceilSeconds(decision.emptyAtMillis()));
      headers.putSingle("X-RateLimit-Cost", access.capability().cost());
    }
  }

  private static void figures(
      Decision decision, String prefix, MultivaluedMap<String, Object> headers) {
    headers.putSingle(prefix + "Limit", decision.policy().limit());
    headers.putSingle(prefix + "Remaining", decision.remaining());
  }

  private static long ceilSeconds(long millis) {
    return (millis + MILLIS - 1) / MILLIS;
  }
}
