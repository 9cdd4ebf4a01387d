package org.allogate.ratelimit;

import io.lettuce.core.RedisException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.allogate.redis.RedisAway;

/**
 * The counters of one kind of subject: those that all nodes share where there are any, and what is
 * done instead while they are away.
 *
 * @param <K> the subjects, with the equality of a map's key
 */
final class Counters<K> {
  private static final Logger LOG = Logger.getLogger(Counters.class.getName());
  private static final AtomicBoolean TOLD = new AtomicBoolean();

  private final LocalCounters<K> local;
  private final RedisCounters<K> shared;
  private final WhenAway whenAway;
  private final Tally tally;

  /** {@code shared} is null where every node counts for itself. */
  Counters(LocalCounters<K> local, RedisCounters<K> shared, WhenAway whenAway, Tally tally) {
    this.local = local;
    this.shared = shared;
    this.whenAway = whenAway;
    this.tally = tally;
  }

  /** Admits {@code cost} units (0 only looks) under all of the 1 to 4 policies, or charges none. */
  Decision decide(K subject, List<Policy> policies, int cost) {
    Decision decision =
        shared == null ? local.decide(subject, policies, cost) : ofAll(subject, policies, cost);
    tally.count(decision);
    return decision;
  }

  private Decision ofAll(K subject, List<Policy> policies, int cost) {
    try {
      return shared.decide(subject, policies, cost);
    } catch (RedisAway e) {
      return withoutOthers(subject, policies, cost);
    } catch (RedisException e) {
      tell(e);
      return withoutOthers(subject, policies, cost);
    }
  }

  private Decision withoutOthers(K subject, List<Policy> policies, int cost) {
    tally.countAway();
    return switch (whenAway) {
      case LOCAL -> local.decide(subject, policies, cost);
      // What only looks takes nothing, and is admitted whatever is counted.
      case REJECT -> Decision.unknown(cost == 0, policies);
      case ADMIT -> Decision.unknown(true, policies);
    };
  }

  // It answers, but refuses the command, as to a user without rights: nobody else would notice.
  private static void tell(RedisException e) {
    if (TOLD.compareAndSet(false, true)) {
      LOG.log(
          Level.SEVERE,
          "Redis refuses to count, and limits are decided without it: {0}. Its user needs EVALSHA,"
              + " EVAL, GET, SET, DEL and TIME. This is told once.",
          e.getMessage());
    }
  }

  /** Forgets what counts nothing any more in the memory of this node. */
  void sweep() {
    local.sweep();
  }
}
