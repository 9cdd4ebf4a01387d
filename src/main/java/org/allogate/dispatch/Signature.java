package org.allogate.dispatch;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The header {@code webhook-signature} (Standard Webhooks 1.0, symmetric). */
final class Signature {
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /**
   * One signature for each secret, separated by spaces.
   *
   * @param second the {@code webhook-timestamp}, in seconds since 1970
   */
  static String of(List<byte[]> secrets, UUID id, long second, byte[] body) {
    byte[] start = (id + "." + second + ".").getBytes(StandardCharsets.US_ASCII);
    return secrets.stream()
        .map(secret -> "v1," + Base64.getEncoder().encodeToString(tag(secret, start, body)))
        .collect(Collectors.joining(" "));
  }

  private static byte[] tag(byte[] secret, byte[] start, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      mac.update(start);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
