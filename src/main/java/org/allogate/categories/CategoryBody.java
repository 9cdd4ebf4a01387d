package org.allogate.categories;

import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A category as a client describes it.
 *
 * @param name 1 to 64 characters without the blanks around them
 */
@Schema(description = "A category without its id and its count.")
public record CategoryBody(
    @Schema(
            description = "Unique in the workspace, ignoring case.",
            minLength = 1,
            maxLength = 64,
            examples = "Hats",
            required = true)
        String name) {
  private static final int MAX_NAME = 64;

  static CategoryBody from(Members body) {
    CategoryBody category = new CategoryBody(body.trimmed("name", 1, MAX_NAME));
    body.check();
    return category;
  }
}
