package org.allogate.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.allogate.input.Ids;
import org.allogate.retry.Retried;

/** The requests that were claimed, and the answers of those that were answered. */
@ApplicationScoped
public class Claims {
  /** How long a request may run before another one with its key may take its place. */
  static final Duration LEASE = Duration.ofSeconds(60);

  private static final Duration LIFE = Duration.ofHours(24);
  private static final int BATCH = 500;

  private static final String CLAIM =
      "insert ignore into idempotency (id, fingerprint, claim, leased_until, expires_at)"
          + " values (?1, ?2, ?3, ?4, ?5)";
  private static final String TAKE_OVER =
      "update idempotency set fingerprint = ?2, claim = ?3, leased_until = ?4, expires_at = ?5,"
          + " answer = null where id = ?1 and claim = ?6";
  private static final String KNOWN =
      "select fingerprint, claim, answer,"
          + " coalesce(leased_until <= ?2, false) or expires_at <= ?2 from idempotency where id = ?1";
  private static final String ANSWER =
      "update idempotency set answer = ?3, leased_until = null"
          + " where id = ?1 and claim = ?2 and answer is null";
  private static final String RELEASE =
      "delete from idempotency where id = ?1 and claim = ?2 and answer is null";
  private static final String FORGET =
      "delete from idempotency where expires_at <= ?1 order by expires_at limit " + BATCH;

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Clock clock;

  /**
   * Claims a request, or says what became of the one that did.
   *
   * @param token names this try; to be shown when it is answered or given up
   */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public Outcome claim(byte[] id, byte[] fingerprint, UUID token) {
    Instant now = clock.instant();
    if (write(CLAIM, id, fingerprint, token, now) == 1) {
      return Outcome.CLAIMED;
    }
    List<?> rows =
        em.createNativeQuery(KNOWN, Tuple.class)
            .setParameter(1, id)
            .setParameter(2, now)
            .getResultList();
    if (rows.isEmpty()) {
      // Given up a moment ago: whoever asks again finds it free.
      return Outcome.RUNNING;
    }
    Tuple row = (Tuple) rows.get(0);
    if (isFree(row)) {
      return takeOver(id, fingerprint, token, now, row.get(1, byte[].class)) == 1
          ? Outcome.CLAIMED
          : Outcome.RUNNING;
    }
    if (!Arrays.equals(row.get(0, byte[].class), fingerprint)) {
      return Outcome.OTHER;
    }
    byte[] answer = row.get(2, byte[].class);
    return answer == null ? Outcome.RUNNING : Outcome.answered(answer);
  }

  private static boolean isFree(Tuple row) {
    return row.get(3, Number.class).intValue() != 0;
  }

  private int write(String sql, byte[] id, byte[] fingerprint, UUID token, Instant now) {
    return em.createNativeQuery(sql)
        .setParameter(1, id)
        .setParameter(2, fingerprint)
        .setParameter(3, Ids.bytes(token))
        .setParameter(4, now.plus(LEASE))
        .setParameter(5, now.plus(LIFE))
        .executeUpdate();
  }

  private int takeOver(byte[] id, byte[] fingerprint, UUID token, Instant now, byte[] from) {
    return em.createNativeQuery(TAKE_OVER)
        .setParameter(1, id)
        .setParameter(2, fingerprint)
        .setParameter(3, Ids.bytes(token))
        .setParameter(4, now.plus(LEASE))
        .setParameter(5, now.plus(LIFE))
        .setParameter(6, from)
        .executeUpdate();
  }

  /**
   * Writes the answer into the transaction of the change.
   *
   * @return whether the claim still held; if not, the change must not happen
   */
  @Transactional(TxType.MANDATORY)
  public boolean answer(byte[] id, UUID token, byte[] sealed) {
    return em.createNativeQuery(ANSWER)
            .setParameter(1, id)
            .setParameter(2, Ids.bytes(token))
            .setParameter(3, sealed)
            .executeUpdate()
        == 1;
  }

  /** Gives up a claim that was not answered, so that the request can be sent again at once. */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public void release(byte[] id, UUID token) {
    em.createNativeQuery(RELEASE)
        .setParameter(1, id)
        .setParameter(2, Ids.bytes(token))
        .executeUpdate();
  }

  /** Removes some rows whose time is over; whether there may be more of them. */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public boolean forgetSome() {
    return em.createNativeQuery(FORGET).setParameter(1, clock.instant()).executeUpdate() == BATCH;
  }

  /**
   * What became of a claim.
   *
   * @param answer sealed; only of an answered request
   */
  public record Outcome(State state, byte[] answer) {
    static final Outcome CLAIMED = new Outcome(State.CLAIMED, null);
    static final Outcome RUNNING = new Outcome(State.RUNNING, null);
    static final Outcome OTHER = new Outcome(State.OTHER, null);

    static Outcome answered(byte[] answer) {
      return new Outcome(State.ANSWERED, answer);
    }
  }

  /** What a claim can find. */
  public enum State {
    /** Nothing: the request is this one's to run. */
    CLAIMED,
    /** The same request, still running. */
    RUNNING,
    /** The same request's answer. */
    ANSWERED,
    /** Another request with the same key. */
    OTHER
  }
}
