package org.allogate.credits;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.allogate.credits.Account.Share;
import org.allogate.credits.NodeRows.Found;
import org.allogate.credits.NodeRows.Row;
import org.allogate.credits.NodeRows.Use;

/** One flush: what is to be written down of some accounts, and what was. */
final class Flush {
  private final Map<UUID, Account> accounts = new TreeMap<>();
  private final Map<UUID, Share> shares = new TreeMap<>();
  private final Accounts all;

  private Map<UUID, Use> uses;
  private Found found = Found.NOTHING;
  private long number;
  private boolean newlySeen;

  Flush(Accounts all) {
    this.all = all;
  }

  /** Writes down what there is of an account. */
  void add(Account account, boolean everything) {
    account.move();
    accounts.put(account.tenant(), account);
    shares.put(account.tenant(), account.share(everything));
  }

  /** What it means for the leases, together with the charge rows that were found. */
  Map<UUID, Use> uses(List<Row> rows) {
    uses = null;
    Map<UUID, Use> wanted = new TreeMap<>();
    shares.forEach(
        (tenant, share) -> {
          Use use = new Use();
          use.used = share.spent();
          use.surplus = share.surplus();
          wanted.put(tenant, use);
        });
    rows.forEach(row -> wanted.computeIfAbsent(row.tenant(), id -> new Use()).used += row.units());
    wanted.keySet().forEach(this::include);
    return wanted;
  }

  private void include(UUID tenant) {
    if (!accounts.containsKey(tenant)) {
      Account account = all.of(tenant);
      account.move();
      accounts.put(tenant, account);
    }
  }

  /** The transaction is done but for its commit. */
  void happened(Map<UUID, Use> written, Found folded, long flushed, boolean firstSeen) {
    uses = written;
    found = folded;
    number = flushed;
    newlySeen = firstSeen;
  }

  /** Whether it came as far as its commit. */
  boolean hasHappened() {
    return uses != null;
  }

  /** Whose leases it touches. */
  Collection<UUID> tenants() {
    return uses.keySet();
  }

  /**
   * Whether it was committed after all.
   *
   * @param flushed the number that the node's row has now; empty when others took it for dead since
   */
  boolean isCommitted(Optional<Long> flushed) {
    return newlySeen
        ? flushed.equals(Optional.of(number))
        : !flushed.equals(Optional.of(number - 1));
  }

  /** Whether there may be more charge rows than it folded. */
  boolean isFull() {
    return found.full();
  }

  /** It is committed. */
  void done() {
    uses.forEach(
        (tenant, use) ->
            accounts.get(tenant).done(share(tenant), folded(tenant, 0), later(tenant), use.left()));
    if (newlySeen) {
      all.distrust();
    }
    agree();
  }

  /** It turned out later to be committed. */
  void doneBefore() {
    uses.keySet()
        .forEach(
            tenant ->
                accounts.get(tenant).doneBefore(share(tenant), folded(tenant, 0), later(tenant)));
    agree();
  }

  /** It is not committed, and never will be. */
  void undone() {
    shares.forEach((tenant, share) -> accounts.get(tenant).undo(share));
    agree();
  }

  private void agree() {
    accounts.values().forEach(Account::move);
  }

  private Share share(UUID tenant) {
    // Of a full batch the rows of a share may not be all there; nor where others had some in hand.
    Share share = shares.getOrDefault(tenant, Share.ofRowsAlone(tenant));
    return found.full() || !found.all() ? share.unsettled() : share;
  }

  private long later(UUID tenant) {
    Share share = shares.get(tenant);
    return share == null ? 0 : folded(tenant, share.sequence() + 1);
  }

  private long folded(UUID tenant, long from) {
    return found.rows().stream()
        .filter(row -> row.tenant().equals(tenant) && row.sequence() >= from)
        .mapToLong(Row::units)
        .sum();
  }
}
