package org.allogate;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A servlet request by hand, with attributes that can be set. */
public final class HandMadeRequest {
  private final Map<String, Object> attributes = new HashMap<>();
  private final Map<String, List<String>> headers = new HashMap<>();
  private String peer = "192.0.2.1";
  private String path = "/v1/store";
  private String host = "api.example";
  private int port = 443;

  /** The address the connection comes from. */
  public HandMadeRequest from(String address) {
    peer = address;
    return this;
  }

  /** The raw path. */
  public HandMadeRequest to(String uri) {
    path = uri;
    return this;
  }

  /** What Host names. */
  public HandMadeRequest at(String name, int number) {
    host = name;
    port = number;
    return this;
  }

  /** One more header line. */
  public HandMadeRequest header(String name, String value) {
    headers.computeIfAbsent(name, it -> new ArrayList<>()).add(value);
    return this;
  }

  /** The request; headers are found by their exact name. */
  public HttpServletRequest build() {
    return HandMade.of(
        HttpServletRequest.class,
        Map.of(
            "getRemoteAddr", it -> peer,
            "getRequestURI", it -> path,
            "getContextPath", it -> "",
            "isSecure", it -> true,
            "getServerName", it -> host,
            "getServerPort", it -> port,
            "getHeader",
                it -> headers.getOrDefault(it[0], List.of()).stream().findFirst().orElse(null),
            "getHeaders", it -> Collections.enumeration(headers.getOrDefault(it[0], List.of())),
            "getAttribute", it -> attributes.get(it[0]),
            "setAttribute", it -> attributes.put((String) it[0], it[1])));
  }
}
