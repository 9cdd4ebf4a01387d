package org.allogate.redis;

/** Redis does not answer, or no node is to be shared with; without a stack, for it may be often. */
public final class RedisAway extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RedisAway(String message) {
    super(message, null, false, false);
  }
}
