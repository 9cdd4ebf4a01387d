package org.allogate.members;

import java.util.Optional;
import org.allogate.input.Members;
import org.allogate.people.Member;
import org.allogate.people.Role;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is to change of a member; null stays as it is.
 *
 * @param active false ends the member's sessions
 */
@Schema(description = "What is to change of a member; what is absent stays as it is.")
public record MemberBody(
    @Schema(minLength = 1, maxLength = Member.LONGEST_NAME) String name,
    Role role,
    @Schema(description = "False ends the member's sessions.") Boolean active) {
  static MemberBody from(Members body) {
    MemberBody change =
        new MemberBody(
            body.isGiven("name") ? body.trimmed("name", 1, Member.LONGEST_NAME) : null,
            body.isGiven("role")
                ? body.value("role", NewMemberBody.ROLES, Role::byName, null)
                : null,
            body.isGiven("active") ? body.flag("active", true) : null);
    body.check();
    return change;
  }

  Optional<String> newName() {
    return Optional.ofNullable(name);
  }

  Optional<Role> newRole() {
    return Optional.ofNullable(role);
  }

  Optional<Boolean> newActive() {
    return Optional.ofNullable(active);
  }
}
