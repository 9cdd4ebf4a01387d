package org.allogate.customers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.allogate.input.Ids;
import org.allogate.problem.ProblemException;

/** The customers of the workspaces. */
@ApplicationScoped
public class Customers {
  private static final String WHAT = "customer";

  // Two requests may meet a resident at the same time; both go on with the one row.
  private static final String MEET =
      "insert into customer (id, workspace_id, uuid, first_seen) values (?1, ?2, ?3, ?4)"
          + " on duplicate key update uuid = uuid";

  @PersistenceContext EntityManager em;

  /** The customer of a name. */
  public Optional<Customer> of(UUID workspace, Resident resident) {
    return Optional.ofNullable(query(workspace, resident).getSingleResultOrNull());
  }

  /**
   * The customer of a name.
   *
   * @throws ProblemException 404 when the workspace knows nobody of that name
   */
  public Customer required(UUID workspace, Resident resident) {
    return of(workspace, resident).orElseThrow(() -> ProblemException.notFound(WHAT));
  }

  /**
   * The customer of a name, whom nobody else changes until the end of the transaction.
   *
   * @throws ProblemException 404 when the workspace knows nobody of that name
   */
  public Customer locked(UUID workspace, Resident resident) {
    return lock(workspace, resident).orElseThrow(() -> ProblemException.notFound(WHAT));
  }

  /**
   * The same, but an avatar that the workspace does not know becomes a customer.
   *
   * @throws ProblemException 404 for a username that the workspace does not know
   */
  public Customer lockedOrMet(UUID workspace, Resident resident, Instant now) {
    return lock(workspace, resident)
        .orElseGet(
            () -> {
              if (resident.uuid() != null) {
                meet(workspace, resident.uuid(), now);
              }
              return locked(workspace, resident);
            });
  }

  private void meet(UUID workspace, UUID uuid, Instant now) {
    em.createNativeQuery(MEET)
        .setParameter(1, Ids.bytes(Ids.next()))
        .setParameter(2, Ids.bytes(workspace))
        .setParameter(3, Ids.bytes(uuid))
        .setParameter(4, now)
        .executeUpdate();
  }

  private Optional<Customer> lock(UUID workspace, Resident resident) {
    return Optional.ofNullable(
        query(workspace, resident)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getSingleResultOrNull());
  }

  private TypedQuery<Customer> query(UUID workspace, Resident resident) {
    boolean byUuid = resident.uuid() != null;
    return em.createQuery(
            byUuid
                ? "from Customer c where c.workspaceId = :workspace and c.uuid = :name"
                : "from Customer c where c.workspaceId = :workspace and c.username = :name",
            Customer.class)
        .setParameter("workspace", workspace)
        .setParameter("name", byUuid ? resident.uuid() : resident.username());
  }
}
