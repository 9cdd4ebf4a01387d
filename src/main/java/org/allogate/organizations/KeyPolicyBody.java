package org.allogate.organizations;

import org.allogate.input.Members;
import org.allogate.tenancy.KeyPolicy;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The policy of keys as a client describes or changes it; null is the default of each member. */
@Schema(description = "What shall hold for the keys. Null goes back to the default.")
record KeyPolicyBody(
    @Schema(
            description = "Null for the tenant's default.",
            minimum = "1",
            maximum = "1000",
            nullable = true)
        Integer maxActiveKeys,
    @Schema(
            description = "Default and longest life of a key; null for keys without an end.",
            minimum = "1",
            maximum = "3650",
            nullable = true)
        Integer lifetimeDays,
    @Schema(
            description =
                "A key used so near its end gets a successor; null for none. Less than"
                    + " `lifetimeDays`, where there is one.",
            minimum = "1",
            maximum = "365",
            nullable = true)
        Integer renewWithinDays,
    @Schema(
            description =
                "Whether a member can look at a key again; null for false. Only an owner of the"
                    + " tenant, in person, says true; false forgets what was kept.",
            nullable = true)
        Boolean revealable) {
  private static final String NAME = "keyPolicy";
  private static final int MAX_KEYS = 1000;
  private static final int MAX_LIFETIME = 3650;
  private static final int MAX_RENEWAL = 365;

  /** The policy after a merge patch that may or may not be about it. */
  static KeyPolicy applied(KeyPolicy now, Members patch) {
    KeyPolicy before = patch.isNull(NAME) ? KeyPolicy.DEFAULT : now;
    Members policy = patch.object(NAME);
    KeyPolicy after =
        new KeyPolicy(
            changed(policy, "maxActiveKeys", MAX_KEYS, before.maxActiveKeys()),
            changed(policy, "lifetimeDays", MAX_LIFETIME, before.lifetimeDays()),
            changed(policy, "renewWithinDays", MAX_RENEWAL, before.renewWithinDays()),
            policy.flag("revealable", !policy.isNull("revealable") && before.revealable()));
    if (renewsFromTheStart(after)) {
      policy.refuse(
          policy.mentions("renewWithinDays") ? "renewWithinDays" : "lifetimeDays",
          "must leave renewWithinDays below lifetimeDays");
    }
    return after;
  }

  private static Integer changed(Members policy, String name, int largest, Integer otherwise) {
    return policy.mentions(name)
        ? policy.optionalInteger(name, 1, largest).orElse(null)
        : otherwise;
  }

  // Every use of every key would make a successor.
  private static boolean renewsFromTheStart(KeyPolicy policy) {
    return policy.lifetimeDays() != null
        && policy.renewWithinDays() != null
        && policy.renewWithinDays() >= policy.lifetimeDays();
  }
}
