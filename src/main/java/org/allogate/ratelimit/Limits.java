package org.allogate.ratelimit;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Decides whether a caller may go on, in the memory of this node. A shared backend is to be chosen
 * behind this class; its callers see {@link Decision} alone. Safe for any number of threads; no
 * lock is wider than one counter.
 */
public final class Limits {
  private final LocalCounters<UUID> keys;
  private final LocalCounters<String> addresses;
  private final LocalCounters<String> accounts;
  private final LocalCounters<String> signInAddresses;
  private final LocalCounters<String> tokenAddresses;

  Limits(Clock clock, int maxCounters) {
    keys = new LocalCounters<>(clock, maxCounters);
    addresses = new LocalCounters<>(clock, maxCounters);
    accounts = new LocalCounters<>(clock, maxCounters);
    signInAddresses = new LocalCounters<>(clock, maxCounters);
    tokenAddresses = new LocalCounters<>(clock, maxCounters);
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

  /** Forgets the counters that count nothing any more. */
  void sweep() {
    keys.sweep();
    addresses.sweep();
    accounts.sweep();
    signInAddresses.sweep();
    tokenAddresses.sweep();
  }
}
