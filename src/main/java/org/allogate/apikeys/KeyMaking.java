package org.allogate.apikeys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.allogate.access.Caller;
import org.allogate.input.Members;
import org.allogate.keys.ApiKey;
import org.allogate.keys.KeyChanged;
import org.allogate.keys.KeyLevel;
import org.allogate.keys.KeyStatus;
import org.allogate.keys.KeyTerms;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;

/** The deeds that make a key: by hand, in place of another, in place of all others. */
@ApplicationScoped
public class KeyMaking {
  @PersistenceContext EntityManager em;
  @Inject Caller caller;
  @Inject ApiKeys keys;
  @Inject KeyIssue issue;
  @Inject KeyLife life;
  @Inject KeyBook book;
  @Inject Event<KeyChanged> changes;

  /** Makes a key by hand. */
  Made make(WantedKey wanted, Means means, Members body, Instant now) {
    KeyOwner owner = keys.lock(caller.tenant(), wanted.organizationId());
    KeyTerms terms = KeyBodies.bounded(wanted.terms(), owner, body, now);
    body.check();
    terms = means.limited(terms, owner.tier(), own(terms));
    means.requireLimits(terms, owner.tier());
    List<ApiKey> active = keys.active(owner);
    List<KeyDeed> ended = life.end(owner, active, now);
    requireRoom(owner, active);
    // The names of those that ended are free before the new one is written.
    em.flush();
    NewKey key =
        issue.issue(
            owner, issue.id(), wanted.environment(), terms, caller.actor(), email(owner), now);
    issue.flush();
    book.record(ended, KeyDeeds.of(owner, now).created(key.row()));
    return new Made(key, owner);
  }

  // What a key that gives less than the tenant's tier passes on: its own limits.
  private KeyTerms own(KeyTerms terms) {
    boolean byTier = caller.policies().equals(caller.tier().policies());
    return terms.under(caller.tier(), byTier ? List.of() : caller.policies());
  }

  /** Refuses another active key where there are as many as there may be. */
  void requireRoom(KeyOwner owner) {
    requireRoom(owner, keys.active(owner));
  }

  private static void requireRoom(KeyOwner owner, List<ApiKey> active) {
    long held = active.stream().filter(key -> key.replacedBy() == null && key.active()).count();
    if (held >= owner.maxActiveKeys()) {
      throw new ProblemException(
          ProblemType.KEY_LIMIT_REACHED,
          "There are " + held + " active keys, and there may be " + owner.maxActiveKeys() + ".");
    }
  }

  private String email(KeyOwner owner) {
    return owner.organization() != null
        ? owner.email()
        : caller.session().map(session -> session.email()).orElse("");
  }

  /** Writes down what has ended, so that only active keys hold names and places. */
  void settle(KeyOwner owner, Instant now) {
    List<KeyDeed> ended = life.end(owner, keys.active(owner), now);
    em.flush();
    book.record(ended);
  }

  /** What a patch makes of a key that is held, as far as this caller may. */
  KeyTerms patched(ApiKeys.Held held, Members body, Instant now) {
    ApiKey key = held.key();
    requireChangeable(key, now);
    Means means = means(key);
    KeyTerms before = key.terms();
    KeyTerms after = KeyBodies.patched(before, body, now);
    if (body.mentions("expiresAt")) {
      after = KeyBodies.bounded(after, held.owner(), body, now);
    }
    body.check();
    means.requireScopes(after.scopes());
    if (!after.name().equals(before.name())) {
      settle(held.owner(), now);
    }
    if (after.tier() != before.tier() || !after.ratePolicy().equals(before.ratePolicy())) {
      means.requireLimits(after, held.owner().tier());
    }
    return after;
  }

  private static void requireChangeable(ApiKey key, Instant now) {
    if (key.status(now) == KeyStatus.REVOKED) {
      throw new ProblemException(ProblemType.KEY_REVOKED, "A revoked key cannot be changed.");
    }
    if (key.status(now) == KeyStatus.EXPIRED) {
      throw conflict("An expired key cannot be changed. Create a new one.");
    }
    if (key.replacedBy() != null) {
      throw conflict("The key was rotated and only runs out. Change its successor.");
    }
  }

