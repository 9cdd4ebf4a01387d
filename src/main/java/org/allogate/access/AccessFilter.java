package org.allogate.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.allogate.input.Ids;
import org.allogate.keys.KeyFormat;
import org.allogate.keys.KeyLevel;
import org.allogate.keys.KeyRecord;
import org.allogate.keys.KeyRecords;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.ratelimit.Decision;
import org.allogate.ratelimit.Limits;
import org.allogate.surface.PublicAddress;
import org.allogate.tenancy.Workspaces;

/**
 * The guard of both surfaces: credential, failed-attempt limit, rate limit, scope. It runs after
 * matching, so that unknown paths and methods are answered without touching any counter.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements ContainerRequestFilter {
  static final String ORGANIZATION_HEADER = "X-Organization-Id";

  @Context ResourceInfo resource;
  @Context HttpServletRequest servletRequest;
  @Context HttpHeaders headers;

  @Inject Capabilities capabilities;
  @Inject KeyFormat format;
  @Inject KeyRecords records;
  @Inject Limits limits;
  @Inject Workspaces workspaces;
  @Inject Caller caller;
  @Inject AccessSettings settings;
  @Inject ClientAddress addresses;
  @Inject EvenTime evenTime;
  @Inject PublicAddress publicAddress;
  @Inject Clock clock;

  @Override
  public void filter(ContainerRequestContext request) {
    Capability capability = capabilities.of(resource.getResourceMethod());
    if (capability.open()) {
      return;
    }
    try {
      guard(request, capability);
    } catch (ProblemException refusal) {
      throw challenged(refusal, capability);
    }
  }

  private void guard(ContainerRequestContext request, Capability capability) {
    KeyRecord key = authenticated();
    Decision decision = limits.admit(key.id(), key.policies(), capability.cost());
    request.setProperty(Access.PROPERTY, new Access(key, capability, decision));
    if (!decision.admitted()) {
      throw Refusal.rateLimited(decision.retryAfterSeconds())
          .header(HttpHeaders.RETRY_AFTER, String.valueOf(decision.retryAfterSeconds()));
    }
    if (!key.scopes().includes(capability.scopes())) {
      throw Refusal.insufficientScope(key.scopes().missing(capability.scopes()));
    }
    enter(key);
  }

  private KeyRecord authenticated() {
    long arrival = System.nanoTime();
    try {
      return proven(Credential.of(headers));
    } catch (ProblemException refusal) {
      if (refusal.type() == ProblemType.MISSING_API_KEY) {
        throw refusal;
      }
      ProblemException counted = counted(refusal);
      if (refusal.type() == ProblemType.INVALID_API_KEY) {
        evenTime.await(arrival);
      }
      throw counted;
    }
  }

  private KeyRecord proven(String credential) {
    KeyRecord key =
        format
            .prove(credential)
            .flatMap(records::of)
            .orElseThrow(
                () -> Credential.isToken(credential) ? Refusal.invalidToken() : Refusal.invalid());
    requireInForce(key, clock.instant());
    return key;
  }

  private static void requireInForce(KeyRecord key, Instant now) {
    if (key.revokedAt() != null) {
      throw Refusal.revoked();
    }
    if (key.expired(now)) {
      throw Refusal.expired();
    }
    if (!key.tenantActive()) {
      throw Refusal.tenantDisabled();
    }
    if (!key.userActive()) {
      throw Refusal.userInactive();
    }
  }

  private ProblemException counted(ProblemException refusal) {
    String site = addresses.siteOf(servletRequest);
    Decision decision = limits.admitFailure(site, settings.failedAttempts());
    int window = decision.retryAfterSeconds();
    return decision.admitted()
        ? refusal
        : Refusal.tooManyFailures(window).header(HttpHeaders.RETRY_AFTER, String.valueOf(window));
  }

  private void enter(KeyRecord key) {
    Optional<String> named = Optional.ofNullable(headers.getHeaderString(ORGANIZATION_HEADER));
    if (key.level() == KeyLevel.ORGANIZATION) {
      if (named.isPresent() && !Ids.parse(named.get()).equals(Optional.of(key.organizationId()))) {
        throw ProblemException.notFound("organization");
      }
      caller.enter(key, key.organizationId(), key.workspaceId());
    } else if (named.isEmpty()) {
      caller.enter(key, null, null);
    } else {
      UUID organization = Ids.inPath(named.get(), "organization");
      UUID workspace =
          workspaces
              .ofTenant(key.tenantId(), organization, key.environment())
              .orElseThrow(() -> ProblemException.notFound("organization"));
      caller.enter(key, organization, workspace);
    }
  }

  private ProblemException challenged(ProblemException refusal, Capability capability) {
    boolean challenge =
        refusal.type().status() == 401 || refusal.type() == ProblemType.INSUFFICIENT_SCOPE;
    return challenge
        ? refusal.header(
            HttpHeaders.WWW_AUTHENTICATE,
            Refusal.challenge(refusal, capability.scopes(), publicAddress.of(servletRequest)))
        : refusal;
  }
}
