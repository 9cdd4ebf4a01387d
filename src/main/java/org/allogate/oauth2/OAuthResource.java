package org.allogate.oauth2;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.stream.Stream;
import org.allogate.access.KeyProof;
import org.allogate.access.OpenToAll;
import org.allogate.access.Shown;
import org.allogate.input.MaxBody;
import org.allogate.keys.KeyLevel;
import org.allogate.keys.KeyRecord;
import org.allogate.problem.CanEndWith;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;
import org.allogate.tokens.AccessToken;
import org.allogate.tokens.AccessTokens;
import org.allogate.tokens.Revocations;
import org.allogate.tokens.SigningKeys;
import org.allogate.tokens.TokenSettings;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Access tokens for keys: got, revoked, examined, and the keys that verify them. */
@Path("/oauth2")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "oauth2", description = "Access tokens that stand for a key for a while.")
public class OAuthResource {
  private static final long MOST_BYTES = 16_384;
  private static final String CLIENT_CREDENTIALS = "client_credentials";
  private static final String AUTHENTICATION =
      " The client authenticates by HTTP Basic or by `client_id` and `client_secret` in the form:"
          + " the id of a key and the key.";

  @Context HttpServletRequest request;
  @Inject Clients clients;
  @Inject AccessTokens tokens;
  @Inject TokenSettings settings;
  @Inject Revocations revocations;
  @Inject SigningKeys keys;
  @Inject KeyProof proof;

