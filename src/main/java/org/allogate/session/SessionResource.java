package org.allogate.session;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.allogate.access.AccessFilter;
import org.allogate.access.Caller;
import org.allogate.access.ClientAddress;
import org.allogate.access.OpenToAll;
import org.allogate.access.RequiresScope;
import org.allogate.access.SessionCookie;
import org.allogate.input.Members;
import org.allogate.people.Account;
import org.allogate.people.Accounts;
import org.allogate.people.Invitations;
import org.allogate.people.Member;
import org.allogate.people.Passwords;
import org.allogate.people.SealedToken;
import org.allogate.people.SessionRecord;
import org.allogate.people.SessionSettings;
import org.allogate.people.Sessions;
import org.allogate.problem.CanEndWith;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.surface.Origin;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The session of the member in front of the browser. */
@Path("/v1/session")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "session", description = "Members sign in and out.")
public class SessionResource {
  private static final String SET = "The session's cookie.";

  @Context HttpServletRequest request;
  @Context HttpHeaders headers;
  @Inject Caller caller;
  @Inject ClientAddress addresses;
  @Inject Accounts accounts;
  @Inject Sessions sessions;
  @Inject SessionSettings settings;
  @Inject Invitations invitations;
  @Inject Passwords passwords;
  @Inject PasswordSignIn passwordSignIn;
  @Inject SignIn signIn;

