package org.allogate.products;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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

  /**
   * The profit shares of a page, by product and in their order; a product without any is absent.
   * One statement for the ids it needs: Hibernate's own batches always send as many as the largest
   * page has, which costs the database more than the page itself.
   */
  Map<UUID, List<ProfitShare>> sharesOf(List<Product> page) {
    if (page.isEmpty()) {
      return Map.of();
    }
    return em
        .createQuery(
            """
            select new org.allogate.products.Products$Share(p.id, index(s), s)
            from Product p join p.profitShares s where p.id in :ids
            """,
            Share.class)
        .setParameter("ids", padded(page.stream().map(Product::id).toList()))
        .getResultList()
        .stream()
        .sorted(Comparator.comparingInt(Share::position))
        .collect(
            Collectors.groupingBy(
                Share::product, Collectors.mapping(Share::share, Collectors.toList())));
  }

  // To a power of two, with the last one repeated: few different statements to prepare and keep.
  private static List<UUID> padded(List<UUID> ids) {
    int size = Integer.highestOneBit(Math.max(1, 2 * ids.size() - 1));
    List<UUID> padded = new ArrayList<>(ids);
    padded.addAll(Collections.nCopies(size - ids.size(), ids.get(ids.size() - 1)));
    return padded;
  }

  record Share(UUID product, int position, ProfitShare share) {}

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
