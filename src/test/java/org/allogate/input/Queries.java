package org.allogate.input;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

/** Query parameters for tests of every package. */
public final class Queries {
  private Queries() {}

  /** Parameters of names and values in turn. */
  public static Parameters of(String... namesAndValues) {
    MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      query.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Parameters(query);
  }
}
