package org.allogate.customers;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A resident that a workspace knows; its row is the lock of everything that belongs to them. */
@Entity
@Table(name = "customer")
public class Customer {
  @Id private UUID id;

  @Column(name = "workspace_id")
  private UUID workspaceId;

  private UUID uuid;
  private String username;
  private int discount;

  @Column(name = "news_subscriber")
  private boolean newsSubscriber;

  private boolean banned;

  @Column(name = "first_seen")
  private Instant firstSeen;

  private long spent;
  private long credit;

  @Column(name = "restricted_credit")
  private long restrictedCredit;

  @Column(name = "credit_changes")
  private long creditChanges;

  /** For Hibernate. */
  protected Customer() {}

  /**
   * A resident met for the first time.
   *
   * @param uuid the avatar
   * @param username null while nobody told it
   */
  public Customer(UUID id, UUID workspaceId, UUID uuid, String username, Instant firstSeen) {
    this.id = id;
    this.workspaceId = workspaceId;
    this.uuid = uuid;
    this.username = username;
    this.firstSeen = firstSeen;
  }

  /** The id of the row, which orders the list; clients know the avatar's instead. */
  public UUID id() {
    return id;
  }

  /** The avatar. */
  public UUID uuid() {
    return uuid;
  }

  /** The username, or null while nobody told it. */
  public String username() {
    return username;
  }

  /** L$ spent in all. */
  public long spent() {
    return spent;
  }

  void beNamed(String name) {
    username = name;
  }

  void become(CustomerPatchBody changes) {
    discount = changes.discount() == null ? discount : changes.discount();
    newsSubscriber = changes.newsSubscriber() == null ? newsSubscriber : changes.newsSubscriber();
  }

  void beBanned(boolean now) {
    banned = now;
  }

  CustomerView view() {
    return new CustomerView(uuid, username, discount, newsSubscriber, banned, firstSeen);
  }

  /** L$ that are spent anywhere, 0 or more. */
  public long credit() {
    return credit;
  }

  /** L$ that are spent where the store allows it, 0 or more. */
  public long restrictedCredit() {
    return restrictedCredit;
  }

  /** How often the credit has changed, the number of the last entry of its ledger. */
  public long creditChanges() {
    return creditChanges;
  }

  /** Takes new balances, which count as one change; for the ledger alone. */
  public void haveCredit(long credit, long restrictedCredit) {
    this.credit = credit;
    this.restrictedCredit = restrictedCredit;
    creditChanges++;
  }
}
