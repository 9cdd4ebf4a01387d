package org.allogate.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import org.allogate.input.Ids;
import org.allogate.metrics.Meters;
import org.allogate.retry.Retried;

/**
 * Tokens that ended before their time. What is known of one is believed for five seconds, which
 * bounds how late another node's revocation is seen; on the node that served it, it holds before it
 * is answered.
 */
@ApplicationScoped
public class Revocations {
  private static final Duration BELIEVED = Duration.ofSeconds(5);
  private static final long MOST = 100_000;
  // How far the clocks of two nodes may be apart, and more.
  private static final Duration MARGIN = Duration.ofMinutes(1);

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Event<TokenRevoked> changes;
  @Inject Clock clock;

  private final Cache<UUID, Boolean> cache =
      Caffeine.newBuilder().recordStats().maximumSize(MOST).expireAfterWrite(BELIEVED).build();

  @Inject
  void watched(Meters meters) {
    meters.cache("revocations", cache);
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
    return cache.get(token.id(), this::read);
  }

  private boolean read(UUID id) {
    return !em.createNativeQuery("select 1 from revoked_token where id = ?", Integer.class)
        .setParameter(1, Ids.bytes(id))
        .getResultList()
        .isEmpty();
  }

  // After completion and not only after success: nobody knows how a commit ended that broke off.
  void onRevoked(@Observes(during = TransactionPhase.AFTER_COMPLETION) TokenRevoked change) {
    cache.invalidate(change.token());
  }

  /** Forgets revoked tokens that have ended by themselves. */
  @Transactional
  public void sweep() {
    em.createNativeQuery("delete from revoked_token where expires_at <= ?")
        .setParameter(1, clock.instant().minus(MARGIN))
        .executeUpdate();
  }
}
