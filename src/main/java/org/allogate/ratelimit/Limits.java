package org.allogate.ratelimit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.allogate.redis.Redis;
import org.allogate.secrets.Digests;

/**
 * Decides whether a caller may go on: in the Redis that all nodes share where there is one, in the
 * memory of this node otherwise. Safe for any number of threads; no lock is wider than one counter.
 *
 * <p>While Redis is away, a setting says what becomes of the requests of keys. All other limits are
 * then counted by each node for itself whatever it says: they keep guessing slow, and neither may
 * guessing be free for as long nor everybody be locked out.
 */
public final class Limits {
  private static final int NAME_BYTES = 16;

  private final Tally tally = new Tally();
  private final Counters<UUID> keys;
  private final Counters<UUID> members;
  private final Counters<String> addresses;
  private final Counters<String> accounts;
  private final Counters<String> signInAddresses;
  private final Counters<String> tokenAddresses;

  Limits(Clock clock, int maxCounters, Redis redis, WhenAway whenAway) {
    Making making = new Making(clock, maxCounters, redis);
    keys = making.of("key", UUID::toString, whenAway, tally);
    members = making.of("member", UUID::toString, WhenAway.LOCAL, tally);
    addresses = making.of("failed", Limits::hidden, WhenAway.LOCAL, tally);
    accounts = making.of("account", Limits::hidden, WhenAway.LOCAL, tally);
    signInAddresses = making.of("sign-in", Limits::hidden, WhenAway.LOCAL, tally);
    tokenAddresses = making.of("client", Limits::hidden, WhenAway.LOCAL, tally);
  }

  private record Making(Clock clock, int maxCounters, Redis redis) {
    <K> Counters<K> of(String kind, Function<K, String> naming, WhenAway whenAway, Tally tally) {
      return new Counters<>(
          new LocalCounters<>(clock, maxCounters),
          redis.isConfigured() ? new RedisCounters<>(redis, kind, naming) : null,
          whenAway,
          tally);
    }
  }

  // Addresses and accounts are people's, and strangers choose how long they are. A hash of them can
  // be guessed at by whoever reads Redis, but not read.
  private static String hidden(String text) {
    byte[] hash = Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, NAME_BYTES));
  }

  /**
   * Admits a request of a key and charges it to all its policies, or refuses it and charges none.
   *
   * @param key the id of the key
   * @param policies those of the key at this moment, 1 to 4; a window keeps its count for as long
   *     as the key has a policy of that length
   * @param cost units of the request; 0 only looks and is always admitted, more than a limit is
   *     always refused
   */
  public Decision admit(UUID key, List<Policy> policies, int cost) {
    return keys.decide(key, policies, cost);
  }

  /** The same for a member who signed in; always known. */
  public Decision admitMember(UUID member, List<Policy> policies, int cost) {
    return members.decide(member, policies, cost);
  }

  /**
   * Counts one failed credential, or refuses it uncounted because its address has failed too often.
   *
   * @param address of the client, in one canonical form
   * @param policy how many failures an address has in which window
   */
  public Decision admitFailure(String address, Policy policy) {
    return addresses.decide(address, List.of(policy), 1);
  }

  /**
   * Counts one attempt to sign in as somebody, or refuses it uncounted.
   *
   * @param account the address that signs in, in one canonical form
   */
  public Decision admitSignIn(String account, Policy policy) {
    return accounts.decide(account, List.of(policy), 1);
  }

  /**
   * Counts one attempt to sign in from somewhere, apart from failed credentials, or refuses it
   * uncounted.
   *
   * @param address of the client, in one canonical form
   */
  public Decision admitSignInFrom(String address, Policy policy) {
    return signInAddresses.decide(address, List.of(policy), 1);
  }

  /**
   * Counts one failed client of the token endpoints, apart from failed credentials, or refuses it
   * uncounted.
   *
   * @param address of the client, in one canonical form
   */
  public Decision admitTokenFailure(String address, Policy policy) {
    return tokenAddresses.decide(address, List.of(policy), 1);
  }

  /** Decisions of this node since its start. */
  public long decisions() {
    return tally.decisions();
  }

  /** Those of them that refused. */
  public long refusals() {
    return tally.refusals();
  }

  /** Those of them that Redis had to make and did not. */
  public long decisionsWhileAway() {
    return tally.away();
  }

  /** Forgets the counters that count nothing any more. */
  void sweep() {
    Stream.of(keys, members, addresses, accounts, signInAddresses, tokenAddresses)
        .forEach(Counters::sweep);
  }
}
