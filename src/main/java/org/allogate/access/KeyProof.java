package org.allogate.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.allogate.keys.KeyFormat;
import org.allogate.keys.KeyRecord;
import org.allogate.keys.KeyRecords;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.ratelimit.Decision;
import org.allogate.ratelimit.Limits;
import org.allogate.tokens.AccessToken;
import org.allogate.tokens.AccessTokens;
import org.allogate.tokens.Revocations;

/**
 * Proves the text of a key or a token wherever one is shown. Failures count for the client's
 * address, all together; past its limit only a text that proves itself gets through. Refusals of
 * what is not proven take one time whatever was wrong.
 */
public final class KeyProof {
  private final KeyFormat format;
  private final KeyRecords records;
  private final AccessTokens tokens;
  private final Revocations revocations;
  private final Limits limits;
  private final AccessSettings settings;
  private final ClientAddress addresses;
  private final EvenTime evenTime;
  private final Clock clock;

  KeyProof(
      KeyFormat format,
      KeyRecords records,
      AccessTokens tokens,
      Revocations revocations,
      Limits limits,
      AccessSettings settings,
      ClientAddress addresses,
      EvenTime evenTime,
      Clock clock) {
    this.format = format;
    this.records = records;
    this.tokens = tokens;
    this.revocations = revocations;
    this.limits = limits;
    this.settings = settings;
    this.addresses = addresses;
    this.evenTime = evenTime;
    this.clock = clock;
  }

  /**
   * What a credential in force may.
   *
   * @throws ProblemException when the text is no key and no token, or the key is not in force any
   *     more
   */
  public Shown inForce(String text, HttpServletRequest request) {
    return counted(text, request, this::inForce);
  }

  /**
   * The same without counting: for who has shown a credential of their own and asks about another.
   *
   * @throws ProblemException when the text is no key and no token, or the key is not in force any
   *     more
   */
  public Shown inForce(String text) {
    return Credential.isToken(text) ? ofToken(text) : keyInForce(text);
  }

  /**
   * What a key in force may, where a token will not do; without counting.
   *
   * @throws ProblemException when the text is no key, or the key is not in force any more
   */
  public Shown keyInForce(String text) {
    KeyRecord key = proven(text);
    Optional<ProblemException> end = ended(key);
    if (end.isPresent()) {
      throw end.get();
    }
    return Shown.of(requireActive(key));
  }

  private Shown ofToken(String text) {
    AccessToken token =
        tokens
            .verify(text)
            .filter(it -> !revocations.isRevoked(it))
            .orElseThrow(Refusal::invalidToken);
    KeyRecord key =
        records
            .byId(token.keyId())
            .filter(it -> it.userId().equals(token.subject()) && ended(it).isEmpty())
            .orElseThrow(Refusal::invalidToken);
    return Shown.of(requireActive(key), token);
  }

  /**
   * The record of a key, whether or not it is in force.
   *
   * @throws ProblemException when the text is no key
   */
  public KeyRecord known(String text, HttpServletRequest request) {
    return counted(text, request, this::proven);
  }

  private <T> T counted(String text, HttpServletRequest request, Function<String, T> proof) {
    long arrival = System.nanoTime();
    try {
      return proof.apply(text);
    } catch (ProblemException refusal) {
      throw counted(refusal, request, arrival);
    }
  }

  /** A refusal of a credential, counted; another one where the address has failed too often. */
  ProblemException counted(ProblemException refusal, HttpServletRequest request, long arrival) {
    if (refusal.type() == ProblemType.INVALID_API_KEY) {
      evenTime.await(arrival);
    }
    // Counted last: a count in Redis may take longer than the floor, which would not even out then.
    Decision decision = limits.admitFailure(addresses.siteOf(request), settings.failedAttempts());
    return decision.admitted() ? refusal : Refusal.tooManyFailures(decision.retryAfterSeconds());
  }

  private KeyRecord proven(String text) {
    return format.prove(text).flatMap(records::of).orElseThrow(Refusal::invalid);
  }

  private Optional<ProblemException> ended(KeyRecord key) {
    if (key.revokedAt() != null) {
      return Optional.of(Refusal.revoked());
    }
    return key.expired(clock.instant()) ? Optional.of(Refusal.expired()) : Optional.empty();
  }

  private static KeyRecord requireActive(KeyRecord key) {
    if (!key.tenantActive()) {
      throw Refusal.tenantDisabled();
    }
    if (!key.userActive()) {
      throw Refusal.userInactive();
    }
    return key;
  }
}
