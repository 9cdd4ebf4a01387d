package org.allogate.categories;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** That a product stands in a category. */
@Entity
@Table(name = "product_category")
@IdClass(CategorizedProduct.Key.class)
public class CategorizedProduct {
  @Id
  @Column(name = "category_id")
  private UUID categoryId;

  @Id
  @Column(name = "product_id")
  private UUID productId;

  /** For Hibernate. */
  protected CategorizedProduct() {}

  /** A product in a category of the same workspace. */
  public CategorizedProduct(UUID categoryId, UUID productId) {
    this.categoryId = categoryId;
    this.productId = productId;
  }

  /** The pair that identifies it. */
  public record Key(UUID categoryId, UUID productId) {}
}
