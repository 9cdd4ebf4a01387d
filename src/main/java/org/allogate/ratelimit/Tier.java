package org.allogate.ratelimit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A named list of rate policies that a tenant or a key may have; the figures are units a minute.
 */
public enum Tier {
  /** 10 units a minute. */
  FREE(10),
  /** 60 units a minute, the default. */
  STANDARD(60),
  /** 300 units a minute. */
  PRO(300),
  /** 1,500 units a minute. */
  ENTERPRISE(1500);

  private final List<Policy> policies;

  Tier(int unitsAMinute) {
    policies = List.of(new Policy(unitsAMinute, 60));
  }

  /** The name on the wire, in lower case: {@code standard}. */
  public String tierName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All of them must admit a request. */
  public List<Policy> policies() {
    return policies;
  }

  /** The tier of exactly this {@link #tierName()}. */
  public static Optional<Tier> byName(String tierName) {
    return Arrays.stream(values()).filter(tier -> tier.tierName().equals(tierName)).findFirst();
  }
}
