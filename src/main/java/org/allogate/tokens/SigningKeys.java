package org.allogate.tokens;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.allogate.redis.Messages;

/**
 * The signing keys that are published, as this node knows them: read again when that is a minute
 * old or somebody changed them, and for an id that is not among them, but then once in five seconds
 * at most, however many ids are made up.
 */
@ApplicationScoped
public class SigningKeys {
  private static final Duration BELIEVED = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Known NOTHING = new Known(Map.of(), Instant.MIN, 0);
  private static final String TOPIC = "signing-keys";

  @Inject KeyRotation rotation;
  @Inject Clock clock;
  @Inject Messages messages;

  private final AtomicLong changes = new AtomicLong();
  private volatile Known known = NOTHING;
  private Instant looked = Instant.MIN;

  @PostConstruct
  void hear() {
    messages.on(TOPIC, nothing -> changes.incrementAndGet());
    messages.onGap(changes::incrementAndGet);
  }

  /** The key that signs now; made where there is none. */
  KnownKey signing() {
    Optional<KnownKey> key = fresh().signing(clock.instant());
    if (key.isEmpty()) {
      rotation.rotate();
      changed();
      key = readNow().signing(clock.instant());
    }
    return key.orElseThrow(() -> new IllegalStateException("There is no key to sign tokens with"));
  }

  /** The published key of an id. */
  Optional<KnownKey> byKid(String kid) {
    Optional<KnownKey> key = fresh().byKid(kid, clock.instant());
    return key.isPresent() || !mayLook() ? key : readNow().byKid(kid, clock.instant());
  }

  private synchronized boolean mayLook() {
    boolean over = isOver(looked, PAUSE);
    looked = over ? clock.instant() : looked;
    return over;
  }

  /** The public parts of all that are published, the oldest first; at most a minute old. */
  public List<PublicKey> published() {
    signing();
    Instant now = clock.instant();
    return fresh().keys().values().stream()
        .filter(key -> now.isBefore(key.publishedUntil()))
        .sorted(Comparator.comparing(KnownKey::signsFrom).thenComparing(KnownKey::kid))
        .map(KnownKey::published)
        .toList();
  }

  /** Reads again when next asked, and has other nodes do so: for a node that changed them. */
  void changed() {
    changes.incrementAndGet();
    messages.tell(TOPIC, "changed");
  }

  private Known fresh() {
    Known seen = known;
    return isOver(seen) ? read() : seen;
  }

  // One thread reads; those that waited take what it read.
  private synchronized Known read() {
    return isOver(known) ? readNow() : known;
  }

  private synchronized Known readNow() {
    Instant now = clock.instant();
    // Before they are read: what changes meanwhile is read again.
    long seen = changes.get();
    Map<String, KnownKey> keys =
        rotation.published().stream().collect(Collectors.toMap(KnownKey::kid, Function.identity()));
    known = new Known(keys, now, seen);
    return known;
  }

  private boolean isOver(Known seen) {
    return seen.changes() != changes.get() || isOver(seen.readAt(), BELIEVED);
  }

  // A clock that was set back makes nothing last longer.
  private boolean isOver(Instant since, Duration time) {
    Instant now = clock.instant();
    return since.equals(Instant.MIN) || Duration.between(since, now).abs().compareTo(time) >= 0;
  }

  /** What was read at an instant, after so many changes. */
  private record Known(Map<String, KnownKey> keys, Instant readAt, long changes) {
    Optional<KnownKey> signing(Instant now) {
      return keys.values().stream()
          .filter(key -> key.signs(now))
          .max(Comparator.comparing(KnownKey::signsFrom).thenComparing(KnownKey::kid));
    }

    Optional<KnownKey> byKid(String kid, Instant now) {
      return Optional.ofNullable(keys.get(kid)).filter(key -> now.isBefore(key.publishedUntil()));
    }
  }
}
