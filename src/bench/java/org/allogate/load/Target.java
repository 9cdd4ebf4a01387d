package org.allogate.load;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A request that is repeated.
 *
 * @param body JSON in ASCII of a POST; empty for a GET
 * @param headers each {@code Name: value}; {@link #NEW} in a value is another text each time
 */
record Target(String name, String path, String body, List<String> headers) {
  /** Stands for what no other request has. */
  static final String NEW = "{new}";

  private static final AtomicLong COUNT = new AtomicLong(System.currentTimeMillis() << 20);

  Target(String name, String path, String... headers) {
    this(name, path, "", List.of(headers));
  }

  boolean isPost() {
    return !body.isEmpty();
  }

  /** Whether each request differs. */
  boolean varies() {
    return headers.stream().anyMatch(header -> header.contains(NEW));
  }

  /** Its bytes; each time new ones where it varies. */
  byte[] request() {
    List<String> now = varies() ? headers.stream().map(Target::renewed).toList() : headers;
    return isPost() ? Connection.post(path, body, now) : Connection.get(path, now);
  }

  private static String renewed(String header) {
    return header.replace(NEW, next());
  }

  /** A text of letters and digits that this process has not said before. */
  static String next() {
    return Long.toString(COUNT.incrementAndGet(), Character.MAX_RADIX);
  }
}
