package org.allogate.contract;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allogate.surface.Surface;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** The headers of answers. */
final class Headers {
  private static final String LOCATION = "Location";
  private static final List<String> MADE = List.of("201", "202");
  private static final Map<String, Header> ALL = new LinkedHashMap<>();

  static {
    text("X-Request-Id", "The request's own id when it was well-formed, else a new one.");
    text("WWW-Authenticate", "The challenge of RFC 6750, with `resource_metadata` of RFC 9728.");
    text("Allow", "The methods that the address takes.");
    ALL.put(
        "Idempotent-Replayed",
        header("`true` on an answer that was given before.", SchemaType.BOOLEAN));
    ALL.put(
        LOCATION,
        OASFactory.createHeader()
            .description("The address of what was made.")
            .schema(OASFactory.createSchema().addType(SchemaType.STRING).format("uri")));
    text("ETag", "The strong tag of the object as the body shows it.");
    number("Retry-After", "Seconds to wait: the full window of the limit.");
    number("RateLimit-Limit", "Units of the policy nearest to refusing.");
    number("RateLimit-Remaining", "Units left under that policy.");
    text("RateLimit-Policy", "Every policy as `<limit>;w=<seconds>`, for instance `60;w=60`.");
    number("X-RateLimit-Limit", "Units of the policy nearest to refusing.");
    number("X-RateLimit-Remaining", "Units left under that policy.");
    number("X-RateLimit-Reset", "Unix time at which the window is empty again.");
    number("X-RateLimit-Cost", "Units of this call.");
  }

  private Headers() {}

  static void addTo(Components components) {
    ALL.forEach(components::addHeader);
  }

  static void ofGuarded(Surface surface, Collection<APIResponse> responses) {
    for (APIResponse response : responses) {
      add(response, "X-Request-Id");
      limits(surface).forEach(name -> add(response, name));
    }
  }

  static void ofMade(APIResponses responses) {
    MADE.stream()
        .filter(responses::hasAPIResponse)
        .forEach(status -> add(responses.getAPIResponse(status), LOCATION));
  }

  static void ofTagged(APIResponse response) {
    add(response, "ETag");
  }

  static void ofReplayed(APIResponse response) {
    add(response, "Idempotent-Replayed");
  }

  static void ofProblem(int status, APIResponse response) {
    add(response, "X-Request-Id");
    switch (status) {
      case 401 -> add(response, "WWW-Authenticate");
      case 405 -> add(response, "Allow");
      case 429, 503 -> add(response, "Retry-After");
      default -> {}
    }
  }

  private static List<String> limits(Surface surface) {
    return surface == Surface.VAULT
        ? List.of(
            "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "X-RateLimit-Cost")
        : List.of("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Policy");
  }

  private static void add(APIResponse response, String name) {
    response.addHeader(name, OASFactory.createHeader().ref("#/components/headers/" + name));
  }

  private static void text(String name, String description) {
    ALL.put(name, header(description, SchemaType.STRING));
  }

  private static void number(String name, String description) {
    ALL.put(name, header(description, SchemaType.INTEGER));
  }

  private static Header header(String description, SchemaType type) {
    return OASFactory.createHeader()
        .description(description)
        .schema(OASFactory.createSchema().addType(type));
  }
}
