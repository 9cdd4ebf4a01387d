package org.allogate.credits;

/**
 * Units that are set aside for one call, until it is known whether it costs them. Settling or
 * releasing a second time changes nothing.
 */
public final class Charge {
  private final Account account;
  private final int units;
  private State state = State.OPEN;

  Charge(Account account, int units) {
    this.account = account;
    this.units = units;
  }

  /** How many credits. */
  public int units() {
    return units;
  }

  /** The call has succeeded: it costs them, whatever becomes of this object. */
  public void settle() {
    synchronized (account) {
      if (state == State.OPEN) {
        account.spend(units);
        state = State.PAID;
      }
    }
  }

  /** The call costs nothing. */
  public void release() {
    synchronized (account) {
      if (state == State.OPEN) {
        account.release(units);
        state = State.RELEASED;
      }
    }
  }

  /** Whether they are paid for good. */
  public boolean isPaid() {
    synchronized (account) {
      return state == State.PAID;
    }
  }

  /** Whether a row can be written for it. */
  boolean isOpen() {
    synchronized (account) {
      return state == State.OPEN;
    }
  }

  Account account() {
    return account;
  }

  /** The number of the row that is written now. */
  long beginRow() {
    synchronized (account) {
      state = State.WRITING;
      return account.beginRow();
    }
  }

  /** The row's transaction is over; where nobody knows how, the row counts as written. */
  void endRow(boolean undone) {
    synchronized (account) {
      if (state == State.WRITING && undone) {
        account.undoRow();
        state = State.OPEN;
      } else if (state == State.WRITING) {
        account.endRow(units);
        state = State.PAID;
      }
    }
  }

  private enum State {
    OPEN,
    WRITING,
    PAID,
    RELEASED
  }
}