  /** A token for the client's key. */
  @POST
  @Path("/token")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @MaxBody(MOST_BYTES)
  @OpenToAll
  @CanEndWith({
    ProblemType.INVALID_CLIENT,
    ProblemType.UNAUTHORIZED_CLIENT,
    ProblemType.UNSUPPORTED_GRANT_TYPE,
    ProblemType.INVALID_SCOPE,
    ProblemType.RATE_LIMITED,
    ProblemType.SERVICE_UNAVAILABLE
  })
  @Operation(
      operationId = "oauth2.token",
      summary = "Get an access token",
      description =
          "The client credentials grant (RFC 6749, section 4.4). The token is a JWT of RFC 9068 that"
              + " is taken wherever the key is, with the key's limits; it ends with the key, and loses"
              + " what the key loses. Costs one unit of the key's rate limit."
              + AUTHENTICATION)
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_FORM_URLENCODED,
              schema = @Schema(implementation = TokenBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The token.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TokenView.class)))
  public Response token(Form body) {
    Form form = required(body);
    Client client = clients.of(request, form);
    if (!form.required("grant_type").equals(CLIENT_CREDENTIALS)) {
      throw new ProblemException(
          ProblemType.UNSUPPORTED_GRANT_TYPE, "The grant type must be " + CLIENT_CREDENTIALS + ".");
    }
    Scopes scopes = scopes(form.value("scope"), client.key().scopes());
    return client.answer(TokenView.of(tokens.issue(client.key(), scopes)));
  }

  private static Form required(Form form) {
    if (form == null) {
      throw Form.invalid("There is no body.");
    }
    return form;
  }

  private static Scopes scopes(Optional<String> names, Scopes held) {
    if (names.isEmpty()) {
      return held;
    }
    Scopes scopes =
        Scopes.of(
            Stream.of(names.get().split(" ", -1))
                .map(name -> Scope.byName(name).orElseThrow(OAuthResource::invalidScope))
                .toArray(Scope[]::new));
    if (!held.includes(scopes)) {
      throw invalidScope();
    }
    return scopes;
  }

  private static ProblemException invalidScope() {
    return new ProblemException(
        ProblemType.INVALID_SCOPE, "The scope names what the key does not have.");
  }

  /** Ends one of the client's tokens. */
  @POST
  @Path("/revoke")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @MaxBody(MOST_BYTES)
  @OpenToAll
  @CanEndWith({
    ProblemType.INVALID_CLIENT,
    ProblemType.UNAUTHORIZED_CLIENT,
    ProblemType.RATE_LIMITED,
    ProblemType.SERVICE_UNAVAILABLE
  })
  @Operation(
      operationId = "oauth2.revoke",
      summary = "Revoke an access token",
      description =
          "Ends a token before its time (RFC 7009): at once, on other nodes within five seconds. 200"
              + " for what is no token any more or never was; a token of another client is refused"
              + " with `unauthorized_client`. Costs one unit of the key's rate limit."
              + AUTHENTICATION)
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_FORM_URLENCODED,
              schema = @Schema(implementation = TokenQuestionBody.class)))
  @APIResponse(responseCode = "200", description = "It is over.")
  public Response revoke(Form body) {
    Form form = required(body);
    Client client = clients.of(request, form);
    Optional<AccessToken> token = tokens.verify(form.required("token"));
    if (token.isPresent() && !token.get().keyId().equals(client.key().id())) {
      throw new ProblemException(
          ProblemType.UNAUTHORIZED_CLIENT, "The token was issued to another client.");
    }
    token.ifPresent(revocations::revoke);
    return client.answer(null);
  }

  /** What a token is worth. */
  @POST
  @Path("/introspect")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @MaxBody(MOST_BYTES)
  @OpenToAll
  @CanEndWith({
    ProblemType.INVALID_CLIENT,
    ProblemType.UNAUTHORIZED_CLIENT,
    ProblemType.RATE_LIMITED,
    ProblemType.SERVICE_UNAVAILABLE
  })
  @Operation(
      operationId = "oauth2.introspect",
      summary = "Examine an access token",
      description =
          "What a token is worth at this moment (RFC 7662): the client's own, and with `keys:verify`"
              + " those of the keys of its organization, for a key of the tenant those of the whole"
              + " tenant; a test key sees those of test keys. Everything else is inactive. Costs one"
              + " unit of the key's rate limit."
              + AUTHENTICATION)
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_FORM_URLENCODED,
              schema = @Schema(implementation = TokenQuestionBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "What is said of the token.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(oneOf = {Introspection.Active.class, Introspection.Inactive.class})))
  public Response introspect(Form body) {
    Form form = required(body);
    Client client = clients.of(request, form);
    Optional<Shown> shown =
        inForce(form.required("token")).filter(it -> reaches(client.key(), it.key()));
    Optional<AccessToken> token = shown.flatMap(Shown::token);
    return client.answer(
        token.isPresent()
            ? Introspection.of(shown.get(), token.get(), settings.issuer())
            : new Introspection.Inactive(false));
  }

  private Optional<Shown> inForce(String text) {
    try {
      return Optional.of(proof.inForce(text));
    } catch (ProblemException refusal) {
      return Optional.empty();
    }
  }

  private static boolean reaches(KeyRecord client, KeyRecord other) {
    if (client.id().equals(other.id())) {
      return true;
    }
    return client.scopes().includes(Scopes.of(Scope.KEYS_VERIFY))
        && client.tenantId().equals(other.tenantId())
        && (client.level() == KeyLevel.TENANT
            || client.organizationId().equals(other.organizationId()))
        && (client.environment() == Environment.LIVE || other.environment() == Environment.TEST);
  }

  /** The keys that verify tokens. */
  @GET
  @Path("/jwks")
  @OpenToAll
  @CanEndWith(ProblemType.SERVICE_UNAVAILABLE)
  @Operation(
      operationId = "oauth2.jwks",
      summary = "Keys that verify tokens",
      description =
          "The public parts of the keys that sign tokens now, will sign them next, or signed some"
              + " that have not ended yet. A key is here at least an hour before it signs; keep this"
              + " for the time that Cache-Control says.")
  @APIResponse(
      responseCode = "200",
      description = "The key set.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = KeySet.class)))
  public Response jwks() {
    return Response.ok(new KeySet(keys.published()))
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
        .build();
  }

  /** The parameters of a request for a token. */
  @Schema(name = "TokenRequestBody", description = "A request for a token.")
  record TokenBody(
      @Schema(name = "grant_type", required = true, enumeration = CLIENT_CREDENTIALS)
          String grantType,
      @Schema(description = "Scopes separated by spaces; all of the key's when left out.")
          String scope,
      @Schema(name = "client_id", description = "The id of the key, where Basic is not used.")
          String clientId,
      @Schema(name = "client_secret", description = "The key, where Basic is not used.")
          String clientSecret) {}

  /** The parameters of a request about a token. */
  @Schema(name = "TokenQuestionBody", description = "A request about a token.")
  record TokenQuestionBody(
      @Schema(required = true, description = "The token.") String token,
      @Schema(name = "token_type_hint", description = "Not needed: there is one type.")
          String tokenTypeHint,
      @Schema(name = "client_id", description = "The id of the key, where Basic is not used.")
          String clientId,
      @Schema(name = "client_secret", description = "The key, where Basic is not used.")
          String clientSecret) {}
}
