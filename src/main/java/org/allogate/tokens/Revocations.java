package org.allogate.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.allogate.input.Ids;
import org.allogate.memory.MemorySettings;
import org.allogate.memory.Remembered;
import org.allogate.metrics.Meters;
import org.allogate.redis.Messages;
import org.allogate.retry.Retried;

/**
 * Tokens that ended before their time. What is known of one is remembered for a few seconds, unless
 * this node or another revokes it.
 */
@ApplicationScoped
public class Revocations {
  private static final String TOPIC = "token";
  // How far the clocks of two nodes may be apart, and more.
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final int BATCH = 500;
  private static final String FORGET =
      "delete from revoked_token where expires_at <= ? order by expires_at limit " + BATCH;

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Event<TokenRevoked> changes;
  @Inject Clock clock;

  private final Messages messages;
  private final Remembered<UUID, Boolean> known;

  /** For the container's proxy. */
  protected Revocations() {
    messages = null;
    known = null;
  }

  @Inject
  Revocations(MemorySettings settings, Messages messages) {
    this.messages = messages;
    this.known = new Remembered<>(settings, this::read);
    hear();
  }

  /** Of rows that are somewhere else. */
  Revocations(MemorySettings settings, Messages messages, Function<UUID, Boolean> rows) {
    this.messages = messages;
    this.known = new Remembered<>(settings, rows);
    hear();
  }

  private void hear() {
    messages.on(TOPIC, token -> known.forget(Ids.told(token)));
    messages.onGap(known::forgetAll);
  }

  @Inject
  void watched(Meters meters) {
    meters.cache("revocations", known::asked, known::reads, known::size);
  }

  /** Ends a token for good. */
  @Retried
  @Transactional
  public void revoke(AccessToken token) {
    em.createNativeQuery("insert ignore into revoked_token (id, expires_at) values (?, ?)")
        .setParameter(1, Ids.bytes(token.id()))
        .setParameter(2, token.expiresAt())
        .executeUpdate();
    changes.fire(new TokenRevoked(token.id()));
  }

  /** Whether a token was revoked. */
  public boolean isRevoked(AccessToken token) {
    return known.of(token.id());
  }

  private boolean read(UUID id) {
    return !em.createNativeQuery("select 1 from revoked_token where id = ?", Integer.class)
        .setParameter(1, Ids.bytes(id))
        .getResultList()
        .isEmpty();
  }

  // After completion and not only after success: nobody knows how a commit ended that broke off.
  void onRevoked(@Observes(during = TransactionPhase.AFTER_COMPLETION) TokenRevoked change) {
    known.forget(change.token());
    messages.tell(TOPIC, change.token().toString());
  }

  /** Forgets some revoked tokens that have ended by themselves; whether there may be more. */
  @Retried
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean forgetSome() {
    return em.createNativeQuery(FORGET)
            .setParameter(1, clock.instant().minus(MARGIN))
            .executeUpdate()
        == BATCH;
  }
}
