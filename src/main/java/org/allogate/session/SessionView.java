package org.allogate.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.allogate.people.Role;
import org.allogate.people.SessionRecord;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A session as its member sees it.
 *
 * @param csrfToken what {@code X-CSRF-Token} must say with every change
 * @param expiresAt its end whatever happens
 * @param idleSeconds after which it ends if nothing happens
 */
@Schema(name = "Session", description = "A member's session, which a cookie carries.")
public record SessionView(
    MemberOfSession member,
    @Schema(description = "What `X-CSRF-Token` must say with whatever changes something.")
        String csrfToken,
    @Schema(description = "When it ends, whatever happens.") Instant expiresAt,
    @Schema(description = "Seconds after which it ends if nothing happens.", examples = "3600")
        long idleSeconds) {
  static SessionView of(SessionRecord session, String csrfToken, long idleSeconds) {
    return new SessionView(
        new MemberOfSession(
            session.memberId(),
            session.name(),
            session.email(),
            session.role(),
            session.scopes().names(),
            session.organizationId(),
            session.tenantId()),
        csrfToken,
        session.expiresAt(),
        idleSeconds);
  }

  /** The member's name and no token. */
  @Override
  public String toString() {
    return "SessionView[" + member + "]";
  }

  /**
   * Who is signed in.
   *
   * @param organizationId null for a member of the tenant itself
   */
  @Schema(name = "SignedInMember", description = "Who is signed in.")
  public record MemberOfSession(
      UUID id,
      @Schema(examples = "Alex Doe") String name,
      @Schema(format = "email", examples = "alex@example.com") String email,
      @Schema(description = "Owners do everything, viewers only look.") Role role,
      @Schema(description = "What the role lets do.", examples = "[\"keys:read\"]")
          List<String> scopes,
      @Schema(description = "Null for a member of the tenant itself.", nullable = true)
          UUID organizationId,
      UUID tenantId) {}
}
