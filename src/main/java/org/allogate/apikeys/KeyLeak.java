package org.allogate.apikeys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.allogate.keys.ApiKey;
import org.allogate.keys.KeyChanged;
import org.allogate.keys.KeyStatus;
import org.allogate.retry.Retried;
import org.allogate.surface.Origin;
import org.allogate.tenancy.Actor;

/**
 * Ends a key that somebody found. Beside the resource, which has the key proven first: refusals
 * take their time, and no connection may wait with them.
 */
@ApplicationScoped
public class KeyLeak {
  @Inject ApiKeys keys;
  @Inject KeyBook book;
  @Inject Event<KeyChanged> changes;
  @Inject Clock clock;

  /** The key, revoked now or before; what ended by itself is revoked as well. */
  @Retried
  @Transactional
  public ApiKey revoke(UUID id, Origin origin) {
    ApiKeys.Held held = keys.hold(id);
    ApiKey key = held.key();
    Instant now = clock.instant();
    if (key.status(now) != KeyStatus.REVOKED) {
      key.revoke("leaked", now);
      changes.fire(KeyChanged.of(key.id()));
      book.record(
          key.tenantId(),
          Actor.apiKey(key.id(), key.name()),
          origin,
          List.of(KeyDeeds.of(held.owner(), now).revoked(key)));
    }
    return key;
  }
}
