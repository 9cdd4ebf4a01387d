package org.allogate.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;
import org.allogate.input.Ids;
import org.allogate.retry.Retried;
import org.allogate.secrets.Envelope;

/** The rows of signing keys: read, made in time for the next one to be known, and removed. */
@ApplicationScoped
public class KeyRotation {
  private static final Logger LOG = Logger.getLogger(KeyRotation.class.getName());

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject TokenSettings settings;
  @Inject Envelope keyEncryption;
  @Inject Clock clock;

  /** Every published key. */
  List<KnownKey> published() {
    return em
        .createQuery("select k from SigningKey k where k.publishedUntil > :now", SigningKey.class)
        .setParameter("now", clock.instant())
        .getResultList()
        .stream()
        .map(row -> KnownKey.of(row, opened(row)))
        .toList();
  }

  /** Whether there is a key to be made or removed. */
  boolean isDue() {
    Instant now = clock.instant();
    List<SigningKey> rows = rows();
    return rows.stream().anyMatch(row -> !now.isBefore(row.life().publishedUntil()))
        || due(rows, now).isPresent();
  }

  /** Makes and removes keys where that is due; whoever asks and how often, it happens once. */
  @Retried
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void rotate() {
    // Written and not only locked: see the migration that made the column.
    em.createNativeQuery("update signing_key_rotation set turn = turn + 1 where id = 1")
        .executeUpdate();
    Instant now = clock.instant();
    due(rows(), now).ifPresent(life -> em.persist(made(life, now)));
    em.createQuery("delete from SigningKey k where k.publishedUntil <= :now")
        .setParameter("now", now)
        .executeUpdate();
  }

  private List<SigningKey> rows() {
    return em.createQuery("select k from SigningKey k", SigningKey.class).getResultList();
  }

  // Where the key-encryption key was replaced, what it sealed verifies on and signs no more.
  private Optional<SigningKey.Life> due(List<SigningKey> rows, Instant now) {
    List<SigningKey.Life> lives =
        rows.stream().filter(row -> opened(row).isPresent()).map(SigningKey::life).toList();
    return RotationPlan.due(lives, now, settings);
  }

  private SigningKey made(SigningKey.Life life, Instant now) {
    UUID id = Ids.next();
    KeyPair pair = KnownKey.generate();
    byte[] open = pair.getPrivate().getEncoded();
    byte[] sealed = keyEncryption.seal(open, owner(id));
    Arrays.fill(open, (byte) 0);
    LOG.info(() -> "Signing key " + id + " signs from " + life.signsFrom());
    return new SigningKey(id, pair.getPublic().getEncoded(), sealed, now, life);
  }

  private Optional<byte[]> opened(SigningKey row) {
    return keyEncryption.open(row.sealed(), owner(row.id()));
  }

  private static byte[] owner(UUID id) {
    return ("signing key " + id).getBytes(StandardCharsets.US_ASCII);
  }
}
