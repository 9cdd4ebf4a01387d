package org.allogate.session;

import java.util.Optional;
import java.util.UUID;
import org.allogate.input.Members;
import org.allogate.people.EmailAddress;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who signs in.
 *
 * @param tenantId null unless the address belongs to members of several tenants
 */
@Schema(description = "Who signs in.")
public record SignInBody(
    @Schema(
            format = "email",
            maxLength = EmailAddress.LONGEST,
            examples = "owner@example.com",
            required = true)
        String email,
    @Schema(format = "password", maxLength = SignInBody.LONGEST, required = true) String password,
    @Schema(
            description = "Only where the address belongs to members of several tenants.",
            nullable = true)
        UUID tenantId) {
  /** Longer than any password can be, so that old rules may change. */
  static final int LONGEST = 1024;

  static SignInBody from(Members body) {
    SignInBody signIn =
        new SignInBody(
            body.trimmed("email", 1, EmailAddress.LONGEST),
            body.text("password", 1, LONGEST),
            body.optionalUuid("tenantId").orElse(null));
    body.check();
    return signIn;
  }

  Optional<UUID> tenant() {
    return Optional.ofNullable(tenantId);
  }

  /** Nothing of it. */
  @Override
  public String toString() {
    return "SignInBody";
  }
}
