package org.allogate.oauth2;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;

/**
 * The parameters of a body (RFC 6749, appendix B): each at most once, one without a value as good
 * as none, and what is not known ignored (section 3.2).
 */
public final class Form {
  private static final int MOST = 50;

  private final Map<String, String> parameters = new LinkedHashMap<>();

  private Form() {}

  /**
   * Reads a body.
   *
   * @throws ProblemException {@code invalid_request} when it cannot be read, or names one twice
   */
  static Form read(String body) {
    Form form = new Form();
    String[] pairs = body.split("&", MOST + 1);
    if (pairs.length > MOST) {
      throw invalid("The body has too many parameters.");
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (!pair.isEmpty() && form.parameters.put(name, value) != null) {
        throw invalid("The body names a parameter twice.");
      }
    }
    return form;
  }

  private static String decoded(String text) {
    return decode(text)
        .orElseThrow(() -> invalid("The body is not percent-encoded as it should be."));
  }

  /** A text without its encoding (RFC 6749, appendix B). */
  static Optional<String> decode(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The value of a parameter. */
  Optional<String> value(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(text -> !text.isEmpty());
  }

  /**
   * The value of a parameter that must be there.
   *
   * @throws ProblemException {@code invalid_request}
   */
  String required(String name) {
    return value(name).orElseThrow(() -> invalid("The body lacks " + name + "."));
  }

  static ProblemException invalid(String detail) {
    return new ProblemException(ProblemType.INVALID_REQUEST, detail);
  }
}
