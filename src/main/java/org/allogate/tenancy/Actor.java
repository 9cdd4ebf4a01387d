package org.allogate.tenancy;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who did something.
 *
 * @param id of the member or key; null for the system itself
 * @param name the member's or the key's name at that time
 */
@Schema(description = "Who did something.")
public record Actor(
    @Schema(enumeration = {"member", "api_key", "system"}) String type,
    @Schema(nullable = true) UUID id,
    String name) {
  /** What happens by itself, when its time has come. */
  public static final Actor SYSTEM = new Actor("system", null, "Allogate");

  /** A person. */
  public static Actor member(UUID id, String name) {
    return new Actor("member", id, name);
  }

  /** A key. */
  public static Actor apiKey(UUID id, String name) {
    return new Actor("api_key", id, name);
  }
}
