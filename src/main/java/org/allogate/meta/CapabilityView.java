package org.allogate.meta;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.allogate.access.Capability;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A guarded operation as the API shows it.
 *
 * @param path with its parameters in braces
 * @param scopes what a credential must hold, all of them
 * @param cost rate-limit units of one call
 */
@Schema(name = "Capability", description = "A guarded operation.")
public record CapabilityView(
    @Schema(examples = "vault.get_project") String name,
    @Schema(examples = "GET") String method,
    @Schema(examples = "/api/v2/vault/projects/{id}") String path,
    @Schema(description = "What a credential must hold, all of it.") List<String> scopes,
    @Schema(description = "Rate-limit units of one call.", minimum = "1", examples = "1") int cost,
    @JsonProperty("member_only")
        @Schema(description = "Whether only a member may call it in person, and no key.")
        boolean memberOnly) {
  /** Copies the scopes. */
  public CapabilityView {
    scopes = List.copyOf(scopes);
  }

  static CapabilityView of(Capability capability, String method, String path) {
    return new CapabilityView(
        capability.name(),
        method,
        path,
        capability.scopes().names(),
        capability.cost(),
        capability.memberOnly());
  }
}
