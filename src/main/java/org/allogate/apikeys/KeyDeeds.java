package org.allogate.apikeys;

import java.util.stream.Stream;
import org.allogate.audit.AuditEntry;
import org.allogate.audit.Changes;
import org.allogate.keys.ApiKey;
import org.allogate.keys.KeyTerms;
import org.allogate.surface.Network;

/** What the audit trail says of keys. */
final class KeyDeeds {
  private static final String KEY = "api_key";

  private KeyDeeds() {}

  static AuditEntry created(ApiKey key) {
    return entry("created", key, born(key));
  }

  static AuditEntry updated(ApiKey key, KeyTerms before) {
    return entry("updated", key, terms(Changes.none(), before, key.terms()));
  }

  static AuditEntry revoked(ApiKey key) {
    return entry(
        "revoked",
        key,
        Changes.none()
            .with("revokedAt", null, text(key.revokedAt()))
            .with("revocationReason", null, key.revocationReason()));
  }

  static AuditEntry expired(ApiKey key) {
    return entry("expired", key, Changes.none().with("status", "active", "expired"));
  }

  static AuditEntry expiring(ApiKey key) {
    return entry(
        "expiring",
        key,
        Changes.none().with("expiresAt", text(key.expiresAt()), text(key.expiresAt())));
  }

  /** Of the key that got a successor. */
  static AuditEntry rotated(ApiKey key) {
    return entry("rotated", key, replaced(key));
  }

  /** Of the key that got a successor by itself. */
  static AuditEntry renewed(ApiKey key) {
    return entry("renewed", key, replaced(key));
  }

  static AuditEntry extended(ApiKey key, Object before) {
    return entry(
        "rotation_extended",
        key,
        Changes.none().with("expiresAt", text(before), text(key.expiresAt())));
  }

  static AuditEntry aborted(ApiKey key, Object successor) {
    return entry(
        "rotation_aborted",
        key,
        Changes.none()
            .with("replacedBy", text(successor), null)
            .with("expiresAt", null, text(key.expiresAt())));
  }

  static AuditEntry revealed(ApiKey key) {
    return entry("revealed", key, Changes.none());
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
