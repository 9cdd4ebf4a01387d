package org.allogate.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ends a request with a problem document; thrown anywhere behind the socket. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final String ERRORS = "errors";

  private final ProblemType type;
  private final transient Map<String, Object> extensions = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  /** A problem whose detail is for the client: no secret, nothing of the inside. */
  public ProblemException(ProblemType type, String detail) {
    super(detail, null, false, false);
    this.type = type;
  }

  /** 404 for an object that does not exist, or not for this caller. */
  public static ProblemException notFound(String what) {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no such " + what + ".");
  }

  /** All broken rules of a request at once. */
  public static ProblemException violations(List<Violation> violations) {
    String detail =
        violations.size() == 1
            ? "1 member or parameter breaks a rule."
            : violations.size() + " members or parameters break a rule.";
    return new ProblemException(ProblemType.VALIDATION_ERROR, detail)
        .with(ERRORS, List.copyOf(violations));
  }

  /** Adds an extension member to the document. */
  public ProblemException with(String member, Object value) {
    extensions.put(member, value);
    return this;
  }

  /** Adds a header to the answer. */
  public ProblemException header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** The entry of the catalogue. */
  public ProblemType type() {
    return type;
  }

  /** The broken rules; empty for a problem that is none of input. */
  @SuppressWarnings("unchecked")
  public List<Violation> violations() {
    return (List<Violation>) extensions.getOrDefault(ERRORS, List.of());
  }

  Map<String, Object> extensions() {
    return extensions;
  }

  Map<String, String> headers() {
    return headers;
  }
}
