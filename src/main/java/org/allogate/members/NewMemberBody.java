package org.allogate.members;

import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.input.Members;
import org.allogate.people.EmailAddress;
import org.allogate.people.Member;
import org.allogate.people.Role;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A member to be.
 *
 * @param organizationId null for a member of the tenant itself
 */
@Schema(description = "A member to be.")
public record NewMemberBody(
    @Schema(minLength = 1, maxLength = Member.LONGEST_NAME, examples = "Alex Doe", required = true)
        String name,
    @Schema(
            format = "email",
            minLength = EmailAddress.SHORTEST,
            maxLength = EmailAddress.LONGEST,
            description = "Unique among the tenant's members, ignoring case.",
            examples = "alex@example.com",
            required = true)
        String email,
    @Schema(required = true) Role role,
    @Schema(
            description =
                "The organization; null for a member of the tenant itself. Callers of an"
                    + " organization need not say it.",
            nullable = true)
        UUID organizationId) {
  static final String ROLES = "must be owner, admin or viewer";

  static NewMemberBody from(Members body, Caller caller) {
    boolean unsaid = !caller.ofTenant() && !body.isNull("organizationId");
    NewMemberBody member =
        new NewMemberBody(
            body.trimmed("name", 1, Member.LONGEST_NAME),
            email(body),
            body.value("role", ROLES, Role::byName, Role.VIEWER),
            body.optionalUuid("organizationId")
                .orElse(unsaid ? caller.requiredOrganization() : null));
    body.check();
    return member;
  }

  private static String email(Members body) {
    String email = body.trimmed("email", EmailAddress.SHORTEST, EmailAddress.LONGEST);
    if (!email.isEmpty() && !EmailAddress.isOne(email)) {
      body.refuse("email", "must be an email address");
    }
    return email;
  }
}
