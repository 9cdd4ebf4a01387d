package org.allogate.problem;

import java.util.List;

/** Shows tests of other packages what a problem carries. */
public final class Contents {
  private Contents() {}

  /** The broken rules of a validation error. */
  public static List<Violation> violations(ProblemException problem) {
    return ((List<?>) problem.extensions().get("errors"))
        .stream().map(Violation.class::cast).toList();
  }

  /** An extension member. */
  public static Object extension(ProblemException problem, String name) {
    return problem.extensions().get(name);
  }
}
