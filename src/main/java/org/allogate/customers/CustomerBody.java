package org.allogate.customers;

import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a client tells of an avatar. */
@Schema(description = "What is told of an avatar.")
record CustomerBody(
    @Schema(
            description = "Unique in the workspace, ignoring case.",
            minLength = 1,
            maxLength = Resident.MAX_USERNAME,
            pattern = Resident.USERNAME_FORM,
            examples = "aether.ash",
            required = true)
        String username) {
  static CustomerBody from(Members body) {
    CustomerBody customer =
        new CustomerBody(
            body.value("username", "must be a username like aether.ash", Resident::username, ""));
    body.check();
    return customer;
  }
}
