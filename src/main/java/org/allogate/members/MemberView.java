package org.allogate.members;

import java.time.Instant;
import java.util.UUID;
import org.allogate.people.Member;
import org.allogate.people.Role;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A member as the API shows it.
 *
 * @param organizationId null for a member of the tenant itself
 * @param lastSignInAt null for never
 * @param invited whether there is a link by which it can choose a password
 */
@Schema(name = "Member", description = "A person of the tenant or of one of its organizations.")
public record MemberView(
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
        boolean invited) {
  static MemberView of(Member member, boolean invited) {
    return new MemberView(
        member.id(),
        member.name(),
        member.email(),
        member.role(),
        member.organizationId(),
        member.active(),
        member.createdAt(),
        member.lastSignInAt(),
        invited);
  }
}
