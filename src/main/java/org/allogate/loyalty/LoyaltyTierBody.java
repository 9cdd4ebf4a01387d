package org.allogate.loyalty;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.allogate.input.Members;
import org.allogate.input.MembersList;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A loyalty tier as a client describes it.
 *
 * @param id of the tier that goes on as this one, or null for a new one
 * @param name 1 to 64 characters without the blanks around them
 * @param minimumSpend lifetime L$ from which it counts, up to 1,000,000,000,000
 * @param discount percent, 0 to 100
 */
@Schema(description = "A tier that is there already, by its id, or a new one.")
public record LoyaltyTierBody(
    @Schema(description = "Of the tier that goes on as this one.", nullable = true) UUID id,
    @Schema(
            description = "Distinct among the tiers, ignoring case.",
            minLength = 1,
            maxLength = 64,
            examples = "Gold",
            required = true)
        String name,
    @Schema(
            description = "Lifetime L$ from which it counts; distinct among the tiers.",
            minimum = "0",
            maximum = "1000000000000",
            examples = "10000",
            required = true)
        long minimumSpend,
    @Schema(
            description = "Percent.",
            minimum = "0",
            maximum = "100",
            examples = "10",
            required = true)
        int discount) {
  /** Most tiers of a workspace. */
  static final int MOST = 50;

  private static final int MAX_NAME = 64;
  private static final long MAX_SPEND = 1_000_000_000_000L;

  /** All the tiers of a body, no two of which have an id, a name or a spend in common. */
  static List<LoyaltyTierBody> from(MembersList body) {
    List<LoyaltyTierBody> tiers = new ArrayList<>();
    Set<UUID> ids = new HashSet<>();
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Set<Long> spends = new HashSet<>();
    for (Members members : body.objects(MOST)) {
      LoyaltyTierBody tier = from(members);
      if (tier.id() != null) {
        requireDistinct(members, "id", ids, tier.id());
      }
      requireDistinct(members, "name", names, tier.name());
      requireDistinct(members, "minimumSpend", spends, tier.minimumSpend());
      tiers.add(tier);
    }
    body.check();
    return tiers;
  }

  private static LoyaltyTierBody from(Members tier) {
    return new LoyaltyTierBody(
        tier.optionalUuid("id").orElse(null),
        tier.trimmed("name", 1, MAX_NAME),
        tier.longInteger("minimumSpend", 0, MAX_SPEND),
        tier.percent("discount"));
  }

  private static <T> void requireDistinct(Members tier, String name, Set<T> before, T value) {
    if (!tier.isWrong(name) && !before.add(value)) {
      tier.refuse(name, "is that of a tier before");
    }
  }
}
