package org.allogate.load;

import java.util.List;

/**
 * A request that is repeated.
 *
 * @param body JSON in ASCII of a POST; empty for a GET
 * @param headers each {@code Name: value}
 */
record Target(String name, String path, String body, List<String> headers) {
  Target(String name, String path, String... headers) {
    this(name, path, "", List.of(headers));
  }

  boolean isPost() {
    return !body.isEmpty();
  }

  byte[] request() {
    return isPost() ? Connection.post(path, body, headers) : Connection.get(path, headers);
  }
}
