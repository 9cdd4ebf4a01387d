package org.allogate.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.allogate.input.Ids;
import org.allogate.keys.KeyLevel;
import org.allogate.keys.KeyRecord;
import org.allogate.people.SessionRecord;
import org.allogate.people.SessionSettings;
import org.allogate.people.Sessions;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.ratelimit.Decision;
import org.allogate.ratelimit.Limits;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;
import org.allogate.surface.Origin;
import org.allogate.surface.PublicAddress;
import org.allogate.tenancy.Workspaces;

/**
 * The guard of both surfaces: credential, failed-attempt limit, rate limit, scope. It runs after
 * matching, so that unknown paths and methods are answered without touching any counter. A member's
 * session counts where neither key nor token was sent, but for what is about the credential itself.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements ContainerRequestFilter {
  static final String ORGANIZATION_HEADER = "X-Organization-Id";
  static final String ENVIRONMENT_HEADER = "X-Environment";

  /** The header by which a request of a session shows that its own page made it. */
  public static final String CSRF_HEADER = "X-CSRF-Token";

  private static final Set<String> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  @Context ResourceInfo resource;
  @Context HttpServletRequest servletRequest;
  @Context HttpHeaders headers;

  @Inject Capabilities capabilities;
  @Inject KeyProof proof;
  @Inject Admission admission;
  @Inject Sessions sessions;
  @Inject SessionSettings sessionSettings;
  @Inject Limits limits;
  @Inject Workspaces workspaces;
  @Inject Caller caller;
  @Inject ClientAddress addresses;
  @Inject PublicAddress publicAddress;
  @Inject GuardTime time;

  @Override
  public void filter(ContainerRequestContext request) {
    Capability declared = capabilities.of(resource.getResourceMethod());
    AnswerCount.asked(request, declared);
    if (declared.open()) {
      return;
    }
    long began = System.nanoTime();
    boolean admitted = false;
    try {
      guard(request, declared);
      admitted = true;
    } finally {
      time.note(admitted, System.nanoTime() - began);
    }
  }

  private void guard(ContainerRequestContext request, Capability declared) {
    Capability capability =
        declared.onBehalf() ? Behalf.of(declared, request.getUriInfo()) : declared;
    try {
      Optional<String> session = session(capability);
      if (session.isPresent()) {
        guardMember(request, capability, session.get());
      } else {
        guardKey(request, capability);
      }
    } catch (ProblemException refusal) {
      throw challenged(refusal, capability);
    }
  }

  private Optional<String> session(Capability capability) {
    return Credential.isSent(headers) || capability.keyOnly()
        ? Optional.empty()
        : SessionCookie.of(headers);
  }

  private void guardKey(ContainerRequestContext request, Capability capability) {
    String text = credential();
    Shown shown = proof.inForce(text, servletRequest);
    KeyRecord key = shown.key();
    String address = addresses.of(servletRequest);
    // No scope lets a key do what is for members alone.
    Scopes needed = capability.memberOnly() ? Scopes.NONE : capability.scopes();
    Admission.Verdict verdict = admission.of(shown, needed, capability.cost(), address);
    Access.of(key, capability, verdict.decision()).leaveWith(request);
    if (verdict.problem() != null) {
      throw verdict.problem();
    }
    if (capability.memberOnly()) {
      throw Refusal.memberOnly();
    }
    caller.enter(shown, text, Origin.of(address, servletRequest));
    choose(key);
  }

  private void guardMember(ContainerRequestContext request, Capability capability, String token) {
    SessionRecord session = sessions.of(token).orElseThrow(Refusal::sessionOver);
    requireInForce(session, capability);
    Decision decision =
        limits.admitMember(session.memberId(), sessionSettings.policies(), capability.cost());
    Access.of(session, capability, decision).leaveWith(request);
    if (!decision.admitted()) {
      throw Refusal.tooManyRequests(decision.retryAfterSeconds());
    }
    if (!SAFE.contains(request.getMethod())
        && !sessions.isCsrfToken(session, headers.getHeaderString(CSRF_HEADER))) {
      throw Refusal.csrf();
    }
    if (!session.scopes().includes(capability.scopes())) {
      throw Refusal.memberLacks(session.scopes().missing(capability.scopes()));
    }
    sessions.seen(session);
    caller.enter(session, token, Origin.of(addresses.of(servletRequest), servletRequest));
    choose(session);
  }

  private String credential() {
    long arrival = System.nanoTime();
    try {
      return Credential.of(headers);
    } catch (ProblemException refusal) {
      throw refusal.type() == ProblemType.MISSING_API_KEY
          ? refusal
          : proof.counted(refusal, servletRequest, arrival);
    }
  }

  private static void requireInForce(SessionRecord session, Capability capability) {
    if (!session.active()) {
      throw Refusal.userInactive();
    }
    if (!session.tenantActive() && !(capability.whileDisabled() && session.isTenantOwner())) {
      throw Refusal.tenantDisabled();
    }
  }

  private void choose(KeyRecord key) {
    Environment environment = environment(key);
    if (key.level() == KeyLevel.TENANT) {
      chooseOfTenant(key.tenantId(), environment);
    } else {
      requireOwn(key.organizationId());
      caller.choose(
          environment,
          key.organizationId(),
          environment == key.environment()
              ? key.workspaceId()
              : workspace(key.tenantId(), key.organizationId(), environment));
    }
  }

  private void choose(SessionRecord session) {
    Environment environment = named(ENVIRONMENT_HEADER).map(this::parsed).orElse(Environment.LIVE);
    if (session.ofTenant()) {
      chooseOfTenant(session.tenantId(), environment);
    } else {
      requireOwn(session.organizationId());
      caller.choose(
          environment,
          session.organizationId(),
          workspace(session.tenantId(), session.organizationId(), environment));
    }
  }

  private Environment environment(KeyRecord key) {
    Environment wanted = named(ENVIRONMENT_HEADER).map(this::parsed).orElse(key.environment());
    if (wanted == key.environment()) {
      return wanted;
    }
    if (wanted == Environment.TEST) {
      throw Refusal.liveOnly();
    }
    if (!key.mayReadLive()) {
      throw Refusal.testOnly();
    }
    return wanted;
  }

  private void requireOwn(UUID organization) {
    Optional<String> named = named(ORGANIZATION_HEADER);
    if (named.isPresent() && !Ids.parse(named.get()).equals(Optional.of(organization))) {
      throw ProblemException.notFound("organization");
    }
  }

  private void chooseOfTenant(UUID tenant, Environment environment) {
    Optional<String> named = named(ORGANIZATION_HEADER);
    if (named.isEmpty()) {
      caller.choose(environment, null, null);
    } else {
      UUID organization = Ids.inPath(named.get(), "organization");
      caller.choose(environment, organization, workspace(tenant, organization, environment));
    }
  }

  private UUID workspace(UUID tenant, UUID organization, Environment environment) {
    return workspaces
        .ofTenant(tenant, organization, environment)
        .orElseThrow(() -> ProblemException.notFound("organization"));
  }

  private Optional<String> named(String header) {
    return Optional.ofNullable(headers.getHeaderString(header));
  }

  private Environment parsed(String text) {
    return Environment.byName(text).orElseThrow(Refusal::unknownEnvironment);
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
