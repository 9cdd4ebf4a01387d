package org.allogate.credits;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.allogate.credits.Account.Outcome;
import org.allogate.credits.CreditRows.Balance;
import org.allogate.credits.CreditRows.Lease;
import org.allogate.input.Ids;
import org.allogate.redis.Messages;

/** What tenants pay with: anything that costs them reserves first. */
@ApplicationScoped
public class Credits {
  private static final String TOPIC = "credits";

  private final Accounts accounts;
  private final CreditRows rows;
  private final CreditWork work;
  private final Clock clock;
  private final Messages messages;

  /** For the container's proxy. */
  protected Credits() {
    accounts = null;
    rows = null;
    work = null;
    clock = null;
    messages = null;
  }

  @Inject
  Credits(Accounts accounts, CreditRows rows, CreditWork work, Clock clock, Messages messages) {
    this.accounts = accounts;
    this.rows = rows;
    this.work = work;
    this.clock = clock;
    this.messages = messages;
    messages.on(TOPIC, tenant -> accounts.changed(Ids.told(tenant)));
    messages.onGap(accounts::changed);
  }

  /**
   * Takes credits aside, mostly without asking the database. Not to be called in a transaction that
   * holds the tenant's row, which may be needed for it.
   *
   * @param units more than 0
   * @return what is to be settled or released; empty where the tenant has not as many
   */
  public Optional<Charge> reserve(UUID tenant, int units) {
    Account account = accounts.of(tenant);
    Outcome outcome = account.reserve(units);
    while (outcome == Outcome.CLOSED || outcome == Outcome.SHORT && refilled(account, units)) {
      account = accounts.of(tenant);
      outcome = account.reserve(units);
    }
    if (outcome == Outcome.SHORT) {
      return Optional.empty();
    }
    Charge charge = new Charge(account, units);
    if (outcome == Outcome.LOW) {
      work.refill(tenant);
    }
    return Optional.of(charge);
  }

  /** Whether the call may pass now, or another try be worth it. */
  private boolean refilled(Account account, int units) {
    return !account.isKnownToLack(account.need(units))
        && whileNobodyBooks(
            account,
            () -> {
              long need = account.need(units);
              return need <= 0 || !account.isKnownToLack(need) && lease(account, need);
            });
  }

  /** Leases a block before it is needed. */
  void refill(UUID tenant) {
    Account account = accounts.of(tenant);
    whileNobodyBooks(account, () -> account.available() >= account.block() || lease(account, 1));
  }

  private boolean lease(Account account, long need) {
    account.move();
    long changes = account.changes();
    try {
      Lease lease =
          rows.lease(accounts.node(), clock.instant(), account.tenant(), need, account.block());
      account.refilled(lease.amount(), lease.enough(), lease.left(), changes);
      return lease.enough();
    } catch (RuntimeException e) {
      account.doubt();
      throw e;
    } finally {
      account.move();
    }
  }

  private <T> T whileNobodyBooks(Account account, Supplier<T> deed) {
    Lock books = accounts.books().readLock();
    books.lock();
    try {
      account.refilling().lock();
      try {
        return deed.get();
      } finally {
        account.refilling().unlock();
      }
    } finally {
      books.unlock();
    }
  }

  /** What a tenant has left; see {@link #balance}. */
  public long remaining(UUID tenant) {
    return balance(tenant).left();
  }

  /**
   * What a tenant has, exact to what this node knows: calls that are under way here count as made;
   * of other nodes all that is written down does, which is a second old at most.
   */
  public Balance balance(UUID tenant) {
    Account account = accounts.of(tenant);
    long moves = account.moves();
    if (moves % 2 == 0) {
      Balance balance = read(account);
      if (account.moves() == moves) {
        return balance;
      }
    }
    return whileNobodyBooks(account, () -> read(account));
  }

  private Balance read(Account account) {
    Balance beside = rows.beside(accounts.node(), account.tenant());
    return new Balance(beside.granted(), beside.left() + account.available());
  }

  /** What calls here may use, as far as it is known without asking. */
  long known(UUID tenant) {
    Account account = accounts.of(tenant);
    return Math.max(0, account.available() + account.lastSeen());
  }

  void granted(@Observes(during = TransactionPhase.AFTER_COMPLETION) CreditsGranted granted) {
    accounts.changed(granted.tenant());
    messages.tell(TOPIC, granted.tenant().toString());
  }

  /** Writes the opening entry of a new tenant's ledger, where there is none yet. */
  @Transactional(TxType.MANDATORY)
  public void open(UUID tenant) {
    rows.open(tenant, clock.instant());
  }
}
