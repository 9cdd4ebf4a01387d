package org.allogate.load;

/**
 * A request that is repeated.
 *
 * @param headers each {@code Name: value}
 */
record Target(String name, String path, String... headers) {
  byte[] request() {
    return Connection.get(path, headers);
  }
}
