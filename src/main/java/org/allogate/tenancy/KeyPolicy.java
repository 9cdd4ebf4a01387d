package org.allogate.tenancy;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What holds for the keys of an organization.
 *
 * @param maxActiveKeys most keys in force, 1 to 1000; null in a row means the tenant's default
 * @param lifetimeDays how long a key lives unless said, and the longest it may, 1 to 3650 days;
 *     null for keys without an end
 * @param renewWithinDays a key used so near its end gets a successor by itself, 1 to 365 days; null
 *     for none
 * @param revealable whether a key can be looked at again
 */
@Schema(description = "What holds for the keys of an organization.")
public record KeyPolicy(
    @Schema(minimum = "1", maximum = "1000", examples = "5") Integer maxActiveKeys,
    @Schema(
            description = "Default and longest life of a key; null for keys without an end.",
            minimum = "1",
            maximum = "3650",
            nullable = true,
            examples = "365")
        Integer lifetimeDays,
    @Schema(
            description = "A key used so near its end gets a successor; null for none.",
            minimum = "1",
            maximum = "365",
            nullable = true,
            examples = "30")
        Integer renewWithinDays,
    @Schema(description = "Whether a member can look at a key again.", defaultValue = "false")
        boolean revealable) {
  /** The tenant's limit, keys without an end, none of them shown again. */
  public static final KeyPolicy DEFAULT = new KeyPolicy(null, null, null, false);

  /** The same with the tenant's limit where there is none of its own. */
  public KeyPolicy within(int tenantsMaxActiveKeys) {
    return maxActiveKeys == null
        ? new KeyPolicy(tenantsMaxActiveKeys, lifetimeDays, renewWithinDays, revealable)
        : this;
  }
}
