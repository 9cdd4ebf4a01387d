package org.allogate.access;

import jakarta.enterprise.context.RequestScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allogate.keys.KeyLevel;
import org.allogate.keys.KeyRecord;
import org.allogate.people.SessionRecord;
import org.allogate.problem.ProblemException;
import org.allogate.ratelimit.Policy;
import org.allogate.ratelimit.Tier;
import org.allogate.scopes.Scopes;
import org.allogate.secrets.Seal;
import org.allogate.surface.Environment;
import org.allogate.surface.Origin;
import org.allogate.tenancy.Actor;
import org.allogate.tokens.AccessToken;

/**
 * Who a guarded request comes from, a key or a member; made by the guard before the resource runs.
 */
@RequestScoped
public class Caller {
  private KeyRecord key;
  private Scopes scopes;
  private AccessToken token;
  private SessionRecord session;
  private String credential;
  private Origin origin = Origin.NONE;
  private Environment environment;
  private UUID organization;
  private UUID workspace;

  void enter(Shown shown, String text, Origin from) {
    key = shown.key();
    scopes = shown.scopes();
    token = shown.token().orElse(null);
    credential = text;
    origin = from;
  }

  void enter(SessionRecord shown, String token, Origin from) {
    session = shown;
    scopes = shown.scopes();
    credential = token;
    origin = from;
  }

  void choose(Environment chosen, UUID chosenOrganization, UUID chosenWorkspace) {
    environment = chosen;
    organization = chosenOrganization;
    workspace = chosenWorkspace;
  }

  /** The key behind the request, which must be one. */
  public KeyRecord key() {
    if (key == null) {
      throw new IllegalStateException("no key: the resource is open to others");
    }
    return key;
  }

  /** The token that stands for the key; empty where the key itself was shown, or none. */
  public Optional<AccessToken> token() {
    return Optional.ofNullable(token);
  }

  /** The session behind the request; empty where it is a key. */
  public Optional<SessionRecord> session() {
    return Optional.ofNullable(session);
  }

  /** The tenant. */
  public UUID tenant() {
    return session == null ? key().tenantId() : session.tenantId();
  }

  /** Whether the caller reaches every organization of the tenant. */
  public boolean ofTenant() {
    return session == null ? key().level() == KeyLevel.TENANT : session.ofTenant();
  }

  /** Whether this is an owner of the whole tenant in person. */
  public boolean isTenantOwner() {
    return session != null && session.isTenantOwner();
  }

  /**
   * Refuses who belongs to one organization.
   *
   * @throws ProblemException {@code permission_denied}
   */
  public void requireWholeTenant() {
    if (!ofTenant()) {
      throw Refusal.wholeTenantOnly();
    }
  }

  /**
   * Refuses everybody but an owner of the whole tenant in person.
   *
   * @throws ProblemException {@code permission_denied}
   */
  public void requireTenantOwner() {
    if (!isTenantOwner()) {
      throw Refusal.tenantOwnerOnly();
    }
  }

  /**
   * Refuses keys for tests: organizations and people are at home in both environments, and through
   * them a test key would get at the live one.
   *
   * @throws ProblemException {@code permission_denied}
   */
  public void requireNoTestKey() {
    if (isTestKey()) {
      throw Refusal.noTestKey();
    }
  }

  /** Whether this is a key for tests, whatever it may look at besides. */
  public boolean isTestKey() {
    return key != null && key.environment() == Environment.TEST;
  }

  /** What the caller holds: of a token what it was given, never more than its key has. */
  public Scopes scopes() {
    return scopes;
  }

  /** The tier that the caller's own limits come from, or the tenant's. */
  public Tier tier() {
    String name = session == null ? key().tier() : session.defaultTier();
    return Tier.byName(name).orElse(Tier.STANDARD);
  }

  /** The user it speaks for: the service account behind the key, or the member. */
  public UUID user() {
    return session == null ? key().userId() : session.memberId();
  }

  /** What limits the caller where keys are concerned: a member's measure is the tenant's tier. */
  public List<Policy> policies() {
    return session == null ? key().policies() : tier().policies();
  }

  /** Who this is, for what is written down. */
  public Actor actor() {
    return session == null ? Actor.apiKey(key().id(), key.name()) : session.actor();
  }

  /**
   * 32 bytes that follow from the text of the caller's credential, which the server does not keep,
   * and from nothing that it keeps.
   *
   * @param purpose what they are for; those of two purposes have nothing in common
   */
  public byte[] derived(String purpose) {
    return Seal.derive(credential.getBytes(StandardCharsets.US_ASCII), purpose);
  }

  /** Where the request came from. */
  public Origin origin() {
    return origin;
  }

  /** The environment the request is about. */
  public Environment environment() {
    return environment;
  }

  /** The organization the request is about; empty for a caller of the tenant who names none. */
  public Optional<UUID> organization() {
    return Optional.ofNullable(organization);
  }

  /**
   * The workspace every query of this request is bound to.
   *
   * @throws ProblemException when a caller of the tenant names no organization
   */
  public UUID workspace() {
    if (workspace == null) {
      throw Refusal.organizationNeeded();
    }
    return workspace;
  }

  /**
   * The organization the request must be about.
   *
   * @throws ProblemException when a caller of the tenant names none
   */
  public UUID requiredOrganization() {
    return organization().orElseThrow(Refusal::organizationNeeded);
  }
}
