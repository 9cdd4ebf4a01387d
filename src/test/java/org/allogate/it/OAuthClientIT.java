package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import java.util.List;
import java.util.Set;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Test;

/**
 * A library for OAuth that knows nothing of this server finds everything out from what the server
 * says of itself, from the challenge of a 401 on.
 */
class OAuthClientIT extends ServerIT {
  private final Fixture fixture = Fixture.create();
  private final String key = fixture.key(Scopes.ALL);
  private final ClientID id = new ClientID(Fixture.idOf(key).toString());
  private final ClientAuthentication basic = new ClientSecretBasic(id, new Secret(key));
  private final AuthorizationServerMetadata server = server();

  /** From the refusal to the resource's metadata, and from there to the server's. */
  private static AuthorizationServerMetadata server() {
    String challenge = get("/v1/store").headers().firstValue("WWW-Authenticate").orElseThrow();
    String address = challenge.replaceFirst(".*resource_metadata=\"([^\"]+)\".*", "$1");
    String issuer =
        ApiClient.json(get(address.substring(uri("").toString().length())))
            .path("authorization_servers")
            .path(0)
            .textValue();
    try {
      return AuthorizationServerMetadata.resolve(new Issuer(issuer));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private TokenResponse asked(ClientAuthentication client, String... scopes) throws Exception {
    TokenRequest request =
        new TokenRequest.Builder(server.getTokenEndpointURI(), client, new ClientCredentialsGrant())
            .scope(new Scope(scopes))
            .build();
    return TokenResponse.parse(request.toHTTPRequest().send());
  }

  private AccessToken token(ClientAuthentication client, String... scopes) throws Exception {
    TokenResponse response = asked(client, scopes);
    assertThat(response.indicatesSuccess()).isTrue();
    AccessTokenResponse success = response.toSuccessResponse();
    return success.getTokens().getAccessToken();
  }

  private TokenIntrospectionSuccessResponse introspected(AccessToken token) throws Exception {
    HTTPRequest request =
        new TokenIntrospectionRequest(server.getIntrospectionEndpointURI(), basic, token)
            .toHTTPRequest();
    return TokenIntrospectionResponse.parse(request.send()).toSuccessResponse();
  }

  private JWTClaimsSet verified(AccessToken token) throws Exception {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.ES256, JWKSourceBuilder.create(server.getJWKSetURI().toURL()).build()));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            server.getIssuer().getValue(),
            new JWTClaimsSet.Builder().issuer(server.getIssuer().getValue()).build(),
            Set.of("sub", "exp", "iat", "jti", "client_id", "scope")));
    return processor.process(token.getValue(), null);
  }

  private int used(AccessToken token) throws Exception {
    HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, uri("/api/v2/me").toURL());
    request.setAuthorization(token.toAuthorizationHeader());
    HTTPResponse response = request.send();
    return response.getStatusCode();
  }

  @Test
  void getsUsesIntrospectsAndRevokesAToken() throws Exception {
    AccessToken token = token(basic, "vault:read", "store:read");
    assertThat(token.getLifetime()).isBetween(890L, 900L);
    assertThat(token.getScope()).isEqualTo(new Scope("store:read", "vault:read"));
    assertThat(verified(token).getStringClaim("client_id")).isEqualTo(id.getValue());
    assertThat(used(token)).isEqualTo(200);
    TokenIntrospectionSuccessResponse active = introspected(token);
    assertThat(active.isActive()).isTrue();
    assertThat(active.getClientID()).isEqualTo(id);
    assertThat(active.getScope()).isEqualTo(new Scope("store:read", "vault:read"));
    HTTPResponse revoked =
        new TokenRevocationRequest(server.getRevocationEndpointURI(), basic, token)
            .toHTTPRequest()
            .send();
    assertThat(revoked.getStatusCode()).isEqualTo(200);
    assertThat(introspected(token).isActive()).isFalse();
    assertThat(used(token)).isEqualTo(401);
  }

  @Test
  void authenticatesInTheFormToo() throws Exception {
    assertThat(used(token(new ClientSecretPost(id, new Secret(key))))).isEqualTo(200);
  }

  @Test
  void readsTheErrors() throws Exception {
    TokenResponse refused = asked(new ClientSecretBasic(id, new Secret("wrong")));
    ErrorObject error = refused.toErrorResponse().getErrorObject();
    assertThat(error).isEqualTo(OAuth2Error.INVALID_CLIENT);
    assertThat(error.getHTTPStatusCode()).isEqualTo(401);
    assertThat(asked(basic, "everything").toErrorResponse().getErrorObject())
        .isEqualTo(OAuth2Error.INVALID_SCOPE);
  }

  @Test
  void doesNotBelieveAnotherSignature() throws Exception {
    AccessToken one = token(basic);
    AccessToken other = token(basic);
    String mixed =
        one.getValue().substring(0, one.getValue().lastIndexOf('.'))
            + other.getValue().substring(other.getValue().lastIndexOf('.'));
    AccessToken forged = new com.nimbusds.oauth2.sdk.token.BearerAccessToken(mixed);
    assertThatThrownBy(() -> verified(forged)).isInstanceOf(BadJOSEException.class);
  }

  @Test
  void findsWhatItNeedsInTheMetadata() {
    assertThat(server.getIssuer()).isEqualTo(new Issuer(uri("").toString()));
    assertThat(
            List.of(
                server.getTokenEndpointURI(),
                server.getRevocationEndpointURI(),
                server.getIntrospectionEndpointURI(),
                server.getJWKSetURI()))
        .allMatch(address -> address.toString().startsWith(uri("/oauth2/").toString()));
    assertThat(server.getScopes()).isEqualTo(new Scope(Scopes.ALL.names().toArray(String[]::new)));
  }
}
