package org.allogate.products;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A resident's part of what a product earns.
 *
 * @param percent 1 to 100; those of a product sum up to at most 100
 */
@Embeddable
@Schema(description = "A resident's part of what a product earns.")
public record ProfitShare(
    @Column(name = "user_uuid") UUID userUuid,
    @Schema(minimum = "1", maximum = "100", examples = "10") int percent) {
  private static final int MOST = 100;
  private static final int MOST_PERCENT = 100;

  /** Those of a product: of distinct residents, 100 percent in all at most. */
  static List<ProfitShare> from(Members body, String name) {
    List<Members> shares = body.objects(name, MOST);
    Set<UUID> residents = new HashSet<>();
    List<ProfitShare> read = shares.stream().map(share -> from(share, residents)).toList();
    if (read.stream().mapToInt(ProfitShare::percent).sum() > MOST_PERCENT) {
      body.refuse(name, "must not be more than 100 percent in all");
    }
    return read;
  }

  private static ProfitShare from(Members share, Set<UUID> residents) {
    share.require("userUuid");
    UUID resident = share.optionalUuid("userUuid").orElse(null);
    if (resident != null && !residents.add(resident)) {
      share.refuse("userUuid", "stands twice");
    }
    return new ProfitShare(resident, share.integer("percent", 1, MOST_PERCENT));
  }
}