  // Whoever touches a key must hold what it holds: a new text or a wider allow-list is a gift, too.
  private Means means(ApiKey key) {
    Means means = Means.of(caller);
    means.requireEnvironment(key.environment());
    if (key.level() == KeyLevel.TENANT) {
      means.requireTenantKeys();
    }
    means.requireScopes(key.terms().scopes());
    return means;
  }

  /** Refuses a caller who does not hold what a key holds. */
  void requireMeans(ApiKey key) {
    means(key);
  }

  /** Makes a key that takes the place of another, which stays valid for a while. */
  Made rotate(UUID id, Duration grace, Instant now) {
    ApiKeys.Held held = keys.hold(caller, id);
    ApiKey old = held.key();
    requireRotatable(old, now);
    requireLimits(means(old), old, held.owner());
    UUID successor = issue.id();
    old.replaceBy(successor, grace, now);
    if (grace.isZero()) {
      old.revoke("rotated", now);
    }
    em.flush();
    KeyTerms terms = old.terms().until(held.owner().endOfSuccessor(old, now));
    NewKey key =
        issue.issue(
            held.owner(),
            successor,
            old.environment(),
            terms,
            caller.actor(),
            email(held.owner()),
            now);
    issue.flush();
    changes.fire(KeyChanged.of(id));
    KeyDeeds deeds = KeyDeeds.of(held.owner(), now);
    book.record(deeds.created(key.row()), deeds.rotated(old));
    return new Made(key, held.owner());
  }

  private static void requireRotatable(ApiKey key, Instant now) {
    if (key.status(now) != KeyStatus.ACTIVE) {
      throw conflict(
          "Only an active key can be rotated; this one is " + key.status(now).wireName());
    }
    if (key.replacedBy() != null) {
      throw conflict("The key was rotated already.");
    }
  }

  // A member of the organization may go on with limits that the tenant gave; a key may not get
  // hold of them.
  private void requireLimits(Means means, ApiKey key, KeyOwner owner) {
    if (caller.session().isEmpty()) {
      means.requireLimits(key.terms(), owner.tier());
    }
  }

  /** Gives an organization one new key in place of all that are active. */
  Made reissue(UUID organization, Instant now) {
    Means means = Means.of(caller);
    means.requireEnvironment(Environment.LIVE);
    KeyOwner owner = keys.lock(caller.tenant(), organization);
    List<ApiKey> active = keys.active(owner);
    List<KeyDeed> ended = life.end(owner, active, now);
    List<ApiKey> revoked = active.stream().filter(ApiKey::active).toList();
    ApiKey model =
        revoked.stream()
            .max(Comparator.comparing(KeyMaking::rank).thenComparing(ApiKey::createdAt))
            .orElseThrow(
                () -> conflict("There is no active key to take the place of. Create one."));
    Scopes scopes =
        revoked.stream().map(key -> key.terms().scopes()).reduce(Scopes.NONE, Scopes::and);
    means.requireScopes(scopes);
    requireLimits(means, model, owner);
    KeyTerms terms = model.terms().with(scopes).until(owner.endOfSuccessor(model, now));
    revoked.forEach(key -> key.revoke("reissued", now));
    changes.fire(new KeyChanged(revoked.stream().map(ApiKey::id).toList()));
    em.flush();
    NewKey key =
        issue.issue(
            owner, issue.id(), model.environment(), terms, caller.actor(), email(owner), now);
    issue.flush();
    KeyDeeds deeds = KeyDeeds.of(owner, now);
    book.record(
        ended,
        Stream.concat(Stream.of(deeds.created(key.row())), revoked.stream().map(deeds::revoked))
            .toArray(KeyDeed[]::new));
    return new Made(key, owner);
  }

  // Live before test, in force before running out.
  private static int rank(ApiKey key) {
    return (key.environment() == Environment.LIVE ? 2 : 0) + (key.replacedBy() == null ? 1 : 0);
  }

  private static ProblemException conflict(String detail) {
    return new ProblemException(ProblemType.CONFLICT, detail);
  }
}
