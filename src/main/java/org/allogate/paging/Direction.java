package org.allogate.paging;

/** Which rows a cursor asks for, seen from its edge. */
enum Direction {
  /** Those after the edge. */
  AFTER(">", true),
  /** Those before the edge, the nearest ones. */
  BEFORE("<", false),
  /** The edge itself, if it is there, and those before it. */
  UP_TO("<=", false),
  /** The edge itself, if it is there, and those after it. */
  FROM(">=", true);

  private final String comparison;
  private final boolean forward;

  Direction(String comparison, boolean forward) {
    this.comparison = comparison;
    this.forward = forward;
  }

  /** The comparison of a row's id with the edge in a list of ascending ids. */
  String comparison() {
    return comparison;
  }

  boolean isForward() {
    return forward;
  }
}
