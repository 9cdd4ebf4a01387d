package org.allogate.products;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;
import org.allogate.paging.Keyset;
import org.allogate.paging.Lists;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;

/** The products of the workspaces. */
@ApplicationScoped
public class Products {
  @PersistenceContext EntityManager em;
  @Inject Lists lists;

  Optional<Product> byId(UUID workspace, UUID id) {
    return Optional.ofNullable(
        em.createQuery(
                "from Product p where p.id = :id and p.workspaceId = :workspace", Product.class)
            .setParameter("id", id)
            .setParameter("workspace", workspace)
            .setHint("org.hibernate.readOnly", true)
            .getSingleResultOrNull());
  }

  /** The active products, oldest first. */
  Page<Product> active(UUID workspace, ProductFilter filter, PageRequest page) {
    Keyset<Product> list =
        filter
            .category()
            .map(this::ofCategory)
            .orElseGet(this::all)
            .where("p.workspaceId = :workspace", "workspace", workspace)
            .where("p.active = :active", "active", true);
    filter.listed().ifPresent(it -> list.where("p.listed = :listed", "listed", it));
    filter.bloggable().ifPresent(it -> list.where("p.bloggable = :bloggable", "bloggable", it));
    filter
        .search()
        .ifPresent(
            it ->
                list.where(
                    "(locate(:search, p.name) > 0 or locate(:search, p.description) > 0)",
                    "search",
                    it));
    return list.page(page);
  }

  private Keyset<Product> all() {
    return lists.oldestFirst("select p from Product p", Product.class, "p.id", Product::id);
  }

  private Keyset<Product> ofCategory(UUID category) {
    return lists
        .oldestFirst(
            "select p from CategorizedProduct c join Product p on p.id = c.productId",
            Product.class,
            "c.productId",
            Product::id)
        .where("c.categoryId = :category", "category", category);
  }
}
