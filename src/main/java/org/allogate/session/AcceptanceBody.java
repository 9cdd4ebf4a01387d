package org.allogate.session;

import java.util.Optional;
import org.allogate.input.Members;
import org.allogate.people.EmailAddress;
import org.allogate.people.Member;
import org.allogate.people.PasswordRules;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an invited member says of itself.
 *
 * @param token of the invitation's link
 * @param name null to keep the name it was given
 * @param email null unless the invitation was made for nobody in particular
 */
@Schema(description = "What an invited member says of itself.")
public record AcceptanceBody(
    @Schema(description = "From the link.", required = true) String token,
    @Schema(
            format = "password",
            minLength = PasswordRules.SHORTEST,
            maxLength = PasswordRules.LONGEST,
            description = "Neither the member's address or name nor one of the commonest.",
            required = true)
        String password,
    @Schema(
            minLength = 1,
            maxLength = Member.LONGEST_NAME,
            description = "Another name than the one given with the invitation.",
            nullable = true)
        String name,
    @Schema(
            format = "email",
            minLength = EmailAddress.SHORTEST,
            maxLength = EmailAddress.LONGEST,
            description = "Only of the first owner, whose address nobody knows.",
            nullable = true)
        String email) {
  static AcceptanceBody from(Members body) {
    AcceptanceBody acceptance =
        new AcceptanceBody(
            body.text("token", 1, SignInBody.LONGEST),
            body.text("password", 0, SignInBody.LONGEST),
            body.trimmed("name", 1, Member.LONGEST_NAME, null),
            body.trimmed("email", EmailAddress.SHORTEST, EmailAddress.LONGEST, null));
    body.check();
    return acceptance;
  }

  /** Ends the request if this breaks a rule that only holds for this member. */
  void requireFit(Member member, Members body) {
    boolean known = !member.email().isEmpty();
    if (known && email != null) {
      body.refuse("email", "is known already");
    } else if (!known && email == null) {
      body.refuse("email", "is required");
    } else if (email != null && !EmailAddress.isOne(email)) {
      body.refuse("email", "must be an email address");
    }
    PasswordRules.broken(
            password,
            newEmail().orElse(member.email()),
            Optional.ofNullable(name).orElse(member.name()))
        .ifPresent(detail -> body.refuse("password", detail));
    body.check();
  }

  Optional<String> newEmail() {
    return Optional.ofNullable(email);
  }

  Optional<String> newName() {
    return Optional.ofNullable(name);
  }

  /** Nothing of it. */
  @Override
  public String toString() {
    return "AcceptanceBody";
  }
}
