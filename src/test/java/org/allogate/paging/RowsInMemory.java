package org.allogate.paging;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allogate.HandMade;
import org.allogate.secrets.SomeSecrets;

/** A table of rows that answers exactly the queries of a keyset. */
final class RowsInMemory {
  private static final Pattern QUERY =
      Pattern.compile(
          "select r from Row r where r.shelf = :shelf(?: and r.id (<=|>=|<|>) :edge)?"
              + " order by r.id (asc|desc)");

  final TreeSet<Row> rows = new TreeSet<>();

  Keyset<Row> list(boolean ascending, String shelf) {
    return new Keyset<>(
            HandMade.of(EntityManager.class, Map.of("createQuery", it -> query((String) it[0]))),
            new CursorSeal(SomeSecrets.of(1).seal("cursor")),
            "select r from Row r",
            Row.class,
            "r.id",
            Row::id,
            ascending)
        .where("r.shelf = :shelf", "shelf", shelf);
  }

  private TypedQuery<?> query(String text) {
    Matcher form = QUERY.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(text);
    }
    Map<String, Object> parameters = new HashMap<>();
    int[] most = {Integer.MAX_VALUE};
    TypedQuery<?>[] self = new TypedQuery<?>[1];
    self[0] =
        HandMade.of(
            TypedQuery.class,
            Map.of(
                "setParameter",
                it -> {
                  parameters.put((String) it[0], it[1]);
                  return self[0];
                },
                "setHint",
                it -> self[0],
                "setMaxResults",
                it -> {
                  most[0] = (Integer) it[0];
                  return self[0];
                },
                "getResultList",
                it -> found(form.group(1), form.group(2), (UUID) parameters.get("edge"), most[0])));
    return self[0];
  }

  private List<Row> found(String comparison, String order, UUID edge, int most) {
    Comparator<Row> by =
        order.equals("asc") ? Comparator.naturalOrder() : Comparator.reverseOrder();
    Stream<Row> all = rows.stream().filter(comparison == null ? it -> true : is(comparison, edge));
    return all.sorted(by).limit(most).toList();
  }

  private static Predicate<Row> is(String comparison, UUID edge) {
    return row -> {
      int order = row.id().compareTo(edge);
      return order == 0 ? comparison.endsWith("=") : order < 0 == comparison.startsWith("<");
    };
  }
}
