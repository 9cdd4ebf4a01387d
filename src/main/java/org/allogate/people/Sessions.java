package org.allogate.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allogate.retry.Retried;
import org.allogate.secrets.Seal;
import org.allogate.secrets.ServerSecrets;

/**
 * The sessions of members. Their rows are what is in force: a session ends everywhere with its row,
 * and every request reads it anew with the member it belongs to.
 */
@ApplicationScoped
public class Sessions {
  // What a request writes of having been seen is at most this old.
  private static final Duration SEEN = Duration.ofMinutes(1);
  private static final int MOST_OPEN = 1000;
  private static final int BATCH = 500;
  private static final String FORGET =
      "delete from member_session where expires_at <= ?1 order by expires_at limit " + BATCH;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject SessionSettings settings;
  @Inject Clock clock;

  private final SealedToken tokens;
  private final Seal csrf;

  /** For the container's proxy. */
  protected Sessions() {
    tokens = null;
    csrf = null;
  }

  @Inject
  Sessions(ServerSecrets secrets) {
    tokens = new SealedToken(secrets.seal("session"));
    csrf = secrets.seal("csrf");
  }

  /**
   * Opens a session in the transaction of the sign-in.
   *
   * @param address of the client
   * @return the token that its cookie carries, known at this moment only
   */
  @Transactional
  public SealedToken.Token open(UUID member, String address) {
    SealedToken.Token token = tokens.issue();
    Instant now = clock.instant();
    em.persist(
        new MemberSession(token.hash(), member, now, now.plus(settings.lifetime()), address));
    return token;
  }

  /** The session of a cookie's token that has not ended. */
  public Optional<SessionRecord> of(String token) {
    Instant now = clock.instant();
    return tokens
        .prove(token)
        .map(it -> read(it.hash()))
        .filter(
            session ->
                now.isBefore(session.expiresAt())
                    && now.isBefore(session.lastSeenAt().plus(settings.idle())));
  }

  private SessionRecord read(byte[] id) {
    return em.createQuery(
            """
            select new org.allogate.people.SessionRecord(
              s.id, m.id, m.name, m.email, m.role, m.tenantId, m.organizationId, t.defaultTier,
              s.createdAt, s.lastSeenAt, s.expiresAt, t.active, m.active, o.active)
            from MemberSession s
            join Member m on m.id = s.memberId
            join Tenant t on t.id = m.tenantId
            left join Organization o on o.id = m.organizationId
            where s.id = :id
            """,
            SessionRecord.class)
        .setParameter("id", id)
        .getSingleResultOrNull();
  }

  /** The sessions of a member that have not ended, the one seen last first, a thousand at most. */
  public List<OpenSession> openOf(UUID member) {
    Instant now = clock.instant();
    return em.createQuery(
            """
            select new org.allogate.people.OpenSession(
              s.id, s.createdAt, s.lastSeenAt, s.expiresAt, s.address)
            from MemberSession s
            where s.memberId = :member and s.expiresAt > :now and s.lastSeenAt > :idle
            """,
            OpenSession.class)
        .setParameter("member", member)
        .setParameter("now", now)
        .setParameter("idle", now.minus(settings.idle()))
        .setMaxResults(MOST_OPEN)
        .getResultStream()
        // Here, for no index has them in this order, and they are few.
        .sorted(Comparator.comparing(OpenSession::lastSeenAt).reversed())
        .toList();
  }

  /** Notes that a session is in use, at most once a minute. */
  @Retried
  @Transactional
  public void seen(SessionRecord session) {
    Instant now = clock.instant();
    if (now.isAfter(session.lastSeenAt().plus(SEEN))) {
      em.createQuery("update MemberSession s set s.lastSeenAt = :now where s.id = :id")
          .setParameter("now", now)
          .setParameter("id", session.id())
          .executeUpdate();
    }
  }

  /** Ends a session, and says whether there was one. */
  @Transactional
  public boolean close(byte[] id) {
    return em.createQuery("delete from MemberSession s where s.id = :id")
            .setParameter("id", id)
            .executeUpdate()
        > 0;
  }

  /** Ends the session of a token, if it is one. */
  @Transactional
  public void close(String token) {
    tokens.prove(token).map(SealedToken.Token::hash).ifPresent(this::close);
  }

  /** Ends every session of a member, and says how many there were. */
  @Transactional
  public int closeAllOf(UUID member) {
    return em.createQuery("delete from MemberSession s where s.memberId = :member")
        .setParameter("member", member)
        .executeUpdate();
  }

  /** Ends every session of a member but one. */
  @Transactional
  public int closeOthersOf(UUID member, byte[] id) {
    return em.createQuery("delete from MemberSession s where s.memberId = :member and s.id <> :id")
        .setParameter("member", member)
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Removes some sessions that have ended; whether there may be more. */
  @Retried
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean forgetSome() {
    return em.createNativeQuery(FORGET).setParameter(1, clock.instant()).executeUpdate() == BATCH;
  }

  /** What requests of a session that change something show in {@code X-CSRF-Token}. */
  public String csrfToken(byte[] id) {
    return ENCODER.encodeToString(csrf.tag(csrf.currentId(), id));
  }

  /** Whether a request showed the token of its session. */
  public boolean isCsrfToken(SessionRecord session, String shown) {
    return shown != null
        && MessageDigest.isEqual(
            csrfToken(session.id()).getBytes(StandardCharsets.ISO_8859_1),
            shown.getBytes(StandardCharsets.ISO_8859_1));
  }
}
