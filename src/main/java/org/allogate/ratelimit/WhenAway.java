package org.allogate.ratelimit;

import java.util.Arrays;
import java.util.Locale;

/** What is done about a limit that Redis counts while Redis does not answer. */
enum WhenAway {
  /** Refuses: nobody has more than the limit, and nobody gets anything. */
  REJECT,
  /** Counts on each node by itself: everybody has the limit once per node. */
  LOCAL,
  /** Admits uncounted: there is no limit for as long. */
  ADMIT;

  /**
   * That of a setting's value, in lower case.
   *
   * @throws IllegalArgumentException when it is none
   */
  static WhenAway of(String setting) {
    return Arrays.stream(values())
        .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(setting))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "allogate.rate-limit.when-away must be reject, local or admit: " + setting));
  }
}
