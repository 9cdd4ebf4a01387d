package org.allogate.products;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.allogate.input.Ids;
import org.allogate.outbox.EventType;
import org.allogate.outbox.Outbox;
import org.allogate.outbox.OutboxEvent;
import org.allogate.paging.Keyset;
import org.allogate.paging.Lists;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.problem.ProblemException;
import org.allogate.replica.Replica;

/** The products of the workspaces. */
@ApplicationScoped
public class Products {
  @PersistenceContext EntityManager em;
  @Inject Lists lists;
  @Inject Replica replica;
  @Inject Outbox outbox;

  Optional<Product> byId(UUID workspace, UUID id) {
    return Optional.ofNullable(
        em.createQuery(
                "from Product p where p.id = :id and p.workspaceId = :workspace", Product.class)
            .setParameter("id", id)
            .setParameter("workspace", workspace)
            .setHint("org.hibernate.readOnly", true)
            .getSingleResultOrNull());
  }

  /**
   * Refuses what is no product of the workspace, active or not.
   *
   * @throws ProblemException 404
   */
  public void require(UUID workspace, UUID id) {
    boolean unknown =
        em.createQuery(
                "select p.id from Product p where p.id = :id and p.workspaceId = :workspace",
                UUID.class)
            .setParameter("id", id)
            .setParameter("workspace", workspace)
            .getResultList()
            .isEmpty();
    if (unknown) {
      throw ProblemException.notFound("product");
    }
  }

  /**
   * Takes a piece of a product, active or not; whether it is limited, and so has one less.
   *
   * @throws ProblemException 404 when the workspace has none of this id; {@code conflict} when none
   *     is left
   */
  public boolean takeOne(UUID workspace, UUID id) {
    return locked(workspace, id).takeOne();
  }

  /**
   * Puts back a piece that {@link #takeOne} took.
   *
   * @throws ProblemException 404 when the workspace has none of this id
   */
  public void putBackOne(UUID workspace, UUID id) {
    locked(workspace, id).putBackOne();
  }

  /**
   * The product, which nobody else changes until the end of the transaction.
   *
   * @throws ProblemException 404 when the workspace has none of this id
   */
  Product locked(UUID workspace, UUID id) {
    Product product =
        em.createQuery(
                "from Product p where p.id = :id and p.workspaceId = :workspace", Product.class)
            .setParameter("id", id)
            .setParameter("workspace", workspace)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getSingleResultOrNull();
    if (product == null) {
      throw ProblemException.notFound("product");
    }
    return product;
  }

  /** Makes a product. */
  Product created(UUID workspace, ProductBody body) {
    Product product = new Product(Ids.next(), workspace, body);
    em.persist(product);
    return product;
  }

  /**
   * Makes the products of lines without an id, and changes those that the others name, in a few
   * statements however many there are; told for the organization of the request.
   *
   * @return an id for each line, in their order; null where it names no product of the workspace
   */
  @Transactional(TxType.MANDATORY)
  public List<UUID> written(UUID workspace, List<ProductLine> lines, Instant now) {
    Map<UUID, Product> known = locked(workspace, lines);
    List<UUID> ids = new ArrayList<>();
    List<OutboxEvent> events = new ArrayList<>();
    for (ProductLine line : lines) {
      boolean fresh = line.id() == null;
      Product product = fresh ? created(workspace, line.product()) : known.get(line.id());
      if (fresh || product != null && product.become(line.product())) {
        events.add(event(fresh, product.view(now)));
      }
      ids.add(product == null ? null : product.id());
    }
    outbox.add(events);
    return ids;
  }

  private OutboxEvent event(boolean fresh, ProductView product) {
    EventType type = fresh ? EventType.PRODUCT_CREATED : EventType.PRODUCT_UPDATED;
    return outbox.event(type, ProductEvent.of(product));
  }

