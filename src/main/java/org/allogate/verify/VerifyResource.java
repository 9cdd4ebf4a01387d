package org.allogate.verify;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.allogate.access.Admission;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.access.Shown;
import org.allogate.credits.Charge;
import org.allogate.credits.Credits;
import org.allogate.credits.ReadsOnly;
import org.allogate.input.Members;
import org.allogate.keys.KeyRecord;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.scopes.Scope;
import org.allogate.surface.Environment;
import org.allogate.usage.Usage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Answers services that ask whether what they were shown may pass. */
@Path("/v1/api-keys/actions/verify")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "api-keys")
public class VerifyResource {
  private static final String USED_ELSEWHERE = "keys.verified";
  private static final int OK = 200;

  @Inject Caller caller;
  @Inject AskedKeys keys;
  @Inject Admission admission;
  @Inject Credits credits;
  @Inject Usage usage;

  /** Verifies a credential; one that may not pass is an answer, too. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  @ReadsOnly
  @RequiresScope(value = Scope.KEYS_VERIFY, capability = "keys.verify")
  @Operation(
      operationId = "keys.verify",
      summary = "Verify a key or a token",
      description =
          "For services that guard themselves: whether the credential may pass, as the guard would"
              + " decide it, charged with `cost` to its own limit and credits. Answers 200 whatever"
              + " comes out. Keys of other tenants, and for a caller of one organization those of"
              + " its siblings, are `invalid_api_key`. An `Idempotency-Key` makes a repeated question"
              + " free.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = VerificationBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "What came out.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = VerificationView.class)))
  public VerificationView verify(Members body) {
    VerificationBody wanted = VerificationBody.from(body);
    Shown shown;
    try {
      shown = keys.inForce(wanted.key());
    } catch (ProblemException refusal) {
      return VerificationView.refused(refusal.type().code());
    }
    return reaches(shown.key())
        ? decided(shown, wanted)
        : VerificationView.refused(ProblemType.INVALID_API_KEY.code());
  }

  // Whoever guards one organization must not let in what is good for its sibling.
  private boolean reaches(KeyRecord key) {
    return key.tenantId().equals(caller.tenant())
        && (key.organizationId() == null
            || caller.organization().isEmpty()
            || caller.organization().equals(Optional.of(key.organizationId())));
  }

  private VerificationView decided(Shown shown, VerificationBody wanted) {
    long began = System.nanoTime();
    KeyRecord key = shown.key();
    Admission.Verdict verdict =
        admission.of(shown, wanted.needed(), wanted.cost(), wanted.address());
    Optional<ProblemType> refusal =
        verdict.refusal().map(ProblemException::type).or(() -> unpaid(key, wanted.cost()));
    if (wanted.cost() > 0) {
      int paid = refusal.isEmpty() && pays(key, wanted.cost()) ? wanted.cost() : 0;
      int status = refusal.map(ProblemType::status).orElse(OK);
      usage.note(key, USED_ELSEWHERE, status, paid, System.nanoTime() - began);
    }
    return VerificationView.of(
        shown,
        refusal.map(ProblemType::code).orElse(null),
        verdict.decision(),
        credits.remaining(key.tenantId()));
  }

  /** Takes what it costs; says so where the tenant has not as much. */
  private Optional<ProblemType> unpaid(KeyRecord key, int cost) {
    if (!pays(key, cost)) {
      return Optional.empty();
    }
    Optional<Charge> charge = credits.reserve(key.tenantId(), cost);
    charge.ifPresent(Charge::settle);
    return charge.isPresent() ? Optional.empty() : Optional.of(ProblemType.PAYMENT_REQUIRED);
  }

  private static boolean pays(KeyRecord key, int cost) {
    return cost > 0 && key.environment() == Environment.LIVE;
  }
}
