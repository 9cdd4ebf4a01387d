package org.allogate.categories;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A shelf of a store; its row is the lock of what stands on it. */
@Entity
@Table(name = "category")
public class Category {
  @Id private UUID id;

  @Column(name = "workspace_id")
  private UUID workspaceId;

  private String name;

  @Column(name = "product_count")
  private int productCount;

  /** For Hibernate. */
  protected Category() {}

  /** A new category without products; its name is unique in the workspace ignoring case. */
  public Category(UUID id, UUID workspaceId, String name) {
    this.id = id;
    this.workspaceId = workspaceId;
    this.name = name;
  }

  /** Counts a product that does not stand here yet; the row that says so is to be persisted. */
  public CategorizedProduct with(UUID product) {
    productCount++;
    return new CategorizedProduct(id, product);
  }

  /** Counts a product no more whose row is removed. */
  void without() {
    productCount--;
  }

  void become(CategoryBody body) {
    name = body.name();
  }

  UUID id() {
    return id;
  }

  CategoryView view() {
    return new CategoryView(id, name, productCount);
  }
}
