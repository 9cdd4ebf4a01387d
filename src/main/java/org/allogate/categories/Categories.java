package org.allogate.categories;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.UUID;
import org.allogate.input.Ids;
import org.allogate.paging.Lists;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.problem.ProblemException;
import org.allogate.problem.UniqueKeys;

/** The categories of the workspaces. */
@ApplicationScoped
public class Categories {
  static final String WHAT = "category";
  private static final String UNIQUE_NAME = "category_name";

  @PersistenceContext EntityManager em;
  @Inject Lists lists;

  Page<Category> ofWorkspace(UUID workspace, PageRequest page) {
    return lists
        .oldestFirst("select c from Category c", Category.class, "c.id", Category::id)
        .where("c.workspaceId = :workspace", "workspace", workspace)
        .by("category_of_workspace")
        .page(page);
  }

  /**
   * A category to look at.
   *
   * @throws ProblemException 404 when the workspace has none of this id
   */
  Category required(UUID workspace, UUID id) {
    return only(query(workspace, id).setHint("org.hibernate.readOnly", true));
  }

  /**
   * A category that nobody else changes, or fills, until the end of the transaction.
   *
   * @throws ProblemException 404 when the workspace has none of this id
   */
  Category locked(UUID workspace, UUID id) {
    return only(query(workspace, id).setLockMode(LockModeType.PESSIMISTIC_WRITE));
  }

  /**
   * A new one.
   *
   * @throws ProblemException {@code duplicate_name}
   */
  Category created(UUID workspace, CategoryBody body) {
    Category category = new Category(Ids.next(), workspace, body.name());
    em.persist(category);
    flush();
    return category;
  }

  /**
   * Renames a locked category.
   *
   * @throws ProblemException {@code duplicate_name}
   */
  void rename(Category category, CategoryBody body) {
    category.become(body);
    flush();
  }

  /** Takes a locked category away; its products stay. */
  void remove(Category category) {
    em.remove(category);
  }

  /** Puts a product into a locked category, unless it stands there already. */
  void put(Category category, UUID product) {
    if (placed(category, product) == null) {
      em.persist(category.with(product));
    }
  }

  /** Takes a product out of a locked category, if it stands there. */
  void takeOut(Category category, UUID product) {
    CategorizedProduct placed = placed(category, product);
    if (placed != null) {
      em.remove(placed);
      category.without();
    }
  }

  private CategorizedProduct placed(Category category, UUID product) {
    return em.find(CategorizedProduct.class, new CategorizedProduct.Key(category.id(), product));
  }

  private void flush() {
    UniqueKeys.flush(em, UNIQUE_NAME, "Another category has this name, whatever its case.");
  }

  private TypedQuery<Category> query(UUID workspace, UUID id) {
    return em.createQuery(
            "from Category c where c.id = :id and c.workspaceId = :workspace", Category.class)
        .setParameter("id", id)
        .setParameter("workspace", workspace);
  }

  private static Category only(TypedQuery<Category> query) {
    Category category = query.getSingleResultOrNull();
    if (category == null) {
      throw ProblemException.notFound(WHAT);
    }
    return category;
  }
}
