package org.allogate.contract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.allogate.access.Capability;
import org.allogate.problem.ProblemType;
import org.allogate.surface.Surface;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Which problems an operation can answer with. */
final class OperationProblems {
  private OperationProblems() {}

  /**
   * All of them.
   *
   * @param more those that only the operation itself knows of
   */
  static Set<ProblemType> of(
      Operation operation,
      Capability capability,
      Surface surface,
      boolean safe,
      List<ProblemType> more) {
    Set<ProblemType> types = new LinkedHashSet<>();
    boolean body = operation.getRequestBody() != null;
    boolean query = has(operation, Parameter.In.QUERY) || Paging.isPaged(operation);
    boolean ofOrganization = !capability.scopes().names().isEmpty() || capability.onBehalf();
    boolean form = body && surface == Surface.OAUTH;
    if (form) {
      types.add(ProblemType.INVALID_REQUEST);
    }
    if (!form && (body || query)) {
      types.add(ProblemType.MALFORMED_REQUEST);
    }
    if (!form && (body || query || ofOrganization)) {
      types.add(ProblemType.VALIDATION_ERROR);
    }
    if (Paging.isPaged(operation)) {
      types.add(ProblemType.INVALID_CURSOR);
    }
    if (!capability.open()) {
      types.addAll(guard(ofOrganization));
      if (!capability.memberOnly()) {
        types.add(ProblemType.PAYMENT_REQUIRED);
      }
      if (!capability.keyOnly()) {
        types.addAll(session(safe));
      }
    } else if (has(operation, Parameter.In.PATH)) {
      types.add(ProblemType.NOT_FOUND);
    }
    if (body) {
      types.add(ProblemType.PAYLOAD_TOO_LARGE);
      types.add(ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }
    types.addAll(
        List.of(
            ProblemType.HTTPS_REQUIRED,
            ProblemType.METHOD_NOT_ALLOWED,
            ProblemType.NOT_ACCEPTABLE,
            ProblemType.INTERNAL_ERROR));
    types.addAll(more);
    return types;
  }

  private static List<ProblemType> guard(boolean scoped) {
    List<ProblemType> types =
        new ArrayList<>(
            List.of(
                ProblemType.MISSING_API_KEY,
                ProblemType.INVALID_API_KEY,
                ProblemType.API_KEY_EXPIRED,
                ProblemType.API_KEY_REVOKED,
                ProblemType.INVALID_TOKEN,
                ProblemType.USER_INACTIVE,
                ProblemType.TENANT_DISABLED,
                ProblemType.ADDRESS_NOT_ALLOWED,
                ProblemType.PERMISSION_DENIED,
                ProblemType.NOT_FOUND,
                ProblemType.RATE_LIMITED,
                ProblemType.SERVICE_UNAVAILABLE));
    if (scoped) {
      types.add(ProblemType.INSUFFICIENT_SCOPE);
    }
    return types;
  }

  private static List<ProblemType> session(boolean safe) {
    return safe
        ? List.of(ProblemType.SESSION_EXPIRED)
        : List.of(ProblemType.SESSION_EXPIRED, ProblemType.CSRF_TOKEN_INVALID);
  }

  private static boolean has(Operation operation, Parameter.In in) {
    return operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(parameter -> parameter.getIn() == in);
  }
}
