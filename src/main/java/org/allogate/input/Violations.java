package org.allogate.input;

import java.util.ArrayList;
import java.util.List;
import org.allogate.problem.ProblemException;
import org.allogate.problem.Violation;

/** Collects the broken rules of one request, so that a client learns of all of them at once. */
final class Violations {
  // Enough to mend by; a body made of nothing but mistakes is not echoed whole.
  private static final int MOST = 100;

  private final List<Violation> found = new ArrayList<>();

  void add(String pointer, String detail) {
    if (found.size() < MOST) {
      found.add(new Violation(pointer, detail));
    }
  }

  boolean has(String pointer) {
    return found.stream().anyMatch(it -> it.pointer().equals(pointer));
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw ProblemException.violations(found);
    }
  }
}
