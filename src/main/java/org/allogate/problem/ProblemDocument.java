package org.allogate.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.allogate.json.Json;
import org.allogate.surface.Surface;

/** A problem document of RFC 9457 with the members {@code code} and {@code request_id}. */
final class ProblemDocument {
  /** RFC 9457, section 6.1. */
  static final String MEDIA_TYPE = "application/problem+json";

  private ProblemDocument() {}

  static byte[] of(
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
    try {
      return Json.mapper().writeValueAsBytes(members);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
