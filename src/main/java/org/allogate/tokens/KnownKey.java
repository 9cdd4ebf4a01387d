package org.allogate.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Optional;

/**
 * A published P-256 key, ready to verify, and to sign where its private part could be opened. Safe
 * for any number of threads.
 */
final class KnownKey {
  private static final String ALGORITHM = "EC";
  private static final String CURVE = "secp256r1";

  private final String kid;
  private final ECPublicKey publicKey;
  private final ECDSAVerifier verifier;
  private final ECDSASigner signer;
  private final SigningKey.Life life;

  /** A key; null as private part makes one that verifies only. */
  KnownKey(String kid, ECPublicKey publicKey, ECPrivateKey privateKey, SigningKey.Life life) {
    this.kid = kid;
    this.publicKey = publicKey;
    this.life = life;
    try {
      this.verifier = new ECDSAVerifier(publicKey);
      this.signer = privateKey == null ? null : new ECDSASigner(privateKey);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The key of a row.
   *
   * @param opened its private part in PKCS #8 form; empty when it does not open
   */
  static KnownKey of(SigningKey row, Optional<byte[]> opened) {
    try {
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      ECPrivateKey privateKey =
          opened.isEmpty()
              ? null
              : (ECPrivateKey) keys.generatePrivate(new PKCS8EncodedKeySpec(opened.get()));
      ECPublicKey publicKey =
          (ECPublicKey) keys.generatePublic(new X509EncodedKeySpec(row.publicKey()));
      return new KnownKey(row.id().toString(), publicKey, privateKey, row.life());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A fresh pair of the kind that signs tokens. */
  static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(new ECGenParameterSpec(CURVE));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String kid() {
    return kid;
  }

  ECDSAVerifier verifier() {
    return verifier;
  }

  ECDSASigner signer() {
    return signer;
  }

  boolean signs(Instant now) {
    return signer != null && life.signs(now);
  }

  Instant signsFrom() {
    return life.signsFrom();
  }

  Instant publishedUntil() {
    return life.publishedUntil();
  }

  /** The public part. */
  PublicKey published() {
    ECKey key = new ECKey.Builder(Curve.P_256, publicKey).build();
    return PublicKey.of(kid, key.getX().toString(), key.getY().toString());
  }
}
