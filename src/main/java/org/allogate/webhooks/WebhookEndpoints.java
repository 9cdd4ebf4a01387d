package org.allogate.webhooks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.Optional;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.paging.Keyset;
import org.allogate.paging.Lists;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.surface.Environment;
import org.allogate.tenancy.Organization;
import org.allogate.tenancy.Tenant;
import org.eclipse.microprofile.config.Config;

/** The endpoints, as far as a caller reaches: a key in its environment, a member in both. */
@ApplicationScoped
public class WebhookEndpoints {
  private static final String INDEX = "webhook_endpoint_";

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Lists lists;

  private final WebhookSettings settings;

  /** For the container's proxy. */
  protected WebhookEndpoints() {
    settings = null;
  }

  @Inject
  WebhookEndpoints(Config config) {
    settings = WebhookSettings.from(config);
  }

  /** Those of an environment, oldest first. */
  Page<WebhookEndpoint> list(
      Caller caller, Environment environment, Optional<Boolean> enabled, PageRequest page) {
    Keyset<WebhookEndpoint> list =
        lists.oldestFirst(
            "select e from WebhookEndpoint e", WebhookEndpoint.class, "e.id", WebhookEndpoint::id);
    String owner = caller.organization().isPresent() ? "organization" : "tenant";
    list.where("e." + owner + "Id = :owner", "owner", caller.organization().orElse(caller.tenant()))
        .where("e.environment = :environment", "environment", environment);
    enabled.ifPresent(it -> list.where("e.enabled = :enabled", "enabled", it));
    return list.by(INDEX + (enabled.isPresent() ? "by_activity_" : "") + "of_" + owner).page(page);
  }

  /** One of the caller's; anybody else's is empty. */
  public Optional<WebhookEndpoint> byId(Caller caller, UUID id) {
    return Optional.ofNullable(
        query(caller, id).setHint("org.hibernate.readOnly", true).getSingleResultOrNull());
  }

  /** One of the caller's, which nobody else changes until the end of the transaction. */
  public Optional<WebhookEndpoint> locked(Caller caller, UUID id) {
    return Optional.ofNullable(
        query(caller, id).setLockMode(LockModeType.PESSIMISTIC_WRITE).getSingleResultOrNull());
  }

  private TypedQuery<WebhookEndpoint> query(Caller caller, UUID id) {
    boolean organization = caller.organization().isPresent();
    boolean key = caller.session().isEmpty();
    TypedQuery<WebhookEndpoint> query =
        em.createQuery(
                "from WebhookEndpoint e where e.id = :id and e.tenantId = :tenant"
                    + (organization ? " and e.organizationId = :organization" : "")
                    + (key ? " and e.environment = :environment" : ""),
                WebhookEndpoint.class)
            .setParameter("id", id)
            .setParameter("tenant", caller.tenant());
    caller.organization().ifPresent(it -> query.setParameter("organization", it));
    if (key) {
      query.setParameter("environment", caller.environment());
    }
    return query;
  }

  /**
   * Adds one, under the lock of its owner, so that their number is exact.
   *
   * @throws ProblemException {@code conflict} when there are as many as can be
   */
  void add(WebhookEndpoint endpoint) {
    boolean ofTenant = endpoint.organizationId() == null;
    UUID owner = ofTenant ? endpoint.tenantId() : endpoint.organizationId();
    Class<?> type = ofTenant ? Tenant.class : Organization.class;
    em.find(type, owner, LockModeType.PESSIMISTIC_WRITE);
    if (isFull(owner, ofTenant, endpoint.environment())) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "There are %d endpoints in this environment already, which is the most."
              .formatted(settings.maxEndpoints()));
    }
    em.persist(endpoint);
  }

  private boolean isFull(UUID owner, boolean ofTenant, Environment environment) {
    String own =
        ofTenant ? "e.tenantId = :owner and e.organizationId is null" : "e.organizationId = :owner";
    return em.createQuery(
                "select e.id from WebhookEndpoint e where e.environment = :environment and " + own,
                UUID.class)
            .setParameter("environment", environment)
            .setParameter("owner", owner)
            .setMaxResults(settings.maxEndpoints())
            .getResultList()
            .size()
        == settings.maxEndpoints();
  }

  void remove(WebhookEndpoint endpoint) {
    em.remove(endpoint);
  }
}
