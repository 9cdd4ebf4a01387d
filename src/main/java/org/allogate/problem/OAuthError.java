package org.allogate.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/** A problem in the form of RFC 6749, section 5.2. */
final class OAuthError {
  static final String MEDIA_TYPE = "application/json";

  private OAuthError() {}

  static Map<String, Object> of(ProblemException problem) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("error", problem.type().oauthError());
    members.put("error_description", problem.getMessage());
    return members;
  }
}
