package org.allogate.apikeys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.keys.ApiKey;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.retry.Retried;

/**
 * Shows a kept key again. Beside the resource, which has the password proven in between: nothing
 * may be locked for so long.
 */
@ApplicationScoped
public class KeyReveal {
  @Inject Caller caller;
  @Inject ApiKeys keys;
  @Inject KeyIssue issue;
  @Inject KeyMaking making;
  @Inject KeyBook book;

  /** Refuses whoever may not see the key, before a password is asked for. */
  void requireVisible(UUID id) {
    KeyRow row = keys.byId(caller, id).orElseThrow(() -> ProblemException.notFound("API key"));
    making.requireMeans(row.key());
  }

  /** The key of a row that the policy lets be seen, or that may be seen once. */
  @Retried
  @Transactional
  public Made reveal(UUID id, Instant now) {
    ApiKeys.Held held = keys.hold(caller, id);
    ApiKey key = held.key();
    making.requireMeans(key);
    String text = issue.kept(key).orElseThrow(KeyReveal::notKept);
    if (!held.owner().revealable() && !key.revealOnce()) {
      throw notKept();
    }
    if (key.revealOnce()) {
      key.keep(null, false);
    }
    book.record(KeyDeeds.of(held.owner(), now).revealed(key));
    return new Made(new NewKey(key, text), held.owner());
  }

  private static ProblemException notKept() {
    return new ProblemException(
        ProblemType.CONFLICT,
        "The key is not kept where it could be looked at: its organization's policy, its end or an"
            + " earlier look stands against it.");
  }
}
