package org.allogate.session;

import org.allogate.input.Members;
import org.allogate.people.PasswordRules;
import org.allogate.people.SessionRecord;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change of the password. */
@Schema(description = "A change of the password.")
public record NewPasswordBody(
    @Schema(format = "password", maxLength = SignInBody.LONGEST, required = true)
        String currentPassword,
    @Schema(
            format = "password",
            minLength = PasswordRules.SHORTEST,
            maxLength = PasswordRules.LONGEST,
            description = "Neither the member's address or name nor one of the commonest.",
            required = true)
        String newPassword) {
  static NewPasswordBody from(Members body, SessionRecord member) {
    NewPasswordBody passwords =
        new NewPasswordBody(
            body.text("currentPassword", 1, SignInBody.LONGEST),
            body.text("newPassword", 0, SignInBody.LONGEST));
    PasswordRules.broken(passwords.newPassword, member.email(), member.name())
        .ifPresent(detail -> body.refuse("newPassword", detail));
    body.check();
    return passwords;
  }

  /** Nothing of it. */
  @Override
  public String toString() {
    return "NewPasswordBody";
  }
}
