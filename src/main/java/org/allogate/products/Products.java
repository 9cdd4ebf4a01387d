package org.allogate.products;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.allogate.input.Ids;
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

  /** The product, which nobody else changes until the end of the transaction. */
  Optional<Product> locked(UUID workspace, UUID id) {
    return Optional.ofNullable(
        em.createQuery(
                "from Product p where p.id = :id and p.workspaceId = :workspace", Product.class)
            .setParameter("id", id)
            .setParameter("workspace", workspace)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getSingleResultOrNull());
  }

  /** Makes a product. */
  Product created(UUID workspace, ProductBody body) {
    Product product = new Product(Ids.next(), workspace, body);
    em.persist(product);
    return product;
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
   * Who shares in the profit of these products, in order; a product without shares is missing. As
   * many parameters as the next power of two, so that few statements serve pages of every size; put
   * in order here, because the database would sort in a temporary table.
   */
  Map<UUID, List<ProfitShare>> sharesOf(List<Product> products) {
    if (products.isEmpty()) {
      return Map.of();
    }
    int parameters = Integer.highestOneBit(2 * products.size() - 1);
    TypedQuery<Share> query = em.createQuery(sharesOf(parameters), Share.class);
    for (int i = 0; i < parameters; i++) {
      query.setParameter(i + 1, products.get(Math.min(i, products.size() - 1)).id());
    }
    return query.getResultList().stream()
        .sorted(Comparator.comparingInt(Share::position))
        .collect(
            Collectors.groupingBy(
                Share::product, Collectors.mapping(Share::share, Collectors.toList())));
  }

  private static String sharesOf(int parameters) {
    return IntStream.rangeClosed(1, parameters)
        .mapToObj(i -> "?" + i)
        .collect(
            Collectors.joining(
                ",",
                "select new org.allogate.products.Products$Share(p.id, index(s), s)"
                    + " from Product p join p.profitShares s where p.id in (",
                ")"));
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

  record Share(UUID product, int position, ProfitShare share) {}
}
