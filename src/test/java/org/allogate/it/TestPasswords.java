package org.allogate.it;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The password of the tests' members, and how one is tried. */
final class TestPasswords {
  static final int ITERATIONS = 2048;
  static final String PASSWORD = "a long word to pass by";
  static final String HASH = hash(ITERATIONS);

  private TestPasswords() {}

  /** As Jakarta Security writes it. */
  static String hash(int iterations) {
    byte[] salt = new byte[32];
    try {
      byte[] hash =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
              .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), salt, iterations, 256))
              .getEncoded();
      Base64.Encoder base64 = Base64.getEncoder();
      return "PBKDF2WithHmacSHA512:%d:%s:%s"
          .formatted(iterations, base64.encodeToString(salt), base64.encodeToString(hash));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static void give(UUID member, String hash) {
    Fixture.run("update member set password = ? where id = ?", hash, member);
  }

  /** The answer to a sign-in from an address of its own. */
  static HttpResponse<String> signIn(String email, String password, String... headers) {
    return open("POST", "/v1/session", body(email, password), headers);
  }

  static String body(String email, String password) {
    return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
  }

  /** The answer to a request without a key, from an address of its own unless told. */
  static HttpResponse<String> open(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(ServerIT.uri(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (!String.join(" ", headers).contains("X-Forwarded-For")) {
      request.header("X-Forwarded-For", Addresses.fresh());
    }
    return ServerIT.send(request);
  }

  /** The answer to the acceptance of an invitation. */
  static HttpResponse<String> accept(String token, String password, String... headers) {
    return open(
        "POST",
        "/v1/session/actions/accept-invitation",
        "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, password),
        headers);
  }
}
