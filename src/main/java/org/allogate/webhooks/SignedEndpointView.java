package org.allogate.webhooks;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/**
 * An endpoint with its new secret, which is shown at this moment only.
 *
 * @param secret as {@link EndpointSecrets#shown} writes it
 */
public record SignedEndpointView(@JsonUnwrapped EndpointView view, String secret) {
  static SignedEndpointView of(WebhookEndpoint endpoint, byte[] secret) {
    return new SignedEndpointView(EndpointView.of(endpoint), EndpointSecrets.shown(secret));
  }

  /** The endpoint without the secret. */
  @Override
  public String toString() {
    return String.valueOf(view);
  }

  /** The same for the contract document, where the scanner would unwrap in no order. */
  @Schema(
      name = "SignedWebhookEndpoint",
      description = "An endpoint; `secret` is shown in this answer and never again.",
      allOf = EndpointView.class,
      properties =
          @SchemaProperty(
              name = "secret",
              type = SchemaType.STRING,
              description =
                  "What its webhooks are signed with (Standard Webhooks 1.0): `whsec_` and Base64 of"
                      + " 32 bytes. Store it now."))
  static final class Described {
    private Described() {}
  }
}
