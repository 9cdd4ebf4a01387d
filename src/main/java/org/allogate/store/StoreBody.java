package org.allogate.store;

import java.util.UUID;
import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A store as a client describes it: the store without its id.
 *
 * @param logo texture, or null
 * @param locationSlUrl empty when unset
 */
@Schema(description = "A store without its id.")
public record StoreBody(
    @Schema(minLength = 1, maxLength = 128, examples = "Aether & Ash", required = true) String name,
    @Schema(description = "Texture of the logo.", nullable = true) UUID logo,
    @Schema(defaultValue = "false") boolean blogListed,
    @Schema(defaultValue = "false") boolean applicationOpen,
    Bonus bonus,
    @Schema(maxLength = 255, defaultValue = "") String locationSlUrl,
    @Schema(required = true) UUID ownerUuid,
    @Schema(minLength = 1, maxLength = 64, examples = "aether.ash", required = true)
        String ownerUsername) {
  private static final int MAX_NAME = 128;
  private static final int MAX_URL = 255;
  private static final int MAX_USERNAME = 64;

  static StoreBody from(Members body) {
    Members bonus = body.object("bonus");
    StoreBody store =
        new StoreBody(
            body.text("name", 1, MAX_NAME),
            body.optionalUuid("logo").orElse(null),
            body.flag("blogListed", false),
            body.flag("applicationOpen", false),
            new Bonus(bonus.percent("baseBonus", 0), bonus.percent("groupBonus", 0)),
            body.text("locationSlUrl", MAX_URL, ""),
            body.uuid("ownerUuid"),
            body.text("ownerUsername", 1, MAX_USERNAME));
    body.check();
    return store;
  }
}
