package org.allogate.usage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.paging.Place;
import org.allogate.paging.Places;
import org.allogate.replica.Replica;

/** The rows of usage, summed up as they are asked for. */
@ApplicationScoped
public class UsageList {
  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Places places;
  @Inject Replica replica;
  @Inject Clock clock;

  /** Usage of the caller's keys in ascending time. */
  Page<UsageView> list(Caller caller, UsageQuery query, PageRequest request) {
    return places.page(
        request,
        caller.tenant() + " " + reach(caller) + " " + query,
        (place, limit) -> rows(caller, query, place, limit),
        row -> UsageEdge.of(row).toString());
  }

  /** The organization whose usage alone it is about; none for the whole tenant. */
  private static Optional<UUID> reach(Caller caller) {
    return caller.ofTenant() ? caller.organization() : Optional.of(caller.requiredOrganization());
  }

  private List<UsageView> rows(Caller caller, UsageQuery query, Optional<Place> place, int limit) {
    UsageStatement statement =
        new UsageStatement(query)
            .of(caller.tenant(), reach(caller))
            .in(query.range(clock.instant()))
            .from(place);
    return replica.read(em, side -> rows(side, statement, limit));
  }

  private static List<UsageView> rows(EntityManager side, UsageStatement statement, int limit) {
    Query sums = side.createNativeQuery(statement.sql(), Object[].class).setMaxResults(limit);
    for (int i = 0; i < statement.values().size(); i++) {
      sums.setParameter(i + 1, statement.values().get(i));
    }
    List<UsageView> rows = new ArrayList<>();
    for (Object row : sums.getResultList()) {
      rows.add(statement.view((Object[]) row));
    }
    return rows;
  }
}
