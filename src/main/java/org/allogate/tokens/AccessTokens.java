package org.allogate.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allogate.input.Ids;
import org.allogate.keys.KeyRecord;
import org.allogate.scopes.Scopes;
import org.allogate.secrets.Digests;

/**
 * Makes access tokens of RFC 9068 and proves them. Safe for any number of threads. Proven ones are
 * remembered for a minute by their digest, since a signature costs more than all else in a request;
 * their time is looked at each time.
 */
public final class AccessTokens {
  /** The longest text that is looked at, in characters; those made here are a third as long. */
  static final int LONGEST = 4096;

  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
  // RFC 9068, section 4: with or without what every media type has.
  private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt");
  private static final Set<String> HEADER = Set.of("alg", "typ", "kid");
  // Three parts, of which the last has 64 bytes; five parts would be an encrypted one.
  private static final Pattern COMPACT = Pattern.compile("[\\w-]++\\.[\\w-]++\\.[\\w-]{86}");
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final TokenSettings settings;
  private final Supplier<KnownKey> signing;
  private final Function<String, Optional<KnownKey>> byKid;
  private final Clock clock;
  private final Cache<ByteBuffer, AccessToken> proven;

  /**
   * Tokens under some keys.
   *
   * @param signing the key that signs now
   * @param byKid the published key of an id, if there is one
   */
  AccessTokens(
      TokenSettings settings,
      Supplier<KnownKey> signing,
      Function<String, Optional<KnownKey>> byKid,
      Clock clock) {
    this.settings = settings;
    this.signing = signing;
    this.byKid = byKid;
    this.clock = clock;
    this.proven =
        Caffeine.newBuilder()
            .recordStats()
            .maximumSize(settings.cacheSize())
            .expireAfterWrite(REMEMBERED)
            .build();
  }

  /** Those that were proven a moment ago. */
  Cache<?, ?> proven() {
    return proven;
  }

  /**
   * A token that stands for a key, at most until the key's own end.
   *
   * @param scopes no more than the key's
   */
  public IssuedToken issue(KeyRecord key, Scopes scopes) {
    KnownKey signer = signing.get();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant end =
        Stream.of(now.plus(settings.lifetime()), signer.publishedUntil(), endOf(key))
            .min(Instant::compareTo)
            .orElseThrow()
            .truncatedTo(ChronoUnit.SECONDS);
    AccessToken token = new AccessToken(Ids.next(), key.id(), key.userId(), scopes, now, now, end);
    return new IssuedToken(signed(signer, token), token);
  }

  private static Instant endOf(KeyRecord key) {
    return key.expiresAt() == null ? Instant.MAX : key.expiresAt();
  }

  private String signed(KnownKey signer, AccessToken token) {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(signer.kid()).build();
    JWSObject object = new JWSObject(header, new Payload(claims(token)));
    try {
      object.sign(signer.signer());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return object.serialize();
  }

  private Map<String, Object> claims(AccessToken token) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", settings.issuer());
    claims.put("sub", token.subject().toString());
    claims.put("aud", settings.issuer());
    claims.put("exp", token.expiresAt().getEpochSecond());
    claims.put("iat", token.issuedAt().getEpochSecond());
    claims.put("jti", token.id().toString());
    claims.put("client_id", token.keyId().toString());
    claims.put("scope", token.scopes().toString());
    return claims;
  }

  /**
   * What a text says that is a token of ours and in its time; whether the key behind it is in force
   * and whether it was revoked, others know.
   */
  public Optional<AccessToken> verify(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    ByteBuffer digest = ByteBuffer.wrap(Digests.sha256(text.getBytes(StandardCharsets.UTF_8)));
    Optional<AccessToken> known = Optional.ofNullable(proven.getIfPresent(digest));
    Optional<AccessToken> token = known.isPresent() ? known : prove(text);
    if (known.isEmpty()) {
      token.ifPresent(it -> proven.put(digest, it));
    }
    Instant now = clock.instant();
    return token.filter(it -> it.inTime(now));
  }

  private Optional<AccessToken> prove(String text) {
    if (!COMPACT.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      Base64URL[] parts = JOSEObject.split(text);
      JWSHeader header = JWSHeader.parse(parts[0]);
      return isOurs(header) && isSigned(header, parts[2], text)
          ? Optional.of(token(JSONObjectUtils.parse(parts[1].decodeToString())))
          : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isOurs(JWSHeader header) {
    return HEADER.equals(header.getIncludedParams())
        && JWSAlgorithm.ES256.equals(header.getAlgorithm())
        && TYPES.contains(header.getType().getType());
  }

  private boolean isSigned(JWSHeader header, Base64URL signature, String text)
      throws JOSEException {
    // One spelling: what a decoder takes besides would be the same token as another text.
    boolean spelt = Base64URL.encode(signature.decode()).equals(signature);
    Optional<KnownKey> key = spelt ? byKid.apply(header.getKeyID()) : Optional.empty();
    byte[] signed = text.substring(0, text.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    return key.isPresent() && key.get().verifier().verify(header, signed, signature);
  }

  private AccessToken token(Map<String, Object> claims) throws ParseException {
    require(claims != null && settings.issuer().equals(claims.get("iss")));
    require(settings.issuer().equals(claims.get("aud")));
    Instant issued = instant(claims, "iat");
    return new AccessToken(
        id(claims, "jti"),
        id(claims, "client_id"),
        id(claims, "sub"),
        Scopes.parse(text(claims, "scope")),
        issued,
        claims.containsKey("nbf") ? instant(claims, "nbf") : issued,
        instant(claims, "exp"));
  }

  private static Instant instant(Map<String, Object> claims, String name) throws ParseException {
    require(claims.get(name) instanceof Long);
    return Instant.ofEpochSecond(JSONObjectUtils.getLong(claims, name));
  }

  private static UUID id(Map<String, Object> claims, String name) throws ParseException {
    return Ids.parse(text(claims, name)).orElseThrow(IllegalArgumentException::new);
  }

  private static String text(Map<String, Object> claims, String name) throws ParseException {
    String text = JSONObjectUtils.getString(claims, name);
    require(text != null);
    return text;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("not a token of ours");
    }
  }
}
