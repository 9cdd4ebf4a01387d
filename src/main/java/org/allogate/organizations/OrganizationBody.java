package org.allogate.organizations;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import org.allogate.input.Members;
import org.allogate.people.EmailAddress;
import org.allogate.tenancy.KeyPolicy;
import org.allogate.tenancy.OrganizationTerms;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A new organization as a client describes it. */
@Schema(description = "A new organization.")
record OrganizationBody(
    @Schema(minLength = 1, maxLength = 128, examples = "Aether & Ash", required = true) String name,
    @Schema(minLength = 3, maxLength = 254, examples = "owner@example.com", required = true)
        String email,
    @Schema(
            description = "Id of a time zone, as the IANA's database or java.time spells it.",
            maxLength = 64,
            defaultValue = "UTC",
            examples = "Europe/Berlin")
        String timezone,
    KeyPolicyBody keyPolicy) {
  private static final int MAX_NAME = 128;
  private static final int MAX_TIMEZONE = 64;

  static OrganizationTerms terms(Members body) {
    OrganizationTerms terms =
        new OrganizationTerms(
            name(body),
            email(body),
            body.mentions("timezone") && !body.isNull("timezone") ? timezone(body) : "UTC",
            true,
            KeyPolicyBody.applied(KeyPolicy.DEFAULT, body));
    body.check();
    return terms;
  }

  static String name(Members body) {
    return body.trimmed("name", 1, MAX_NAME);
  }

  static String email(Members body) {
    return body.value("email", "must be an e-mail address", OrganizationBody::parsedEmail, "");
  }

  static String timezone(Members body) {
    return body.value(
        "timezone", "must be the id of a time zone", OrganizationBody::parsedTimezone, "UTC");
  }

  private static Optional<String> parsedEmail(String text) {
    return Optional.of(text)
        .filter(it -> it.codePointCount(0, it.length()) <= EmailAddress.LONGEST)
        .filter(EmailAddress::isOne);
  }

  // In the one spelling that it is known by: "+2" is "+02:00".
  private static Optional<String> parsedTimezone(String text) {
    try {
      return text.length() <= MAX_TIMEZONE && ZoneId.of(text).getId().equals(text)
          ? Optional.of(text)
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
