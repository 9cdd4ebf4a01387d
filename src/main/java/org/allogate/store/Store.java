package org.allogate.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** The shop of a workspace, of which there is at most one. */
@Entity
@Table(name = "store")
public class Store {
  @Id private UUID id;

  @Column(name = "workspace_id")
  private UUID workspaceId;

  private String name;
  private UUID logo;

  @Column(name = "blog_listed")
  private boolean blogListed;

  @Column(name = "application_open")
  private boolean applicationOpen;

  @Column(name = "base_bonus")
  private int baseBonus;

  @Column(name = "group_bonus")
  private int groupBonus;

  @Column(name = "location_sl_url")
  private String locationSlUrl;

  @Column(name = "owner_uuid")
  private UUID ownerUuid;

  @Column(name = "owner_username")
  private String ownerUsername;

  /** For Hibernate. */
  protected Store() {}

  /** A new store, as its body describes it. */
  public Store(UUID id, UUID workspaceId, StoreBody body) {
    this.id = id;
    this.workspaceId = workspaceId;
    take(body);
  }

  void become(StoreBody body) {
    take(body);
  }

  // Private: a constructor must not call what a subclass may override.
  private void take(StoreBody body) {
    name = body.name();
    logo = body.logo();
    blogListed = body.blogListed();
    applicationOpen = body.applicationOpen();
    baseBonus = body.bonus().baseBonus();
    groupBonus = body.bonus().groupBonus();
    locationSlUrl = body.locationSlUrl();
    ownerUuid = body.ownerUuid();
    ownerUsername = body.ownerUsername();
  }

  StoreView view() {
    return new StoreView(
        id,
        name,
        logo,
        blogListed,
        applicationOpen,
        new Bonus(baseBonus, groupBonus),
        locationSlUrl,
        ownerUuid,
        ownerUsername);
  }
}
