package org.allogate.access;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allogate.problem.ProblemException;
import org.allogate.problem.Violation;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;

/**
 * What is asked for on behalf of an operation that is guarded elsewhere. A proxy's own settings say
 * it, in the address: headers pass through a proxy from its clients, who would lower their own
 * price. Where the path says it, the query is the client's and is not read.
 */
public final class Behalf {
  /** Most units that can be asked for at once. */
  public static final int MAX_COST = 10_000;

  private static final String SCOPES = "scopes";
  private static final String COST = "cost";
  private static final String NO_SCOPES = "-";

  private final List<Violation> violations = new ArrayList<>();

  private Behalf() {}

  /**
   * The capability with the scopes (separated by commas, {@code -} for none) and the cost (0 to
   * 10,000) that the address says.
   *
   * @throws ProblemException when it says nothing that can be asked for
   */
  static Capability of(Capability declared, UriInfo address) {
    MultivaluedMap<String, String> path = address.getPathParameters();
    return new Behalf()
        .read(declared, path.containsKey(SCOPES) ? path : address.getQueryParameters());
  }

  private Capability read(Capability declared, MultivaluedMap<String, String> parameters) {
    Scopes scopes = only(parameters, SCOPES).map(this::scopes).orElse(declared.scopes());
    int cost = only(parameters, COST).map(this::cost).orElse(declared.cost());
    if (!violations.isEmpty()) {
      throw ProblemException.violations(violations);
    }
    return declared.as(scopes, cost);
  }

  private Optional<String> only(MultivaluedMap<String, String> parameters, String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      violations.add(new Violation(name, "must be given once"));
    }
    return values.stream().findFirst();
  }

  private Scopes scopes(String text) {
    List<Scope> scopes = new ArrayList<>();
    if (!text.equals(NO_SCOPES)) {
      for (String name : text.split(",", -1)) {
        Scope.byName(name)
            .ifPresentOrElse(
                scopes::add,
                () -> violations.add(new Violation(SCOPES, "names a scope that is not known")));
      }
    }
    return Scopes.of(scopes.toArray(Scope[]::new));
  }

  private int cost(String text) {
    try {
      int cost = Integer.parseInt(text);
      if (cost >= 0 && cost <= MAX_COST) {
        return cost;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same violation.
    }
    violations.add(new Violation(COST, "must be an integer from 0 to " + MAX_COST));
    return 0;
  }
}
