package org.allogate.coupons;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A code that lowers prices in a workspace. */
@Entity
@Table(name = "coupon")
public class Coupon {
  @Id private UUID id;

  @Column(name = "workspace_id")
  private UUID workspaceId;

  private String code;

  @Column(name = "owner_uuid")
  private UUID ownerUuid;

  @Column(name = "owner_username")
  private String ownerUsername;

  private int discount;

  @Column(name = "owner_profit")
  private int ownerProfit;

  private boolean active;

  /** For Hibernate. */
  protected Coupon() {}

  /** A new coupon, as its body describes it; its code is unique in the workspace ignoring case. */
  public Coupon(UUID id, UUID workspaceId, CouponBody body) {
    this.id = id;
    this.workspaceId = workspaceId;
    take(body);
  }

  void become(CouponBody body) {
    take(body);
  }

  // Private: a constructor must not call what a subclass may override.
  private void take(CouponBody body) {
    code = body.code();
    ownerUuid = body.ownerUuid();
    ownerUsername = body.ownerUsername();
    discount = body.discount();
    ownerProfit = body.ownerProfit();
    active = body.active();
  }

  UUID id() {
    return id;
  }

  boolean active() {
    return active;
  }

  CouponView view() {
    return new CouponView(id, code, ownerUuid, ownerUsername, discount, ownerProfit, active);
  }
}
