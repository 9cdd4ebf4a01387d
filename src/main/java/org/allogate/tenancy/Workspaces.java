package org.allogate.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.allogate.input.Ids;
import org.allogate.memory.MemorySettings;
import org.allogate.memory.Remembered;
import org.allogate.metrics.Meters;
import org.allogate.redis.Messages;
import org.allogate.surface.Environment;

/** Finds the workspace that a tenant-level key picks with an organization's id. */
@ApplicationScoped
public class Workspaces {
  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  private final Messages messages;
  private final Remembered<Choice, UUID> known;

  /** For the container's proxy. */
  protected Workspaces() {
    messages = null;
    known = null;
  }

  @Inject
  Workspaces(MemorySettings settings, Messages messages) {
    this.messages = messages;
    this.known = new Remembered<>(settings, this::read);
    hear();
  }

  /** Of rows that are somewhere else. */
  Workspaces(MemorySettings settings, Messages messages, Function<Choice, UUID> rows) {
    this.messages = messages;
    this.known = new Remembered<>(settings, rows);
    hear();
  }

  private void hear() {
    messages.on(OwnerChanged.TOPIC, owner -> forgetOf(Ids.told(owner)));
    messages.onGap(known::forgetAll);
  }

  @Inject
  void watched(Meters meters) {
    meters.cache("workspaces", known::asked, known::reads, known::size);
  }

  /** The workspace of an active organization of this tenant; another tenant's is empty. */
  public Optional<UUID> ofTenant(UUID tenant, UUID organization, Environment environment) {
    return Optional.ofNullable(known.of(new Choice(tenant, organization, environment)));
  }

  // Told for whoever remembers anything of owners, and by nobody else.
  void onOwnerChanged(@Observes(during = TransactionPhase.AFTER_COMPLETION) OwnerChanged change) {
    forgetOf(change.owner());
    messages.tell(OwnerChanged.TOPIC, change.owner().toString());
  }

  private void forgetOf(UUID owner) {
    known.forgetIf(
        (choice, id) -> owner.equals(choice.tenant) || owner.equals(choice.organization));
  }

  private UUID read(Choice choice) {
    return em.createQuery(
            """
            select w.id from Organization o
            join Workspace w on w.organizationId = o.id and w.environment = :environment
            where o.id = :organization and o.tenantId = :tenant and o.active = :active
            """,
            UUID.class)
        .setParameter("environment", choice.environment)
        .setParameter("organization", choice.organization)
        .setParameter("tenant", choice.tenant)
        .setParameter("active", true)
        .getSingleResultOrNull();
  }

  /** Which workspace is asked for. */
  record Choice(UUID tenant, UUID organization, Environment environment) {}
}
