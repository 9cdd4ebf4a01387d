package org.allogate;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.svix.exceptions.EmptyWebhookSecretException;
import java.util.List;
import java.util.Map;

/** What receivers of webhooks check signatures with: two libraries, which must agree. */
public final class PublishedVerifiers {
  private PublishedVerifiers() {}

  /** Whether they take a request for genuine and for one of now. */
  public static boolean verify(
      byte[] secret, String id, String timestamp, String signature, String body) {
    Map<String, List<String>> headers =
        Map.of(
            "webhook-id", List.of(id),
            "webhook-timestamp", List.of(timestamp),
            "webhook-signature", List.of(signature));
    boolean one = byStandardWebhooks(secret, headers, body);
    assertThat(bySvix(secret, headers, body)).isEqualTo(one);
    return one;
  }

  private static boolean byStandardWebhooks(
      byte[] secret, Map<String, List<String>> headers, String body) {
    try {
      new com.standardwebhooks.Webhook(secret).verify(body, headers);
      return true;
    } catch (WebhookVerificationException e) {
      return false;
    }
  }

  private static boolean bySvix(byte[] secret, Map<String, List<String>> headers, String body) {
    try {
      new com.svix.Webhook(secret).verify(body, headers);
      return true;
    } catch (com.svix.exceptions.WebhookVerificationException | EmptyWebhookSecretException e) {
      return false;
    }
  }
}
