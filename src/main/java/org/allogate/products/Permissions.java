package org.allogate.products;

import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What its buyer may do with a product. */
@Schema(description = "What its buyer may do with a product.")
public record Permissions(
    @Schema(defaultValue = "true") boolean copy,
    @Schema(defaultValue = "false") boolean modify,
    @Schema(defaultValue = "false") boolean transfer) {
  static Permissions from(Members body) {
    return new Permissions(
        body.flag("copy", true), body.flag("modify", false), body.flag("transfer", false));
  }
}