  // With their shares. As many parameters as the next power of two, see sharesOf.
  private Map<UUID, Product> locked(UUID workspace, List<ProductLine> lines) {
    List<UUID> named =
        new ArrayList<>(
            lines.stream().map(ProductLine::id).filter(Objects::nonNull).distinct().toList());
    if (named.isEmpty()) {
      return Map.of();
    }
    int parameters = Integer.highestOneBit(2 * named.size() - 1);
    named.addAll(Collections.nCopies(parameters - named.size(), named.get(0)));
    return em.createQuery(
            "select p from Product p left join fetch p.profitShares"
                + " where p.id in :ids and p.workspaceId = :workspace order by p.id",
            Product.class)
        .setParameter("ids", named)
        .setParameter("workspace", workspace)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .collect(Collectors.toMap(Product::id, product -> product));
  }

  /**
   * The next products after one of them, active or not, oldest first, each with its shares. Both
   * come in one statement, so that a product is shown as it was at one moment; where it ends is
   * asked before, because a limit would count shares.
   */
  List<Product> after(UUID workspace, UUID id, int most) {
    return replica.read(em, side -> after(side, workspace, id, most));
  }

  private static List<Product> after(EntityManager side, UUID workspace, UUID id, int most) {
    List<UUID> next =
        side.createQuery(
                "select p.id from Product p where p.workspaceId = :workspace and p.id > :id"
                    + " order by p.id",
                UUID.class)
            .setParameter("workspace", workspace)
            .setParameter("id", id)
            .setMaxResults(most)
            .getResultList();
    return next.isEmpty() ? List.of() : between(side, workspace, id, next.get(next.size() - 1));
  }

  private static List<Product> between(EntityManager side, UUID workspace, UUID after, UUID last) {
    return side.createQuery(
            "select p from Product p left join fetch p.profitShares"
                + " where p.workspaceId = :workspace and p.id > :after and p.id <= :last"
                + " order by p.id",
            Product.class)
        .setParameter("workspace", workspace)
        .setParameter("after", after)
        .setParameter("last", last)
        .setHint("org.hibernate.readOnly", true)
        .getResultList();
  }

  /** The active products as the API shows them at an instant, oldest first. */
  public Page<ProductView> shown(
      UUID workspace, ProductFilter filter, PageRequest page, Instant now) {
    return replica.read(em, side -> shown(side, active(workspace, filter, page), now));
  }

  private static Page<ProductView> shown(EntityManager side, Page<Product> products, Instant now) {
    Map<UUID, List<ProfitShare>> shares = sharesOf(side, products.rows());
    return products.map(product -> product.view(now, shares.getOrDefault(product.id(), List.of())));
  }

  private Page<Product> active(UUID workspace, ProductFilter filter, PageRequest page) {
    Keyset<Product> list =
        filter
            .category()
            .map(this::ofCategory)
            .orElseGet(() -> all(filter))
            .where(inWorkspace(filter), "workspace", workspace)
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
  private static Map<UUID, List<ProfitShare>> sharesOf(EntityManager side, List<Product> products) {
    if (products.isEmpty()) {
      return Map.of();
    }
    int parameters = Integer.highestOneBit(2 * products.size() - 1);
    TypedQuery<Share> query = side.createQuery(sharesOf(parameters), Share.class);
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

  // Every index of products begins with the workspace. Hidden from it, the condition leaves a page
  // of a category the one way that needs no sorting: along the category, to each product by its id.
  // Few are not listed, so for those an index of products is the shorter way.
  private static String inWorkspace(ProductFilter filter) {
    return filter.category().isPresent() && filter.listed().orElse(true)
        ? "coalesce(p.workspaceId, p.workspaceId) = :workspace"
        : "p.workspaceId = :workspace";
  }

  private Keyset<Product> all(ProductFilter filter) {
    return lists
        .oldestFirst("select p from Product p", Product.class, "p.id", Product::id)
        .by(index(filter.listed().isPresent(), filter.bloggable().isPresent()));
  }

  private static String index(boolean byListing, boolean byBloggable) {
    if (byListing) {
      return byBloggable ? "product_by_both" : "product_by_listing";
    }
    return byBloggable ? "product_by_bloggable" : "product_by_activity";
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
