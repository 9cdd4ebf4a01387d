package org.allogate.paging;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.replica.Replica;

/**
 * A list read by position instead of by number: the page after an edge is an index range that
 * begins there, wherever it is. One row more than the limit is read, to know whether there are
 * more. Conditions are added one by one and bind the cursor by themselves.
 */
public final class Keyset<T> {
  private final EntityManager em;
  private final Replica replica;
  private final CursorSeal seal;
  private final Class<T> type;
  private final Order<T> order;
  private final StringBuilder jpql;
  private String index;
  private final Map<String, Object> values = new LinkedHashMap<>();

  Keyset(
      EntityManager em,
      Replica replica,
      CursorSeal seal,
      String from,
      Class<T> type,
      Order<T> order) {
    this.em = em;
    this.replica = replica;
    this.seal = seal;
    this.type = type;
    this.order = order;
    this.jpql = new StringBuilder(from);
  }

  /** Adds a condition with one parameter, {@code p.active = :active}. */
  public Keyset<T> where(String condition, String parameter, Object value) {
    jpql.append(values.isEmpty() ? " where " : " and ").append(condition);
    values.put(parameter, value);
    return this;
  }

  /**
   * Names the index to read, where another one might seem as good: the database takes the values of
   * different columns for independent, and of a list in the order of one index that a filter
   * empties for long stretches it would read them all.
   */
  public Keyset<T> by(String name) {
    index = name;
    return this;
  }

  /**
   * The page asked for.
   *
   * @throws ProblemException {@code invalid_cursor} when the cursor is not of this very list
   */
  public Page<T> page(PageRequest request) {
    byte[] list = description();
    Cursor cursor =
        request
            .cursor()
            .map(text -> seal.read(text, list).orElseThrow(Keyset::invalidCursor))
            .orElse(null);
    boolean forward = cursor == null || cursor.direction().isForward();
    List<T> rows = replica.read(em, side -> rows(side, cursor, forward, request.limit() + 1));
    boolean more = rows.size() > request.limit();
    if (more) {
      rows.remove(rows.size() - 1);
    }
    if (!forward) {
      Collections.reverse(rows);
    }
    return new Page<>(
        rows,
        next(rows, cursor, !forward || more, list),
        previous(rows, cursor, forward ? cursor != null : more, list),
        request.limit());
  }

  private List<T> rows(EntityManager side, Cursor cursor, boolean forward, int most) {
    StringBuilder text = new StringBuilder(jpql);
    if (cursor != null) {
      text.append(values.isEmpty() ? " where " : " and ")
          .append(order.condition(cursor.direction()));
    }
    TypedQuery<T> query = side.createQuery(text.append(order.clause(forward)).toString(), type);
    values.forEach(query::setParameter);
    if (cursor != null) {
      bind(query, cursor.edge());
    }
    if (index != null) {
      query.setHint("hibernate.query.database", index);
    }
    return new ArrayList<>(
        query.setHint("org.hibernate.readOnly", true).setMaxResults(most).getResultList());
  }

  private static void bind(TypedQuery<?> query, Edge edge) {
    query.setParameter(Order.ID, edge.id());
    if (edge.rank() != null) {
      query.setParameter(Order.RANK, edge.rank());
    }
  }

  // A page that its rows have left since its cursor was made still knows both ways from its edge.
  private String next(List<T> rows, Cursor cursor, boolean exists, byte[] list) {
    if (!exists) {
      return null;
    }
    return rows.isEmpty()
        ? seal.write(new Cursor(Direction.FROM, cursor.edge()), list)
        : seal.write(new Cursor(Direction.AFTER, order.edge(rows.get(rows.size() - 1))), list);
  }

  private String previous(List<T> rows, Cursor cursor, boolean exists, byte[] list) {
    if (!exists) {
      return null;
    }
    return rows.isEmpty()
        ? seal.write(new Cursor(Direction.UP_TO, cursor.edge()), list)
        : seal.write(new Cursor(Direction.BEFORE, order.edge(rows.get(0))), list);
  }

  // Every part with its length before it: no two lists share a description.
  private byte[] description() {
    StringBuilder text = new StringBuilder();
    part(text, jpql);
    part(text, order.clause(true));
    values.forEach((name, value) -> part(part(text, name), value.toString()));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static StringBuilder part(StringBuilder text, CharSequence part) {
    return text.append(part.length()).append(':').append(part);
  }

  static ProblemException invalidCursor() {
    return new ProblemException(
        ProblemType.INVALID_CURSOR, "The cursor is not one of this list with these filters.");
  }
}
