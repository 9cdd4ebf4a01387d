package org.allogate.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.allogate.secrets.ServerSecrets;

/** The links by which members choose a password: at most one a member, each good once. */
@ApplicationScoped
public class Invitations {
  /** How long a link is good. */
  public static final Duration LIFETIME = Duration.ofDays(7);

  @PersistenceContext EntityManager em;
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
  public SealedToken.Token issue(UUID member) {
    withdraw(member);
    SealedToken.Token token = tokens.issue();
    em.persist(new Invitation(token.hash(), member, clock.instant().plus(LIFETIME)));
    return token;
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
    UUID member =
        em.createQuery(
                "select i.memberId from Invitation i where i.id = :id and i.expiresAt > :now",
                UUID.class)
            .setParameter("id", id)
            .setParameter("now", clock.instant())
            .getSingleResultOrNull();
    int deleted =
        em.createQuery("delete from Invitation i where i.id = :id")
            .setParameter("id", id)
            .executeUpdate();
    return deleted == 1 ? Optional.ofNullable(member) : Optional.empty();
  }
}
