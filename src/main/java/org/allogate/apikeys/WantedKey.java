package org.allogate.apikeys;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.input.Members;
import org.allogate.keys.KeyLevel;
import org.allogate.keys.KeyTerms;
import org.allogate.surface.Environment;

/**
 * A key as a client wants it.
 *
 * @param organizationId null for a key of the whole tenant
 * @param terms what can be changed later
 */
record WantedKey(KeyLevel level, UUID organizationId, Environment environment, KeyTerms terms) {

  static WantedKey from(Members body, Caller caller, Instant now) {
    KeyTerms terms = KeyBodies.terms(body, now);
    KeyLevel level =
        body.value("level", "must be organization or tenant", KeyLevel::byName)
            .orElse(KeyLevel.ORGANIZATION);
    Environment environment =
        body.value("environment", "must be live or test", Environment::byName)
            .orElse(Environment.LIVE);
    Optional<UUID> named = body.optionalUuid("organizationId");
    UUID organization = null;
    if (level == KeyLevel.ORGANIZATION) {
      organization = Organizations.named(body, named, caller);
    } else if (named.isPresent()) {
      body.refuse("organizationId", "must be absent: a key of the tenant has no organization");
    }
    body.check();
    return new WantedKey(level, organization, environment, terms);
  }
}
