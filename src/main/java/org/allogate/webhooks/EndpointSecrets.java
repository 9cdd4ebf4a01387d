package org.allogate.webhooks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.allogate.input.Ids;
import org.allogate.secrets.Envelope;
import org.allogate.secrets.ServerSecrets;

/** The secrets of endpoints: 32 random bytes each, kept sealed under the server's secrets. */
@ApplicationScoped
public class EndpointSecrets {
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Envelope envelope;

  /** For the container's proxy. */
  protected EndpointSecrets() {
    envelope = null;
  }

  @Inject
  EndpointSecrets(ServerSecrets secrets) {
    envelope = secrets.envelope("webhook-secret");
  }

  /** A new one. */
  byte[] next() {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return secret;
  }

  /** How it is shown to its owner, once: {@code whsec_} and Base64 (Standard Webhooks 1.0). */
  static String shown(byte[] secret) {
    return PREFIX + Base64.getEncoder().encodeToString(secret);
  }

  /** Seals the secret of an endpoint. */
  byte[] sealed(byte[] secret, UUID endpoint) {
    return envelope.seal(secret, Ids.bytes(endpoint));
  }

  /** The secret of an endpoint; empty when the server's secret that sealed it is no more. */
  public Optional<byte[]> open(byte[] sealed, UUID endpoint) {
    return envelope.open(sealed, Ids.bytes(endpoint));
  }
}
