package org.allogate.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.allogate.MovableClock;
import org.allogate.keys.KeyLevel;
import org.allogate.keys.KeyRecord;
import org.allogate.ratelimit.Policy;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made here proves itself; nothing else does, however near it comes. */
class AccessTokensTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00.5Z");
  private static final String ISSUER = "https://api.example";
  private static final String KID = "0190b2ce-0000-7000-8000-000000000001";
  private static final String OTHER_KID = "0190b2ce-0000-7000-8000-000000000002";
  private static final Scopes SCOPES = Scopes.of(Scope.STORE_READ, Scope.VAULT_WRITE);
  private static final KeyPair PAIR = KnownKey.generate();
  private static final KeyPair OTHER_PAIR = KnownKey.generate();
  private static final TokenSettings SETTINGS =
      new TokenSettings(ISSUER, Duration.ofMinutes(15), Duration.ofDays(30), Duration.ofDays(1), 9);

  private final MovableClock clock = new MovableClock(START);
  private final Instant published = START.plus(Duration.ofDays(30));
  private final Map<String, KnownKey> keys =
      Map.of(KID, known(KID, PAIR), OTHER_KID, known(OTHER_KID, OTHER_PAIR));
  private final List<String> asked = new ArrayList<>();
  private final AccessTokens tokens =
      new AccessTokens(SETTINGS, () -> keys.get(KID), this::byKid, clock);
  private final KeyRecord key = key(null);
  private final String good = tokens.issue(key, SCOPES).text();

  private KnownKey known(String kid, KeyPair pair) {
    return new KnownKey(
        kid,
        (ECPublicKey) pair.getPublic(),
        (ECPrivateKey) pair.getPrivate(),
        new SigningKey.Life(START.minusSeconds(1), published, published));
  }

  private Optional<KnownKey> byKid(String kid) {
    asked.add(kid);
    return Optional.ofNullable(keys.get(kid));
  }

  private static KeyRecord key(Instant expiresAt) {
    return new KeyRecord(
        new UUID(7, 1),
        new byte[32],
        new UUID(7, 2),
        new UUID(7, 3),
        new UUID(7, 4),
        new UUID(7, 5),
        "alex@example.com",
        KeyLevel.ORGANIZATION,
        Environment.LIVE,
        "A key",
        "allo_live_AB7K",
        Scopes.ALL,
        "standard",
        List.of(new Policy(60, 60)),
        "60;w=60",
        List.of(),
        expiresAt,
        null,
        null,
        false,
        true,
        true);
  }

  private static JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType("at+jwt")).keyID(KID);
  }

  private Map<String, Object> claims() {
    try {
      return new LinkedHashMap<>(JWSObject.parse(good).getPayload().toJSONObject());
    } catch (java.text.ParseException e) {
      throw new AssertionError(e);
    }
  }

  private static String signed(JWSHeader header, Map<String, Object> claims) {
    return signed(header, new Payload(claims), PAIR);
  }

  private static String signed(JWSHeader header, Payload payload, KeyPair pair) {
    try {
      JWSObject object = new JWSObject(header, payload);
      object.sign(new ECDSASigner((ECPrivateKey) pair.getPrivate()));
      return object.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** A text whose header is written by hand, signed with the right key all the same. */
  private String withHeader(String json) {
    try {
      String signed = encoded(json) + "." + good.split("\\.")[1];
      return signed
          + "."
          + new ECDSASigner((ECPrivateKey) PAIR.getPrivate())
              .sign(header().build(), signed.getBytes(StandardCharsets.US_ASCII));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static String encoded(String text) {
    return Base64URL.encode(text).toString();
  }

  private void isRefused(String text) {
    assertThat(tokens.verify(text)).as(text).isEmpty();
    assertThat(tokens.verify(text)).as("again").isEmpty();
  }

  private void isRefusedWith(UnaryOperator<Map<String, Object>> change) {
    isRefused(signed(header().build(), change.apply(claims())));
  }

  private void isRefusedWith(String claim, Object value) {
    isRefusedWith(
        claims -> {
          claims.put(claim, value);
          return claims;
        });
  }

  @Nested
  class OneOfOurs {
    @Test
    void saysWhatItWasMadeFor() {
      IssuedToken issued = tokens.issue(key, SCOPES);
      AccessToken token = tokens.verify(issued.text()).orElseThrow();
      assertThat(token).isEqualTo(issued.token());
      assertThat(token.keyId()).isEqualTo(key.id());
      assertThat(token.subject()).isEqualTo(key.userId());
      assertThat(token.scopes()).isEqualTo(SCOPES);
      assertThat(token.issuedAt()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
      assertThat(token.expiresAt()).isEqualTo(Instant.parse("2026-11-22T10:15:00Z"));
      assertThat(token.id().version()).isEqualTo(7);
      assertThat(issued.toString()).doesNotContain(issued.text()).contains(token.id().toString());
    }

    @Test
    void hasTheMembersOfRfc9068() throws Exception {
      JWSObject object = JWSObject.parse(good);
      assertThat(object.getHeader().toJSONObject())
          .isEqualTo(Map.of("alg", "ES256", "typ", "at+jwt", "kid", KID));
      assertThat(claims().keySet())
          .isEqualTo(Set.of("iss", "sub", "aud", "exp", "iat", "jti", "client_id", "scope"));
      assertThat(claims())
          .containsEntry("iss", ISSUER)
          .containsEntry("aud", ISSUER)
          .containsEntry("scope", "store:read vault:write");
    }

    @Test
    void isRememberedButItsTimeIsNot() {
      assertThat(tokens.verify(good)).isPresent();
      int before = asked.size();
      assertThat(tokens.verify(good)).isPresent();
      assertThat(asked).hasSize(before);
      clock.move(Duration.ofMinutes(15));
      assertThat(tokens.verify(good)).isEmpty();
    }

    @Test
    void isShortWithEveryScope() {
      assertThat(tokens.issue(key, Scopes.ALL).text()).hasSizeLessThan(AccessTokens.LONGEST / 3);
    }

    @Test
    void neverOutlivesItsKeyOrTheKeyThatSignsIt() {
      Instant end = START.plus(Duration.ofMinutes(2));
      assertThat(tokens.issue(key(end), SCOPES).token().expiresAt())
          .isEqualTo(Instant.parse("2026-11-22T10:02:00Z"));
      clock.move(Duration.ofDays(30).minusMinutes(3));
      assertThat(tokens.issue(key, SCOPES).token().expiresAt())
          .isEqualTo(Instant.parse("2026-12-22T10:00:00Z"));
    }

    @Test
    void isTakenWithTheWholeMediaTypeToo() {
      JWSHeader whole = header().type(new JOSEObjectType("application/at+jwt")).build();
      assertThat(tokens.verify(signed(whole, claims()))).isPresent();
    }

    @Test
    void isVerifiedByEveryPublishedKey() {
      String other = signed(header().keyID(OTHER_KID).build(), new Payload(claims()), OTHER_PAIR);
      assertThat(tokens.verify(other)).isPresent();
    }
  }

  @Nested
  class Algorithms {
    @Test
    void noneIsNone() {
      for (String none : List.of("none", "None", "NONE", "nOnE", "", "ES256 ")) {
        String header =
            encoded("{\"alg\":\"" + none + "\",\"typ\":\"at+jwt\",\"kid\":\"" + KID + "\"}");
        String payload = good.split("\\.")[1];
        isRefused(header + "." + payload + ".");
        isRefused(header + "." + payload + "." + good.split("\\.")[2]);
      }
    }

    @Test
    void theTextOfThePublicKeyIsNoSecret() throws Exception {
      ECPublicKey publicKey = (ECPublicKey) PAIR.getPublic();
      ECKey jwk = new ECKey.Builder(Curve.P_256, publicKey).keyID(KID).build();
      String pem =
          "-----BEGIN PUBLIC KEY-----\n"
              + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'})
                  .encodeToString(publicKey.getEncoded())
              + "\n-----END PUBLIC KEY-----\n";
      for (byte[] secret :
          List.of(
              publicKey.getEncoded(),
              pem.getBytes(StandardCharsets.US_ASCII),
              jwk.toJSONString().getBytes(StandardCharsets.US_ASCII),
              jwk.getX().decode())) {
        JWSObject object =
            new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                    .type(new JOSEObjectType("at+jwt"))
                    .keyID(KID)
                    .build(),
                new Payload(claims()));
        object.sign(new MACSigner(secret));
        isRefused(object.serialize());
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"HS256", "RS256", "PS256", "ES256K", "ES384", "ES512", "EdDSA", "es256"})
    void areExactlyOne(String name) {
      isRefused(
          withHeader("{\"alg\":\"%s\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}".formatted(name, KID)));
    }
  }

  @Nested
  class Headers {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "JWT",
          "jwt",
          "",
          "at+jwt ",
          "application/jwt",
          "id+jwt",
          "logout+jwt",
          "at",
          "dpop+jwt"
        })
    void nameTheType(String type) {
      isRefused(signed(header().type(new JOSEObjectType(type)).build(), claims()));
      isRefused(signed(header().type(null).build(), claims()));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "0190b2ce-0000-7000-8000-00000000000f",
          "0190B2CE-0000-7000-8000-000000000001",
          "../../../../dev/null",
          "/dev/null",
          "' or '1'='1",
          "0190b2ce-0000-7000-8000-000000000001\u0000",
          " 0190b2ce-0000-7000-8000-000000000001",
          "https://evil.example/jwks#" + KID,
          OTHER_KID
        })
    void nameTheKeyThatSigned(String kid) {
      isRefused(signed(header().keyID(kid).build(), claims()));
    }

    @Test
    void mustNameAKey() {
      isRefused(signed(header().keyID(null).build(), claims()));
      isRefused(withHeader("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":null}"));
      isRefused(withHeader("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":[\"" + KID + "\"]}"));
    }

    @Test
    void haveEachMemberOnce() {
      isRefused(
          withHeader(
              "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"%s\",\"kid\":\"%s\"}"
                  .formatted(OTHER_KID, KID)));
      isRefused(
          withHeader(
              "{\"alg\":\"none\",\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}"
                  .formatted(KID)));
    }

    @Test
    void bringNoKeyOfTheirOwn() throws Exception {
      KeyPair own = KnownKey.generate();
      ECKey jwk = new ECKey.Builder(Curve.P_256, (ECPublicKey) own.getPublic()).build();
      isRefused(signed(header().jwk(jwk).build(), new Payload(claims()), own));
      isRefused(signed(header().jwk(jwk).build(), claims()));
      URI evil = URI.create("https://evil.example/jwks");
      isRefused(signed(header().jwkURL(evil).build(), claims()));
      isRefused(signed(header().x509CertURL(evil).build(), claims()));
      isRefused(
          signed(
              header().x509CertSHA256Thumbprint(Base64URL.encode(new byte[32])).build(), claims()));
      assertThat(asked).isEmpty();
    }

    @Test
    void sayNothingElse() {
      isRefused(
          signed(header().criticalParams(Set.of("exp")).customParam("exp", 1L).build(), claims()));
      isRefused(signed(header().customParam("x", "y").build(), claims()));
      isRefused(signed(header().contentType("JWT").build(), claims()));
      isRefused(
          withHeader(
              "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"%s\",\"b64\":false,\"crit\":[\"b64\"]}"
                  .formatted(KID)));
    }
  }

  @Nested
  class Claims {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "https://api.example/",
          "https://API.example",
          "http://api.example",
          "https://evil.example"
        })
    void nameTheIssuerAndTheAudienceExactly(String other) {
      isRefusedWith("iss", other);
      isRefusedWith("aud", other);
      isRefusedWith("aud", List.of(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "aud", "exp", "iat", "jti", "client_id", "scope"})
    void areAllThereAndOfTheirTypes(String name) {
      isRefusedWith(
          claims -> {
            claims.remove(name);
            return claims;
          });
      for (Object value : Arrays.asList(null, true, 1.5, Map.of(), List.of(1), "x\u0000", "-1")) {
        if (!(name.equals("scope") && value instanceof String)) {
          isRefusedWith(name, value);
        }
      }
    }

    @Test
    void endWhenTheySay() {
      Instant now = clock.instant();
      isRefusedWith("exp", now.getEpochSecond());
      isRefusedWith("exp", now.getEpochSecond() - 3600);
      isRefusedWith("exp", 0L);
      isRefusedWith("exp", Long.MIN_VALUE);
      isRefusedWith("exp", Long.MAX_VALUE);
      clock.move(Duration.ofMinutes(15).minusMillis(501));
      assertThat(tokens.verify(good)).isPresent();
      clock.move(Duration.ofMillis(1));
      assertThat(tokens.verify(good)).isEmpty();
    }

    @Test
    void beginWhenTheySay() {
      long soon = clock.instant().getEpochSecond() + 7;
      isRefusedWith("iat", soon);
      isRefusedWith("nbf", soon);
      isRefusedWith("nbf", "now");
      clock.move(Duration.ofMinutes(-1));
      assertThat(tokens.verify(good)).isEmpty();
      clock.move(Duration.ofSeconds(56));
      assertThat(tokens.verify(good)).isPresent();
    }

    @Test
    void areOneObject() {
      for (String payload :
          List.of("", "null", "[]", "1", "\"x\"", "{", "{}", "{\"iss\":1}x", "\ud83d\udca9")) {
        isRefused(signed(header().build(), new Payload(payload), PAIR));
      }
      String twice = new Payload(claims()).toString().replaceFirst("\\{", "{\"scope\":\"x\",");
      isRefused(signed(header().build(), new Payload(twice), PAIR));
    }
  }

  @Nested
  class Signatures {
    private final String[] parts = good.split("\\.");

    private String with(byte[] signature) {
      return parts[0] + "." + parts[1] + "." + Base64URL.encode(signature);
    }

    private byte[] signature() {
      return new Base64URL(parts[2]).decode();
    }

    @Test
    void areOfTheWholeText() {
      Random random = new Random(5);
      for (int i = 0; i < 200; i++) {
        int at = random.nextInt(good.length());
        char other = "ABCDEFGHabcdefgh0123-_.=".charAt(random.nextInt(24));
        String changed = good.substring(0, at) + other + good.substring(at + 1);
        if (!changed.equals(good)) {
          isRefused(changed);
        }
      }
      assertThat(tokens.verify(good)).isPresent();
    }

    @Test
    void ofZerosAreNone() {
      BigInteger n = ((ECPublicKey) PAIR.getPublic()).getParams().getOrder();
      byte[] order = n.toByteArray();
      byte[] r = new byte[64];
      isRefused(with(r));
      System.arraycopy(order, order.length - 32, r, 0, 32);
      isRefused(with(r));
      System.arraycopy(order, order.length - 32, r, 32, 32);
      isRefused(with(r));
      byte[] zeroS = signature();
      Arrays.fill(zeroS, 32, 64, (byte) 0);
      isRefused(with(zeroS));
      byte[] zeroR = signature();
      Arrays.fill(zeroR, 0, 32, (byte) 0);
      isRefused(with(zeroR));
    }

    @Test
    void areTwoNumbersOf32BytesAndNoDer() throws Exception {
      isRefused(with(ECDSA.transcodeSignatureToDER(signature())));
      isRefused(with(Arrays.copyOf(signature(), 65)));
      isRefused(with(Arrays.copyOf(signature(), 63)));
      isRefused(with(new byte[0]));
    }

    @Test
    void areSpeltInOneWay() {
      isRefused(good + "=");
      isRefused(good + "==");
      isRefused(good + "\n");
      isRefused(" " + good);
      // The last of 86 characters has four bits of no meaning.
      String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
      int last = alphabet.indexOf(good.charAt(good.length() - 1));
      String same = good.substring(0, good.length() - 1) + alphabet.charAt(last + 1);
      assertThat(new Base64URL(same.split("\\.")[2]).decode()).isEqualTo(signature());
      isRefused(same);
    }

    @Test
    void ofAnotherKeyAreNone() {
      isRefused(signed(header().build(), new Payload(claims()), OTHER_PAIR));
      isRefused(signed(header().build(), new Payload(claims()), KnownKey.generate()));
      String other = tokens.issue(key, Scopes.ALL).text();
      isRefused(parts[0] + "." + parts[1] + "." + other.split("\\.")[2]);
    }
  }

  @Nested
  class OtherTexts {
    @Test
    void areRefused() {
      for (String text :
          List.of(
              "",
              ".",
              "..",
              "...",
              "....",
              "ey",
              "eyJ.eyJ.x",
              "eyJ.e.s",
              "a.b.c",
              "\u0000.\u0000.\u0000")) {
        isRefused(text);
      }
    }

    @Test
    void ofTooManyCharactersAreNotLookedAt() {
      Map<String, Object> claims = claims();
      claims.put("more", "x".repeat(AccessTokens.LONGEST));
      isRefused(signed(header().build(), claims));
      isRefused("e".repeat(1_000_000));
      isRefused(good + ".".repeat(AccessTokens.LONGEST));
      assertThat(asked).isEmpty();
    }

    @Test
    void thatAreEncryptedOrNestedAreRefused() throws Exception {
      JWEObject encrypted =
          new JWEObject(
              new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                  .keyID(KID)
                  .type(new JOSEObjectType("at+jwt"))
                  .build(),
              new Payload(good));
      encrypted.encrypt(new DirectEncrypter(new byte[32]));
      isRefused(encrypted.serialize());
      isRefused(signed(header().build(), new Payload(good), PAIR));
      isRefused(signed(header().contentType("JWT").build(), new Payload(good), PAIR));
    }
  }
}
