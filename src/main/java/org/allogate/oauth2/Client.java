package org.allogate.oauth2;

import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.allogate.keys.KeyRecord;
import org.allogate.ratelimit.Decision;

/**
 * A key that was shown as a client, and what its rate limit said.
 *
 * @param decision whether the request was admitted, and what is left
 */
record Client(KeyRecord key, Decision decision) {
  /** The headers of an answer to the client. */
  Map<String, String> limits() {
    Map<String, String> headers = new LinkedHashMap<>();
    if (decision.known()) {
      headers.put("RateLimit-Limit", String.valueOf(decision.policy().limit()));
      headers.put("RateLimit-Remaining", String.valueOf(decision.remaining()));
    }
    headers.put("RateLimit-Policy", key.policyHeader());
    return headers;
  }

  /** An answer that is not to be kept by anybody (RFC 6749, section 5.1). */
  Response answer(Object body) {
    Response.ResponseBuilder answer = Response.ok(body).header("Pragma", "no-cache");
    limits().forEach(answer::header);
    return answer.build();
  }
}
