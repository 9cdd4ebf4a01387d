package org.allogate.loyalty;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A discount that customers get from a lifetime spend on. */
@Entity
@Table(name = "loyalty_tier")
public class LoyaltyTier {
  @Id private UUID id;

  @Column(name = "workspace_id")
  private UUID workspaceId;

  private String name;

  @Column(name = "minimum_spend")
  private long minimumSpend;

  private int discount;

  /** For Hibernate. */
  protected LoyaltyTier() {}

  /**
   * A new tier.
   *
   * @param minimumSpend L$, at least 0
   * @param discount percent, 0 to 100
   */
  public LoyaltyTier(UUID id, UUID workspaceId, String name, long minimumSpend, int discount) {
    this.id = id;
    this.workspaceId = workspaceId;
    this.name = name;
    this.minimumSpend = minimumSpend;
    this.discount = discount;
  }

  void become(LoyaltyTierBody body) {
    name = body.name();
    minimumSpend = body.minimumSpend();
    discount = body.discount();
  }

  UUID id() {
    return id;
  }

  LoyaltyTierView view() {
    return new LoyaltyTierView(id, name, minimumSpend, discount);
  }
}
