package org.allogate.tenancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.allogate.metrics.Meters;
import org.allogate.surface.Environment;

/** Finds the workspace that a tenant-level key picks with an organization's id. */
@ApplicationScoped
public class Workspaces {
  private static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);
  private static final int MAX_KNOWN = 100_000;

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  private final Cache<Choice, UUID> known =
      Caffeine.newBuilder()
          .recordStats()
          .maximumSize(MAX_KNOWN)
          .expireAfterWrite(TIME_TO_LIVE)
          .build();

  private final AtomicLong generation = new AtomicLong();

  @Inject
  void watched(Meters meters) {
    meters.cache("workspaces", known);
  }

  /** The workspace of an active organization of this tenant; another tenant's is empty. */
  public Optional<UUID> ofTenant(UUID tenant, UUID organization, Environment environment) {
    return Optional.ofNullable(
        known.get(new Choice(generation.get(), tenant, organization, environment), this::read));
  }

  // What is being read for an older generation is found by nobody.
  void onOwnerChanged(@Observes(during = TransactionPhase.AFTER_COMPLETION) OwnerChanged change) {
    generation.incrementAndGet();
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

  private record Choice(long generation, UUID tenant, UUID organization, Environment environment) {}
}
