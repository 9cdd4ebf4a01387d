package org.allogate.members;

import java.time.Instant;
import java.util.UUID;
import org.allogate.people.Invitations;
import org.allogate.people.Member;
import org.allogate.people.Role;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A member with the link by which it can choose a password, which is shown this once.
 *
 * @param organizationId null for a member of the tenant itself
 * @param lastSignInAt null for never
 */
@Schema(name = "InvitedMember", description = "A member and, this once, its invitation.")
public record InvitedMemberView(
    UUID id,
    @Schema(examples = "Alex Doe") String name,
    @Schema(format = "email", examples = "alex@example.com") String email,
    @Schema(description = "Owners do everything, viewers only look.") Role role,
    @Schema(description = "Null for a member of the tenant itself.", nullable = true)
        UUID organizationId,
    @Schema(description = "Whether the member may come in.") boolean active,
    Instant createdAt,
    @Schema(description = "Null for never.", nullable = true) Instant lastSignInAt,
    @Schema(description = "Whether a link waits by which the member can choose a password.")
        boolean invited,
    InvitationView invitation) {
  static InvitedMemberView of(Member member, Invitations.Link link, String base) {
    return new InvitedMemberView(
        member.id(),
        member.name(),
        member.email(),
        member.role(),
        member.organizationId(),
        member.active(),
        member.createdAt(),
        member.lastSignInAt(),
        true,
        new InvitationView(link.token(), url(base, link), link.expiresAt()));
  }

  /** Behind the fragment, which browsers do not send: a token in a path would be logged. */
  static String url(String base, Invitations.Link link) {
    return base + "/console/#/invitation?token=" + link.token();
  }

  /**
   * A link by which a member chooses a password, once.
   *
   * @param token what proves it
   * @param url of the console's page for it
   * @param expiresAt when it is good no longer
   */
  @Schema(name = "Invitation", description = "A link by which a member chooses a password, once.")
  public record InvitationView(
      @Schema(description = "For `session.accept_invitation`.") String token,
      @Schema(format = "uri", description = "The console's page for it.") String url,
      Instant expiresAt) {
    /** Nothing of the token. */
    @Override
    public String toString() {
      return "InvitationView[until " + expiresAt + "]";
    }
  }
}
