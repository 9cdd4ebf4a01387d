package org.allogate.access;

import java.time.Clock;
import java.util.Optional;
import org.allogate.keys.KeyRecord;
import org.allogate.keys.KeyUses;
import org.allogate.problem.ProblemException;
import org.allogate.ratelimit.Decision;
import org.allogate.ratelimit.Limits;
import org.allogate.scopes.Scopes;

/**
 * Decides whether a credential in force may do something from somewhere, and charges its limit: the
 * guard asks for its own requests, others for what they guard themselves.
 */
public final class Admission {
  private final Limits limits;
  private final KeyUses uses;
  private final Clock clock;

  Admission(Limits limits, KeyUses uses, Clock clock) {
    this.limits = limits;
    this.uses = uses;
    this.clock = clock;
  }

  /**
   * The verdict, with the use noted and charged unless the address or the limit forbids it.
   *
   * @param needed the scopes that it takes, all of them
   * @param cost units; 0 only looks
   * @param address of the client
   */
  public Verdict of(Shown shown, Scopes needed, int cost, String address) {
    KeyRecord key = shown.key();
    boolean allowed = key.allows(address);
    // Whoever found a key and may not use it here does not use up its limit either.
    Decision decision = limits.admit(key.id(), key.policies(), allowed ? cost : 0);
    if (!decision.admitted()) {
      return new Verdict(decision, Refusal.rateLimited(decision));
    }
    if (!allowed) {
      return new Verdict(decision, Refusal.addressNotAllowed());
    }
    uses.note(key, address, clock.instant());
    return shown.scopes().includes(needed)
        ? new Verdict(decision, null)
        : new Verdict(decision, Refusal.insufficientScope(shown.scopes().missing(needed)));
  }

  /**
   * What was decided.
   *
   * @param decision of the rate limit
   * @param problem why not; null for an admission
   */
  public record Verdict(Decision decision, ProblemException problem) {
    /** Why not; empty for an admission. */
    public Optional<ProblemException> refusal() {
      return Optional.ofNullable(problem);
    }
  }
}
