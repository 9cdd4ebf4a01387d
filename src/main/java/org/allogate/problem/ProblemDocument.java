package org.allogate.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.allogate.json.Json;
import org.allogate.surface.Surface;

/**
 * A problem document of RFC 9457 with the members {@code code} and {@code request_id}, or what the
 * token endpoints say in its place.
 */
final class ProblemDocument {
  /** RFC 9457, section 6.1. */
  static final String MEDIA_TYPE = "application/problem+json";

  private ProblemDocument() {}

  /** The media type of a surface's errors. */
  static String mediaType(Surface surface) {
    return surface == Surface.OAUTH ? OAuthError.MEDIA_TYPE : MEDIA_TYPE;
  }

  static byte[] of(
      ProblemException problem, Surface surface, String base, String instance, String requestId) {
    return written(
        surface == Surface.OAUTH
            ? OAuthError.of(problem)
            : document(problem, surface, base, instance, requestId));
  }

  private static Map<String, Object> document(
      ProblemException problem, Surface surface, String base, String instance, String requestId) {
    ProblemType type = problem.type();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", base + "/errors/" + type.code());
    members.put("title", type.title());
    members.put("status", type.statusOn(surface));
    members.put("detail", problem.getMessage());
    members.put("code", type.code());
    members.putAll(problem.extensions());
    members.put("instance", instance);
    members.put("request_id", requestId);
    return members;
  }

  private static byte[] written(Map<String, Object> members) {
    try {
      return Json.mapper().writeValueAsBytes(members);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
