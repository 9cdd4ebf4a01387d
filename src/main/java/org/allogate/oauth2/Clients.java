package org.allogate.oauth2;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collections;
import java.util.Optional;
import org.allogate.access.Admission;
import org.allogate.access.ClientAddress;
import org.allogate.access.EvenTime;
import org.allogate.access.KeyProof;
import org.allogate.access.Shown;
import org.allogate.input.Ids;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.ratelimit.Decision;
import org.allogate.ratelimit.Limits;
import org.allogate.scopes.Scopes;

/**
 * Finds out which key a client is, and lets it in at one unit of the key's rate limit. Failures
 * count for the client's address, apart from the guard's; past its limit only a client that proves
 * itself gets through.
 */
@ApplicationScoped
public class Clients {
  private static final String CHALLENGE = "Basic realm=\"allogate\", charset=\"UTF-8\"";

  @Inject KeyProof proof;
  @Inject Limits limits;
  @Inject OAuthSettings settings;
  @Inject ClientAddress addresses;
  @Inject EvenTime evenTime;
  @Inject Admission admission;

  /**
   * The client of a request.
   *
   * @throws ProblemException {@code invalid_client}, {@code unauthorized_client}, {@code
   *     invalid_request} or {@code rate_limited}
   */
  Client of(HttpServletRequest request, Form form) {
    long began = evenTime.start();
    ClientCredentials shown =
        ClientCredentials.of(
                request.getQueryString(),
                Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)),
                form)
            .orElseThrow(() -> invalid("The client did not authenticate."));
    Shown key;
    try {
      key = proven(shown);
    } catch (ProblemException refusal) {
      throw failed(refusal, request, began);
    }
    return admitted(key, addresses.of(request));
  }

  private Shown proven(ClientCredentials shown) {
    Shown key = proof.keyInForce(shown.secret());
    if (!Ids.parse(shown.id()).equals(Optional.of(key.key().id()))) {
      throw new ProblemException(ProblemType.INVALID_API_KEY, "The key has another id.");
    }
    return key;
  }

  // One body and one time for whatever is not proven, be it the id or the key.
  private ProblemException failed(
      ProblemException refusal, HttpServletRequest request, long began) {
    boolean unproven = refusal.type() == ProblemType.INVALID_API_KEY;
    if (unproven) {
      evenTime.await(began);
    }
    // Counted last: a count in Redis may take longer than the floor, which would not even out then.
    Decision decision =
        limits.admitTokenFailure(addresses.siteOf(request), settings.failedAttempts());
    return decision.admitted()
        ? invalid(unproven ? "The client id and secret are not valid." : refusal.getMessage())
        : limited("There were too many failed clients from this address.", decision);
  }

  private Client admitted(Shown shown, String address) {
    Admission.Verdict verdict = admission.of(shown, Scopes.NONE, 1, address);
    Client client = new Client(shown.key(), verdict.decision());
    if (!client.decision().admitted()) {
      ProblemException refusal = limited(verdict.problem().getMessage(), client.decision());
      client.limits().forEach(refusal::header);
      throw refusal;
    }
    if (verdict.problem() != null) {
      throw new ProblemException(ProblemType.UNAUTHORIZED_CLIENT, verdict.problem().getMessage());
    }
    return client;
  }

  private static ProblemException limited(String detail, Decision decision) {
    return new ProblemException(ProblemType.RATE_LIMITED, detail)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(decision.retryAfterSeconds()));
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(ProblemType.INVALID_CLIENT, detail)
        .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
  }
}
