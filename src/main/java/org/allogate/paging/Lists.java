package org.allogate.paging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;
import java.util.function.Function;
import org.allogate.replica.Replica;
import org.allogate.secrets.ServerSecrets;

/** Where repositories begin a keyset query. */
@ApplicationScoped
public class Lists {
  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Replica replica;

  private final CursorSeal seal;

  /** For the container's proxy. */
  protected Lists() {
    seal = null;
  }

  @Inject
  Lists(ServerSecrets secrets) {
    seal = new CursorSeal(secrets.seal("cursor"));
  }

  /**
   * A list in the order of creation, oldest first.
   *
   * @param from JPQL from {@code select} to the last join
   * @param idPath the path of the id that orders the list, a UUIDv7
   * @param id the same id of a row read
   */
  public <T> Keyset<T> oldestFirst(
      String from, Class<T> type, String idPath, Function<T, UUID> id) {
    return new Keyset<>(em, replica, seal, from, type, Order.byId(idPath, id, true));
  }

  /** A list in the order of creation, newest first; see {@link #oldestFirst}. */
  public <T> Keyset<T> newestFirst(
      String from, Class<T> type, String idPath, Function<T, UUID> id) {
    return new Keyset<>(em, replica, seal, from, type, Order.byId(idPath, id, false));
  }

  /**
   * A list in the order of a rank that is never null, the lowest first, and among equals in that of
   * the ids. A row whose rank changes moves: who walks sees it twice when it moves ahead of them,
   * and misses it when it moves behind.
   *
   * @param rankPath the path of the rank
   * @param rank the same rank of a row read
   */
  public <T> Keyset<T> lowestFirst(
      String from,
      Class<T> type,
      String rankPath,
      Function<T, Long> rank,
      String idPath,
      Function<T, UUID> id) {
    return new Keyset<>(
        em, replica, seal, from, type, new Order<>(rankPath, rank, idPath, id, true));
  }

  /** A list in the order of a rank, the highest first; see {@link #lowestFirst}. */
  public <T> Keyset<T> highestFirst(
      String from,
      Class<T> type,
      String rankPath,
      Function<T, Long> rank,
      String idPath,
      Function<T, UUID> id) {
    return new Keyset<>(
        em, replica, seal, from, type, new Order<>(rankPath, rank, idPath, id, false));
  }
}
