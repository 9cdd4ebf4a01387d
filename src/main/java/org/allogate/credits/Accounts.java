package org.allogate.credits;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.allogate.metrics.Meters;

/** What this node, under an id of its own from its start on, knows of the tenants' credits. */
@ApplicationScoped
public class Accounts {
  private final UUID node = UUID.randomUUID();
  private final AtomicLong sequence = new AtomicLong();
  private final ConcurrentMap<UUID, Account> accounts = new ConcurrentHashMap<>();
  private final ReadWriteLock books = new ReentrantReadWriteLock();

  @Inject
  void watched(Meters meters) {
    meters.level(
        "allogate_credits_leased",
        "Credits that this node may use without asking.",
        () -> sum(Account::available));
    meters.level(
        "allogate_credits_unwritten",
        "Credits that were used here and are not written down yet.",
        () -> sum(Account::unwritten));
    meters.level("allogate_credit_leases", "Tenants this node leases from.", accounts::size);
  }

  private long sum(ToLongFunction<Account> of) {
    return accounts.values().stream().mapToLong(of).sum();
  }

  UUID node() {
    return node;
  }

  /** Held for writing by who flushes, for reading by who changes or compares rows besides. */
  ReadWriteLock books() {
    return books;
  }

  Account of(UUID tenant) {
    Account account = accounts.get(tenant);
    return account != null
        ? account
        : accounts.computeIfAbsent(tenant, id -> new Account(id, sequence));
  }

  /** The row of a tenant has changed, if anything of it is known here. */
  void changed(UUID tenant) {
    Account account = accounts.get(tenant);
    if (account != null) {
      account.changed();
    }
  }

  /** Rows may have changed of any tenant. */
  void changed() {
    accounts.values().forEach(Account::changed);
  }

  /** Once a second. */
  void tick() {
    accounts.values().forEach(Account::tick);
  }

  /** Those that something holds for, in the order of their tenants. */
  List<Account> some(Predicate<Account> holds) {
    return accounts.values().stream()
        .filter(holds)
        .sorted((one, other) -> one.tenant().compareTo(other.tenant()))
        .toList();
  }

  /** The leases may be others' by now. */
  void distrust() {
    accounts.values().forEach(Account::distrust);
  }

  /** Forgets who has not been here for long. */
  void forget() {
    accounts.values().removeIf(Account::close);
  }
}
