package org.allogate.apikeys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.allogate.input.Ids;
import org.allogate.keys.ApiKey;
import org.allogate.keys.IssuedKey;
import org.allogate.keys.KeyFormat;
import org.allogate.keys.KeyTerms;
import org.allogate.problem.ProblemException;
import org.allogate.problem.UniqueKeys;
import org.allogate.secrets.Envelope;
import org.allogate.surface.Environment;
import org.allogate.tenancy.Actor;
import org.allogate.tenancy.ApiUser;

/** Makes a key of an owner who is locked: by hand, by rotation, anew, or by itself in time. */
@ApplicationScoped
public class KeyIssue {
  private static final String HELD_NAME = "api_key_held_name";

  @PersistenceContext EntityManager em;
  @Inject KeyFormat format;
  @Inject Envelope envelope;

  /** A new id, for a key that others must know of before it is there. */
  UUID id() {
    return Ids.next();
  }

  /**
   * Makes the key.
   *
   * @param email of the service account, should this be the owner's first key
   */
  NewKey issue(
      KeyOwner owner,
      UUID id,
      Environment environment,
      KeyTerms terms,
      Actor by,
      String email,
      Instant now) {
    IssuedKey issued = format.issue(environment, id);
    ApiKey row =
        new ApiKey(
            id,
            owner.tenant(),
            owner.organization(),
            apiUser(owner, email, now),
            environment,
            terms,
            issued,
            by,
            now);
    NewKey key = new NewKey(row, issued.text());
    if (owner.revealable()) {
      keep(key, false);
    }
    em.persist(row);
    return key;
  }

  /**
   * Keeps a new key so that it can be revealed.
   *
   * @param once whether the first look takes it away
   */
  void keep(NewKey key, boolean once) {
    byte[] text = key.text().getBytes(StandardCharsets.US_ASCII);
    key.row().keep(envelope.seal(text, Ids.bytes(key.row().id())), once);
  }

  /** The kept key; empty where none is kept, or not under a key-encryption key still known. */
  Optional<String> kept(ApiKey row) {
    return row.sealed()
        .flatMap(it -> envelope.open(it, Ids.bytes(row.id())))
        .map(text -> new String(text, StandardCharsets.US_ASCII));
  }

  // The owner's first key makes the account that its tokens speak for.
  private UUID apiUser(KeyOwner owner, String email, Instant now) {
    UUID known =
        em.createQuery("select u.id from ApiUser u where u.owner = :owner", UUID.class)
            .setParameter("owner", owner.id())
            .getSingleResultOrNull();
    if (known != null) {
      return known;
    }
    UUID user = id();
    em.persist(new ApiUser(user, owner.tenant(), owner.organization(), email, now));
    em.flush();
    return user;
  }

  /**
   * Sends the changes so far to the database, which knows whether two keys have one name.
   *
   * @throws ProblemException {@code duplicate_name}
   */
  void flush() {
    UniqueKeys.flush(em, HELD_NAME, "Another active key has this name, whatever its case.");
  }
}
