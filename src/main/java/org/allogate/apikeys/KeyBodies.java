package org.allogate.apikeys;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allogate.input.Members;
import org.allogate.keys.KeyTerms;
import org.allogate.ratelimit.Policy;
import org.allogate.ratelimit.Tier;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Network;

/** Reads what is chosen about a key, for the first time or anew. */
final class KeyBodies {
  static final int MIN_NAME = 3;
  static final int MAX_NAME = 128;
  static final int MAX_ADDRESSES = 50;
  private static final int MAX_ADDRESS = 64;
  static final Instant LAST_END = Instant.parse("9999-01-01T00:00:00Z");

  private KeyBodies() {}

  /** The terms of a new key; an absent end stays open. */
  static KeyTerms terms(Members body, Instant now) {
    return new KeyTerms(
        body.trimmed("name", MIN_NAME, MAX_NAME),
        scopes(body),
        tier(body),
        ratePolicy(body),
        addresses(body),
        end(body, now));
  }

  /** The terms as a merge patch (RFC 7396) leaves them. */
  static KeyTerms patched(KeyTerms present, Members patch, Instant now) {
    return new KeyTerms(
        patch.mentions("name") ? patch.trimmed("name", MIN_NAME, MAX_NAME) : present.name(),
        patch.mentions("scopes") ? scopes(patch) : present.scopes(),
        patch.mentions("tier") ? tier(patch) : present.tier(),
        patch.mentions("ratePolicy") ? ratePolicy(patch) : present.ratePolicy(),
        patch.mentions("allowedAddresses") ? addresses(patch) : present.allowedAddresses(),
        patch.mentions("expiresAt") ? end(patch, now) : present.expiresAt());
  }

  private static Scopes scopes(Members body) {
    List<Scope> scopes =
        body.values("scopes", 1, Scope.values().length, "must be a scope", Scope::byName);
    return Scopes.of(scopes.toArray(Scope[]::new));
  }

  private static Tier tier(Members body) {
    return body.value("tier", "must be free, standard, pro or enterprise", Tier::byName)
        .orElse(null);
  }

  private static List<Policy> ratePolicy(Members body) {
    List<Policy> policies = new ArrayList<>();
    for (Members policy : body.objects("ratePolicy", Policy.MAX_POLICIES)) {
      policies.add(
          new Policy(
              policy.integer("limit", 1, Policy.MAX_LIMIT),
              policy.integer("windowSeconds", 1, Policy.MAX_WINDOW_SECONDS)));
    }
    return policies;
  }

  private static List<Network> addresses(Members body) {
    return body.values(
        "allowedAddresses",
        MAX_ADDRESSES,
        "must be an IPv4 or IPv6 network in CIDR form, or an address",
        KeyBodies::network);
  }

  private static Optional<Network> network(String text) {
    try {
      return text.length() > MAX_ADDRESS ? Optional.empty() : Optional.of(Network.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Instant end(Members body, Instant now) {
    Optional<Optional<Instant>> end =
        body.value(
            "expiresAt",
            "must be a date and time of ISO 8601 with its offset, or blank",
            text ->
                text.isBlank() ? Optional.of(Optional.empty()) : instant(text).map(Optional::of));
    Instant instant = end.flatMap(it -> it).orElse(null);
    if (instant != null && (!instant.isAfter(now) || instant.isAfter(LAST_END))) {
      body.refuse("expiresAt", "must be in the future, before the year 9999");
      return null;
    }
    return instant;
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Holds the end against the policy: an open one becomes the latest there may be. */
  static KeyTerms bounded(KeyTerms terms, KeyOwner owner, Members body, Instant now) {
    Instant latest = owner.latestEnd(now);
    if (latest == null) {
      return terms;
    }
    if (terms.expiresAt() == null) {
      return terms.until(latest);
    }
    if (terms.expiresAt().isAfter(latest)) {
      body.refuse("expiresAt", "must be at most " + owner.lifetimeDays() + " days ahead");
    }
    return terms;
  }
}
