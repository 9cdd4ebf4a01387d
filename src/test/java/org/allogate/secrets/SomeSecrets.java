package org.allogate.secrets;

import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Secrets of tests: the secret of an id is always the same. */
public final class SomeSecrets {
  private SomeSecrets() {}

  /** Secrets of these ids, the first one signing. */
  public static ServerSecrets of(int... ids) {
    return ServerSecrets.parse(
        IntStream.of(ids).mapToObj(SomeSecrets::entry).collect(Collectors.joining(",")));
  }

  static String entry(int id) {
    return id + ":" + Base64.getEncoder().encodeToString(bytes(id));
  }

  static byte[] bytes(int id) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (id * 31 + i * 7 + 3);
    }
    return bytes;
  }
}
