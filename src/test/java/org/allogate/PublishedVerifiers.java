package org.allogate;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.exceptions.WebhookSigningException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.svix.exceptions.EmptyWebhookSecretException;
import java.util.List;
import java.util.Map;

/** What receivers of webhooks check signatures with: two libraries, which must agree. */
public final class PublishedVerifiers {
  private final com.standardwebhooks.Webhook standard;
  private final com.svix.Webhook svix;

  private PublishedVerifiers(com.standardwebhooks.Webhook standard, com.svix.Webhook svix) {
    this.standard = standard;
    this.svix = svix;
  }

  /** Those of a secret's bytes. */
  public static PublishedVerifiers of(byte[] secret) {
    try {
      return new PublishedVerifiers(
          new com.standardwebhooks.Webhook(secret), new com.svix.Webhook(secret));
    } catch (EmptyWebhookSecretException e) {
      throw new AssertionError(e);
    }
  }

  /** Those of a secret as its owner was shown it. */
  public static PublishedVerifiers of(String shown) {
    try {
      return new PublishedVerifiers(
          new com.standardwebhooks.Webhook(shown), new com.svix.Webhook(shown));
    } catch (EmptyWebhookSecretException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether they take a request for genuine and for one of now. */
  public boolean verify(String id, String timestamp, String signature, String body) {
    Map<String, List<String>> headers =
        Map.of(
            "webhook-id", List.of(id),
            "webhook-timestamp", List.of(timestamp),
            "webhook-signature", List.of(signature));
    boolean one = byStandardWebhooks(headers, body);
    assertThat(bySvix(headers, body)).isEqualTo(one);
    return one;
  }

  private boolean byStandardWebhooks(Map<String, List<String>> headers, String body) {
    try {
      standard.verify(body, headers);
      return true;
    } catch (WebhookVerificationException e) {
      return false;
    }
  }

  private boolean bySvix(Map<String, List<String>> headers, String body) {
    try {
      svix.verify(body, headers);
      return true;
    } catch (com.svix.exceptions.WebhookVerificationException e) {
      return false;
    }
  }

  /** What they sign a request of any time with. */
  public String sign(String id, long second, String body) {
    try {
      String signature = standard.sign(id, second, body);
      assertThat(svix.sign(id, second, body)).isEqualTo(signature);
      return signature;
    } catch (WebhookSigningException | com.svix.exceptions.WebhookSigningException e) {
      throw new AssertionError(e);
    }
  }
}
