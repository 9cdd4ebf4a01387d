package org.allogate.paging;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allogate.HandMade;
import org.allogate.replica.Replica;
import org.allogate.secrets.SomeSecrets;

/** A table of rows that answers exactly the queries of a keyset. */
final class RowsInMemory {
  private static final String FROM = "select r from Row r where r.shelf = :shelf";
  private static final String BEYOND = "r.id (?<beyond><=|>=|<|>) :edge";
  private static final Pattern QUERY =
      Pattern.compile(FROM + "(?: and " + BEYOND + ")? order by r.id (?<way>asc|desc)");
  private static final Pattern RANKED_QUERY =
      Pattern.compile(
          FROM
              + "(?: and \\(r.rank (?<rank>[<>]) :rank or r.rank = :rank and "
              + BEYOND
              + "\\))? order by r.rank (?<way>asc|desc), r.id \\k<way>");

  static final Comparator<Row> BY_RANK =
      Comparator.comparingLong(Row::rank).thenComparing(Comparator.naturalOrder());

  final TreeSet<Row> rows = new TreeSet<>();

  Keyset<Row> list(boolean ascending, String shelf) {
    return list(Order.byId("r.id", Row::id, ascending), shelf);
  }

  Keyset<Row> ranked(boolean ascending, String shelf) {
    return list(new Order<>("r.rank", Row::rank, "r.id", Row::id, ascending), shelf);
  }

  private Keyset<Row> list(Order<Row> order, String shelf) {
    return new Keyset<>(
            HandMade.of(EntityManager.class, Map.of("createQuery", it -> query((String) it[0]))),
            Replica.none(),
            new CursorSeal(SomeSecrets.of(1).seal("cursor")),
            "select r from Row r",
            Row.class,
            order)
        .where("r.shelf = :shelf", "shelf", shelf);
  }

  private TypedQuery<?> query(String text) {
    Matcher form = (text.contains("r.rank") ? RANKED_QUERY : QUERY).matcher(text);
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
                it -> found(form, parameters, most[0])));
    return self[0];
  }

  private List<Row> found(Matcher form, Map<String, Object> parameters, int most) {
    Comparator<Row> by = isRanked(form) ? BY_RANK : Comparator.naturalOrder();
    return rows.stream()
        .filter(row -> form.group("beyond") == null || isBeyond(form, parameters, row))
        .sorted(form.group("way").equals("asc") ? by : by.reversed())
        .limit(most)
        .toList();
  }

  private static boolean isRanked(Matcher form) {
    return form.pattern() == RANKED_QUERY;
  }

  private static boolean isBeyond(Matcher form, Map<String, Object> parameters, Row row) {
    boolean byId = holds(row.id().compareTo((UUID) parameters.get("edge")), form.group("beyond"));
    if (!isRanked(form)) {
      return byId;
    }
    int rank = Long.compare(row.rank(), (Long) parameters.get("rank"));
    return holds(rank, form.group("rank")) || rank == 0 && byId;
  }

  private static boolean holds(int order, String comparison) {
    return order == 0 ? comparison.endsWith("=") : order < 0 == comparison.startsWith("<");
  }
}
