package org.allogate.usage;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Usage that is not written down yet. Safe for any number of threads, with no lock wider than one
 * cell; nothing is lost or counted twice between {@link #add} and {@link #drain}.
 *
 * <p>Memory is bounded by counting coarser, never by dropping: past {@code maximum} cells a request
 * that has no cell yet counts for any capability of its key, past another quarter of that for its
 * organization as a whole, past one more for the organization's hour. There the cells are as many
 * as the organizations that call, however long the database is away; threads that add one at the
 * same moment may each go one past a bound.
 */
final class UsageCells {
  private static final int SHARES = 4;

  private final int maximum;
  private final ConcurrentMap<CellKey, Cell> cells = new ConcurrentHashMap<>();

  /** {@code maximum} is in cells, at least 1. */
  UsageCells(int maximum) {
    if (maximum < 1) {
      throw new IllegalArgumentException("maximum must be at least 1: " + maximum);
    }
    this.maximum = maximum;
  }

  /** Counts one request, its units and its latency in nanoseconds. */
  void add(CellKey exact, long units, long nanos) {
    int bucket = Latencies.bucket(nanos);
    boolean added = false;
    // A cell that was taken out meanwhile has a successor.
    while (!added) {
      added = added(exact, units, bucket);
    }
  }

  private boolean added(CellKey exact, long units, int bucket) {
    CellKey key = exact;
    for (int level = 0; ; level++) {
      Cell cell = cells.get(key);
      if (cell == null && (level == CellKey.LEVELS || cells.size() < bound(level))) {
        cell = cells.computeIfAbsent(key, it -> new Cell());
      }
      if (cell != null) {
        return cell.add(units, bucket);
      }
      key = exact.coarser(level + 1);
    }
  }

  private long bound(int level) {
    return maximum + (long) maximum * level / SHARES;
  }

  /** Takes out everything counted so far. */
  Map<CellKey, Counts> drain() {
    Map<CellKey, Counts> drained = new HashMap<>();
    cells.forEach(
        (key, cell) -> {
          if (cells.remove(key, cell)) {
            take(key, cell.close(), drained);
          }
        });
    return drained;
  }

  private static void take(CellKey key, Counts counts, Map<CellKey, Counts> drained) {
    if (counts.requests() > 0) {
      drained.merge(key, counts, Counts::add);
    }
  }

  /** Cells held. */
  int size() {
    return cells.size();
  }

  /** Counts under its own monitor until it is closed. */
  private static final class Cell {
    private Counts counts = new Counts();

    synchronized boolean add(long units, int bucket) {
      if (counts == null) {
        return false;
      }
      counts.add(units, bucket);
      return true;
    }

    /** What it counted; from now on it counts nothing. */
    synchronized Counts close() {
      Counts closed = counts;
      counts = null;
      return closed;
    }
  }
}