  /** Signs a member in. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @OpenToAll
  @CanEndWith({
    ProblemType.SIGN_IN_FAILED,
    ProblemType.USER_INACTIVE,
    ProblemType.TENANT_DISABLED,
    ProblemType.CSRF_TOKEN_INVALID,
    ProblemType.CONFLICT,
    ProblemType.RATE_LIMITED,
    ProblemType.SERVICE_UNAVAILABLE
  })
  @Operation(
      operationId = "session.sign_in",
      summary = "Sign in",
      description =
          "Opens a session and ends the one that the browser had. Wrong is wrong: the answer does"
              + " not tell what, nor whether there is such a member. 409 with `tenants` when members"
              + " of several tenants sign in with this address and password.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SignInBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The session.",
      headers =
          @Header(
              name = "Set-Cookie",
              description = SET,
              schema = @Schema(type = SchemaType.STRING)),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SessionView.class)))
  public Response signIn(Members body) {
    requireOwnSite();
    return opened(
        passwordSignIn.by(
            SignInBody.from(body), origin(), addresses.siteOf(request), SessionCookie.of(headers)));
  }

  /** The session that the request came with. */
  @GET
  @RequiresScope(
      value = {},
      capability = "session.read",
      memberOnly = true,
      whileDisabled = true)
  @Operation(
      operationId = "session.read",
      summary = "Read the session",
      description = "Who is signed in, until when, and what `X-CSRF-Token` must say.")
  @APIResponse(
      responseCode = "200",
      description = "The session.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SessionView.class)))
  public SessionView read() {
    return view(session());
  }

  /** Signs the member out of this browser; a session that has ended is no obstacle. */
  @DELETE
  @OpenToAll
  @CanEndWith({ProblemType.CSRF_TOKEN_INVALID, ProblemType.SERVICE_UNAVAILABLE})
  @Operation(
      operationId = "session.sign_out",
      summary = "Sign out",
      description =
          "Ends the session of the cookie, with its `X-CSRF-Token`, and takes the cookie away. A"
              + " session that has ended already is no obstacle.")
  @APIResponse(
      responseCode = "204",
      description = "There is no session any more.",
      headers =
          @Header(
              name = "Set-Cookie",
              description = "Takes the cookie away.",
              schema = @Schema(type = SchemaType.STRING)))
  public Response signOut() {
    requireOwnSite();
    SessionCookie.of(headers).flatMap(sessions::of).ifPresent(this::close);
    return closed();
  }

  private void close(SessionRecord session) {
    if (!sessions.isCsrfToken(session, headers.getHeaderString(AccessFilter.CSRF_HEADER))) {
      throw forged("Signing out sends X-CSRF-Token, as the session's csrfToken says.");
    }
    signIn.close(session, origin());
  }

  /** Signs the member out of every browser. */
  @POST
  @Path("/actions/sign-out-everywhere")
  @RequiresScope(
      value = {},
      capability = "session.sign_out_everywhere",
      memberOnly = true,
      whileDisabled = true)
  @Operation(
      operationId = "session.sign_out_everywhere",
      summary = "Sign out everywhere",
      description = "Ends all of the member's sessions, this one included.")
  @APIResponse(
      responseCode = "204",
      description = "There is no session any more.",
      headers =
          @Header(
              name = "Set-Cookie",
              description = "Takes the cookie away.",
              schema = @Schema(type = SchemaType.STRING)))
  public Response signOutEverywhere() {
    signIn.closeAll(session(), caller.origin());
    return closed();
  }

  /** Gives the member another password. */
  @POST
  @Path("/actions/change-password")
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresScope(
      value = {},
      capability = "session.change_password",
      memberOnly = true,
      whileDisabled = true)
  @CanEndWith(ProblemType.SIGN_IN_FAILED)
  @Operation(
      operationId = "session.change_password",
      summary = "Change the password",
      description =
          "Takes another password after the current one, which counts as an attempt to sign in. All"
              + " other sessions end, and this one continues as a new one: the answer has its cookie"
              + " and its `csrfToken`.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NewPasswordBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The new session.",
      headers =
          @Header(
              name = "Set-Cookie",
              description = SET,
              schema = @Schema(type = SchemaType.STRING)),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SessionView.class)))
  public Response changePassword(Members body) {
    SessionRecord session = session();
    NewPasswordBody wanted = NewPasswordBody.from(body, session);
    reenter(session, wanted.currentPassword());
    return opened(signIn.change(session, passwords.hashed(wanted.newPassword()), caller.origin()));
  }

  private void reenter(SessionRecord session, String password) {
    try {
      passwords.reenter(session.memberId(), session.email(), password, addresses.siteOf(request));
    } catch (ProblemException refusal) {
      if (refusal.type() == ProblemType.SIGN_IN_FAILED) {
        accounts
            .byId(session.memberId())
            .ifPresent(account -> signIn.failed(account.member(), caller.origin()));
      }
      throw refusal;
    }
  }

  /** Takes the password of an invited member and signs it in. */
  @POST
  @Path("/actions/accept-invitation")
  @Consumes(MediaType.APPLICATION_JSON)
  @OpenToAll
  @CanEndWith({
    ProblemType.SIGN_IN_FAILED,
    ProblemType.USER_INACTIVE,
    ProblemType.TENANT_DISABLED,
    ProblemType.CSRF_TOKEN_INVALID,
    ProblemType.DUPLICATE_NAME,
    ProblemType.RATE_LIMITED,
    ProblemType.SERVICE_UNAVAILABLE
  })
  @Operation(
      operationId = "session.accept_invitation",
      summary = "Accept an invitation",
      description =
          "Takes the password that an invited member chooses, ends its other sessions and signs it"
              + " in. Each link is good once.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AcceptanceBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The session.",
      headers =
          @Header(
              name = "Set-Cookie",
              description = SET,
              schema = @Schema(type = SchemaType.STRING)),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SessionView.class)))
  public Response acceptInvitation(Members body) {
    requireOwnSite();
    passwords.admitFrom(addresses.siteOf(request));
    AcceptanceBody acceptance = AcceptanceBody.from(body);
    UUID member = invitations.memberOf(acceptance.token()).orElseThrow(Passwords::wrong);
    Member invited = accounts.byId(member).map(Account::member).orElseThrow(Passwords::wrong);
    acceptance.requireFit(invited, body);
    return opened(
        signIn.openByInvitation(
            member,
            acceptance,
            passwords.hashed(acceptance.password()),
            origin(),
            SessionCookie.of(headers)));
  }

  private SessionRecord session() {
    return caller.session().orElseThrow();
  }

  private Origin origin() {
    return Origin.of(addresses.of(request), request);
  }

  // Another site must not sign the browser in or out, be it as itself.
  private void requireOwnSite() {
    if ("cross-site".equalsIgnoreCase(headers.getHeaderString("Sec-Fetch-Site"))) {
      throw forged("Another site must not send this.");
    }
  }

  private static ProblemException forged(String detail) {
    return new ProblemException(ProblemType.CSRF_TOKEN_INVALID, detail);
  }

  private Response opened(SealedToken.Token token) {
    SessionView view = view(sessions.of(token.text()).orElseThrow(Passwords::wrong));
    return Response.ok(view)
        .header(HttpHeaders.SET_COOKIE, SessionCookie.set(token.text(), settings.lifetime()))
        .build();
  }

  private static Response closed() {
    return Response.noContent().header(HttpHeaders.SET_COOKIE, SessionCookie.clear()).build();
  }

  private SessionView view(SessionRecord session) {
    return SessionView.of(session, sessions.csrfToken(session.id()), settings.idle().toSeconds());
  }
}
