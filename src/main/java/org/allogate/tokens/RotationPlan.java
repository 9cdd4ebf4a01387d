package org.allogate.tokens;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** When the next signing key is due, and how long it lives. */
final class RotationPlan {
  private RotationPlan() {}

  /**
   * The life of the key to be made now; empty while there is one that signs, and one to come after
   * it where that is due.
   *
   * @param lives those of the keys that can sign
   */
  static Optional<SigningKey.Life> due(
      List<SigningKey.Life> lives, Instant now, TokenSettings settings) {
    if (lives.stream().noneMatch(life -> life.signs(now))) {
      return Optional.of(life(now.truncatedTo(ChronoUnit.SECONDS), settings));
    }
    Instant end =
        lives.stream()
            .map(SigningKey.Life::signsUntil)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    boolean near = !now.isBefore(end.minus(settings.publishedAhead()));
    return near ? Optional.of(life(end, settings)) : Optional.empty();
  }

  // Where the lifetime of tokens is raised later, the last ones of this key end with it all the
  // same.
  private static SigningKey.Life life(Instant from, TokenSettings settings) {
    Instant until = from.plus(settings.signingKeyLife());
    return new SigningKey.Life(from, until, until.plus(settings.lifetime()));
  }
}
