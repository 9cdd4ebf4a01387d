package org.allogate.credits;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What this node may use of one tenant's credits. All numbers are credits; each method is one short
 * step under this object's monitor, and none waits for anything else.
 */
final class Account {
  static final long SMALLEST_BLOCK = 64;

  private static final int CALM = 10;
  private static final int FORGOTTEN = 600;
  private static final long UNKNOWN = -1;

  private final UUID tenant;
  private final AtomicLong sequence;
  private final Lock refilling = new ReentrantLock();

  private long leased;
  private long spent;
  private long written;
  private long reserved;

  /** Charge rows whose transactions are not over. */
  private int inFlight;

  private long used;
  private long block = SMALLEST_BLOCK;
  private int idle;
  private int calm;
  private boolean asked;
  private long lacking = UNKNOWN;
  private long changes;
  private boolean doubtful;
  private boolean closed;
  private long moves;

  /** An account without anything leased; the sequence is that of the node's charge rows. */
  Account(UUID tenant, AtomicLong sequence) {
    this.tenant = tenant;
    this.sequence = sequence;
  }

  UUID tenant() {
    return tenant;
  }

  /** Held by who leases more, so that one at a time does. */
  Lock refilling() {
    return refilling;
  }

  /** Takes units aside for a call. */
  synchronized Outcome reserve(int units) {
    if (closed) {
      return Outcome.CLOSED;
    }
    long left = available() - units;
    if (left < 0) {
      return Outcome.SHORT;
    }
    reserved += units;
    used += units;
    if (left < block / 2 && !asked && lacking == UNKNOWN) {
      asked = true;
      return Outcome.LOW;
    }
    return Outcome.RESERVED;
  }

  synchronized void release(int units) {
    reserved -= units;
  }

  synchronized void spend(int units) {
    reserved -= units;
    spent += units;
  }

  /** The number of the charge row that is about to be written for reserved units. */
  synchronized long beginRow() {
    inFlight++;
    return sequence.incrementAndGet();
  }

  /** The transaction of a charge row is over, and its row is there, or nobody knows. */
  synchronized void endRow(int units) {
    inFlight--;
    reserved -= units;
    written += units;
  }

  /** The transaction of a charge row is over, and its row is not there. */
  synchronized void undoRow() {
    inFlight--;
  }

  /** What may still be used here without asking; below zero after what was not foreseen. */
  synchronized long available() {
    return leased - spent - written - reserved;
  }

  /** What was used here without a row, and no flush has written down. */
  synchronized long unwritten() {
    return spent;
  }

  /** What must be leased for a call of some units to pass; not above zero when it may already. */
  synchronized long need(int units) {
    return units - available();
  }

  /** How much is worth leasing at once: about what a second uses. */
  synchronized long block() {
    return block;
  }

  /** Whether less than a need was seen at the tenant a moment ago. */
  synchronized boolean isKnownToLack(long need) {
    return lacking != UNKNOWN && need > lacking;
  }

  /** What was seen at the tenant when it did not suffice; zero when that was not so. */
  synchronized long lastSeen() {
    return Math.max(0, lacking);
  }

  /** How often the tenant's row was changed by others than nodes, as far as is known. */
  synchronized long changes() {
    return changes;
  }

  /**
   * More was leased; what is left at the tenant is known where it did not suffice.
   *
   * @param before changes before the row was looked at; with another one meanwhile nothing is known
   */
  synchronized void refilled(long amount, boolean enough, long left, long before) {
    leased += amount;
    asked = false;
    calm = 0;
    if (!enough && changes == before) {
      lacking = Math.max(0, left);
    }
  }

  /** Nobody knows whether a lease was committed: the row is asked at the next flush. */
  synchronized void doubt() {
    doubtful = true;
  }

  /** The tenant's row has changed: what was seen there, or is being looked at, counts no more. */
  synchronized void changed() {
    changes++;
    lookAgain();
  }

  private void lookAgain() {
    lacking = UNKNOWN;
    asked = false;
  }

  /** Once a second. */
  synchronized void tick() {
    idle = used == 0 ? idle + 1 : 0;
    calm++;
    block = Math.max(SMALLEST_BLOCK, Math.max(used, block / 2));
    used = 0;
    lookAgain();
  }

  /** Whether there is anything to be written down or given back. */
  synchronized boolean isDirty() {
    return doubtful || spent != 0 || written != 0 || surplus() > 0;
  }

  private long surplus() {
    if (idle >= CALM) {
      return Math.max(0, available());
    }
    return calm >= CALM && available() > 2 * block ? available() - block : 0;
  }

  /**
   * What a flush is to write down. Rows up to the share's number are all committed or never will be
   * when no transaction of one is under way; where one is, they are taken as they come.
   *
   * @param everything whether all that is not in use goes back
   */
  synchronized Share share(boolean everything) {
    long surplus = everything ? Math.max(0, available()) : surplus();
    leased -= surplus;
    return new Share(tenant, spent, surplus, inFlight == 0 ? sequence.get() : -1, written);
  }

  /** The flush was not done. */
  synchronized void undo(Share share) {
    leased += share.surplus();
  }

  /**
   * The flush is done.
   *
   * @param folded units of this share's charge rows
   * @param later those among them with numbers above the share's
   * @param amount what the row of the lease says now
   */
  synchronized void done(Share share, long folded, long later, long amount) {
    settle(share, folded, later);
    leased = amount;
    doubtful = false;
  }

  /** The flush turned out to be done; what the row says now is not known. */
  synchronized void doneBefore(Share share, long folded, long later) {
    settle(share, folded, later);
    leased -= share.spent() + folded;
    doubtful = true;
  }

  private void settle(Share share, long folded, long later) {
    spent -= share.spent();
    written -= share.settled() ? share.written() + later : folded;
  }

  /** Uses nothing more before the row was asked: this node may be taken for dead. */
  synchronized void distrust() {
    leased = Math.min(leased, spent + written + reserved);
    doubtful = true;
  }

  /** Ends an account that nobody used for long; whether it did. */
  synchronized boolean close() {
    closed =
        idle >= FORGOTTEN
            && inFlight == 0
            && !doubtful
            && leased == 0
            && spent == 0
            && written == 0
            && reserved == 0;
    return closed;
  }

  /** Rows and numbers begin to change, or are in agreement again. */
  synchronized void move() {
    moves++;
  }

  /** Even while rows and numbers agree; another one after they have changed. */
  synchronized long moves() {
    return moves;
  }

  /** What came of reserving. */
  enum Outcome {
    RESERVED,
    /** Reserved, and little is left: it is time to lease more. */
    LOW,
    SHORT,
    /** The account is one no more. */
    CLOSED
  }

  /**
   * What a flush writes down of an account.
   *
   * @param spent used without a row
   * @param surplus given back
   * @param sequence the last charge row's number, or -1 while transactions are under way
   * @param written units of charge rows up to that number, as far as known
   */
  record Share(UUID tenant, long spent, long surplus, long sequence, long written) {
    static Share ofRowsAlone(UUID tenant) {
      return new Share(tenant, 0, 0, -1, 0);
    }

    boolean settled() {
      return sequence >= 0;
    }

    /** The same of rows that are taken as they come. */
    Share unsettled() {
      return new Share(tenant, spent, surplus, -1, 0);
    }
  }
}
