package org.allogate.idempotency;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.allogate.access.Caller;
import org.allogate.access.Capability;
import org.allogate.input.Ids;
import org.allogate.metrics.Count;
import org.allogate.metrics.Meters;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.secrets.Digests;

/**
 * Writes that happen once: claims a request that carries an {@code Idempotency-Key} before it runs,
 * answers one that ran already with its answer, and gives up the claim of one that failed.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHORIZATION)
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final Logger LOG = Logger.getLogger(IdempotencyFilter.class.getName());
  static final String HEADER = "Idempotency-Key";

  private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  @Context ResourceInfo resource;

  @Inject Caller caller;
  @Inject Claim claim;
  @Inject Claims claims;

  private Count replays;
  private Count reuses;
  private Count overlaps;

  @Inject
  void watched(Meters meters) {
    replays = count(meters, "replayed");
    reuses = count(meters, "reused");
    overlaps = count(meters, "in_progress");
  }

  private static Count count(Meters meters, String outcome) {
    return meters.count(
        "allogate_idempotency_repeats",
        "Requests with an Idempotency-Key that was there before.",
        "outcome",
        outcome);
  }

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    List<String> sent = request.getHeaders().get(HEADER);
    if (sent == null || !counts(request.getMethod(), resource.getResourceMethod())) {
      return;
    }
    byte[] id = Digests.sha256(caller.derived("idempotency request"), bytes(key(sent)));
    if (resource.getResourceMethod().isAnnotationPresent(Resumable.class)) {
      claim.note(id);
    } else {
      claim(request, id);
    }
  }

  /** Whether the key counts: for what changes something here that is no person's own session. */
  public static boolean counts(String httpMethod, Method method) {
    if (!WRITING.contains(httpMethod)) {
      return false;
    }
    Capability capability = Capability.of(method);
    return !capability.open() && !capability.memberOnly() && !capability.onBehalf();
  }

  private static String key(List<String> sent) {
    if (sent.size() != 1 || !KEY.matcher(sent.get(0)).matches()) {
      throw new ProblemException(
          ProblemType.INVALID_IDEMPOTENCY_KEY,
          "Idempotency-Key must be given once, with 1 to 255 visible ASCII characters.");
    }
    return sent.get(0);
  }

  private void claim(ContainerRequestContext request, byte[] id) throws IOException {
    UUID token = Ids.next();
    AnswerSeal seal = new AnswerSeal(caller.derived("idempotency answer"));
    Claims.Outcome outcome = claims.claim(id, fingerprint(request), token);
    switch (outcome.state()) {
      case CLAIMED -> claim.hold(id, token, seal);
      case RUNNING -> {
        overlaps.add();
        throw inProgress();
      }
      case OTHER -> {
        reuses.add();
        throw new ProblemException(
            ProblemType.IDEMPOTENCY_KEY_REUSED,
            "This Idempotency-Key belongs to another request: take a new one.");
      }
      case ANSWERED -> {
        replays.add();
        request.abortWith(
            seal.open(outcome.answer(), id)
                .orElseThrow(() -> new IllegalStateException("A kept answer does not open"))
                .replayed());
      }
    }
  }

  /** The refusal while the first request with a key still runs. */
  static ProblemException inProgress() {
    return new ProblemException(
            ProblemType.IDEMPOTENCY_IN_PROGRESS,
            "The first request with this Idempotency-Key still runs.")
        .header(HttpHeaders.RETRY_AFTER, "1");
  }

  // What the headers choose belongs to the request as much as its path does.
  private byte[] fingerprint(ContainerRequestContext request) throws IOException {
    byte[] body = new byte[0];
    if (request.hasEntity()) {
      body = request.getEntityStream().readAllBytes();
      request.setEntityStream(new ByteArrayInputStream(body));
    }
    URI address = request.getUriInfo().getRequestUri();
    return Digests.sha256(
        Digests.sha256(bytes(request.getMethod())),
        Digests.sha256(bytes(address.getRawPath() + "?" + address.getRawQuery())),
        Digests.sha256(
            bytes(caller.environment() + " " + caller.organization().map(UUID::toString))),
        Digests.sha256(body));
  }

  private static byte[] bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + bytes.length)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getHeaders().containsKey(HEADER) && claim.isHeld()) {
      boolean kept = claim.isAnswered() && response.getStatus() < 300;
      if (!kept) {
        release();
      }
    }
  }

  // With the database away the answer is made already, and the lease ends by itself.
  private void release() {
    try {
      claims.release(claim.id().orElseThrow(), claim.token());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "A claimed request that failed is free when its lease ends");
    }
  }
}
