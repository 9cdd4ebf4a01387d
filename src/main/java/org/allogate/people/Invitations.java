package org.allogate.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.allogate.secrets.ServerSecrets;

/** The links by which members choose a password: at most one a member, each good once. */
@ApplicationScoped
public class Invitations {
  /** How long a link is good. */
  public static final Duration LIFETIME = Duration.ofDays(7);

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Clock clock;

  private final SealedToken tokens;

  /** For the container's proxy. */
  protected Invitations() {
    tokens = null;
  }

  @Inject
  Invitations(ServerSecrets secrets) {
    tokens = new SealedToken(secrets.seal("invitation"));
  }

  /**
   * A new link for a member, in place of any other; to be called in the transaction that is its
   * reason.
   */
  public Link issue(UUID member) {
    withdraw(member);
    SealedToken.Token token = tokens.issue();
    Instant expiresAt = clock.instant().plus(LIFETIME);
    em.persist(new Invitation(token.hash(), member, expiresAt));
    return new Link(token.text(), expiresAt);
  }

  /** Whom a link was made for that can still be used; the link stays. */
  public Optional<UUID> memberOf(String text) {
    return tokens.prove(text).map(token -> read(token.hash()));
  }

  /** Takes a member's link back. */
  public void withdraw(UUID member) {
    em.createQuery("delete from Invitation i where i.memberId = :member")
        .setParameter("member", member)
        .executeUpdate();
  }

  /**
   * Uses a link up, in the transaction of what it is used for.
   *
   * @return the member it was made for; empty when it is unknown, over, or was used before
   */
  public Optional<UUID> redeem(String text) {
    return tokens.prove(text).flatMap(token -> taken(token.hash()));
  }

  // The row that can be deleted only once decides between two who redeem at the same moment.
  private Optional<UUID> taken(byte[] id) {
    UUID member = read(id);
    int deleted =
        em.createQuery("delete from Invitation i where i.id = :id")
            .setParameter("id", id)
            .executeUpdate();
    return deleted == 1 ? Optional.ofNullable(member) : Optional.empty();
  }

  private UUID read(byte[] id) {
    return em.createQuery(
            "select i.memberId from Invitation i where i.id = :id and i.expiresAt > :now",
            UUID.class)
        .setParameter("id", id)
        .setParameter("now", clock.instant())
        .getSingleResultOrNull();
  }

  /**
   * A link as its member gets it, known at this moment only.
   *
   * @param token what proves it
   * @param expiresAt when it is good no longer
   */
  public record Link(String token, Instant expiresAt) {
    /** Nothing of the token. */
    @Override
    public String toString() {
      return "Link[until " + expiresAt + "]";
    }
  }
}
