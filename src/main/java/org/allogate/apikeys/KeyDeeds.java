package org.allogate.apikeys;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.allogate.audit.AuditEntry;
import org.allogate.audit.Changes;
import org.allogate.keys.ApiKey;
import org.allogate.keys.KeyTerms;
import org.allogate.outbox.EventType;
import org.allogate.outbox.OutboxEvent;
import org.allogate.surface.Network;

/**
 * What the audit trail says of keys, and what is told of them.
 *
 * @param renews whether keys of this owner get successors by themselves
 * @param now when it was done
 */
record KeyDeeds(boolean renews, Instant now) {
  private static final String KEY = "api_key";

  static KeyDeeds of(KeyOwner owner, Instant now) {
    return of(owner.renewWithinDays(), now);
  }

  static KeyDeeds of(Integer renewWithinDays, Instant now) {
    return new KeyDeeds(renewWithinDays != null, now);
  }

  KeyDeed created(ApiKey key) {
    return deed("created", EventType.API_KEY_CREATED, key, born(key));
  }

  KeyDeed updated(ApiKey key, KeyTerms before) {
    return deed(
        "updated", EventType.API_KEY_UPDATED, key, terms(Changes.none(), before, key.terms()));
  }

  KeyDeed revoked(ApiKey key) {
    return deed(
        "revoked",
        EventType.API_KEY_REVOKED,
        key,
        Changes.none()
            .with("revokedAt", null, text(key.revokedAt()))
            .with("revocationReason", null, key.revocationReason()));
  }

  KeyDeed expired(ApiKey key) {
    return deed(
        "expired",
        EventType.API_KEY_EXPIRED,
        key,
        Changes.none().with("status", "active", "expired"));
  }

  KeyDeed expiring(ApiKey key) {
    return deed(
        "expiring",
        EventType.API_KEY_EXPIRING,
        key,
        Changes.none().with("expiresAt", text(key.expiresAt()), text(key.expiresAt())));
  }

  /** Of the key that got a successor; without a grace period this is its end, too. */
  KeyDeed rotated(ApiKey key) {
    OutboxEvent rotated = event(EventType.API_KEY_ROTATED, key);
    return new KeyDeed(
        entry("rotated", key, replaced(key)),
        key.active() ? List.of(rotated) : List.of(rotated, event(EventType.API_KEY_REVOKED, key)));
  }

  /** Of the key that got a successor by itself. */
  KeyDeed renewed(ApiKey key) {
    return deed("renewed", EventType.API_KEY_RENEWED, key, replaced(key));
  }

  KeyDeed extended(ApiKey key, Instant before) {
    return new KeyDeed(
        entry(
            "rotation_extended",
            key,
            Changes.none().with("expiresAt", text(before), text(key.expiresAt()))),
        key.expiresAt().equals(before)
            ? List.of()
            : List.of(event(EventType.API_KEY_UPDATED, key)));
  }

  KeyDeed aborted(ApiKey key, Object successor) {
    return deed(
        "rotation_aborted",
        EventType.API_KEY_UPDATED,
        key,
        Changes.none()
            .with("replacedBy", text(successor), null)
            .with("expiresAt", null, text(key.expiresAt())));
  }

  /** Of a key that was looked at, which is told nobody. */
  KeyDeed revealed(ApiKey key) {
    return new KeyDeed(entry("revealed", key, Changes.none()), List.of());
  }

  private KeyDeed deed(String deed, EventType type, ApiKey key, Changes changes) {
    return new KeyDeed(entry(deed, key, changes), List.of(event(type, key)));
  }

  // Where the key is at home, which may be elsewhere than who does it.
  private OutboxEvent event(EventType type, ApiKey key) {
    return new OutboxEvent(
        type,
        key.tenantId(),
        key.organizationId(),
        key.environment(),
        ApiKeyEvent.of(ApiKeyView.of(key, renews, now)));
  }

  private static Changes born(ApiKey key) {
    Changes changes =
        Changes.none()
            .with("level", null, key.level().wireName())
            .with("environment", null, key.environment().wireName())
            .with("preview", null, key.preview());
    return terms(changes, null, key.terms());
  }

  private static Changes replaced(ApiKey key) {
    return Changes.none()
        .with("replacedBy", null, text(key.replacedBy()))
        .with("expiresAt", text(key.fullExpiresAt()), text(key.expiresAt()));
  }

  private static Changes terms(Changes changes, KeyTerms before, KeyTerms after) {
    boolean fresh = before == null;
    return changes
        .with("name", fresh ? null : before.name(), after.name())
        .with("scopes", fresh ? null : before.scopes().names(), after.scopes().names())
        .with("tier", fresh ? null : tier(before), tier(after))
        .with(
            "ratePolicy",
            fresh ? null : RatePolicy.of(before.ratePolicy()),
            RatePolicy.of(after.ratePolicy()))
        .with("allowedAddresses", fresh ? null : networks(before), networks(after))
        .with("expiresAt", fresh ? null : text(before.expiresAt()), text(after.expiresAt()));
  }

  private static String tier(KeyTerms terms) {
    return terms.tier() == null ? null : terms.tier().tierName();
  }

  private static Object networks(KeyTerms terms) {
    return terms.allowedAddresses().stream().map(Network::toString).toList();
  }

  private static String text(Object value) {
    return Stream.ofNullable(value).map(Object::toString).findFirst().orElse(null);
  }

  private static AuditEntry entry(String deed, ApiKey key, Changes changes) {
    return new AuditEntry(key.organizationId(), KEY + "." + deed, KEY, key.id(), changes);
  }
}
