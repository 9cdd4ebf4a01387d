package org.allogate.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.allogate.keys.KeyFormat;
import org.allogate.keys.KeyRecords;
import org.allogate.keys.KeyUses;
import org.allogate.ratelimit.Limits;
import org.allogate.tokens.AccessTokens;
import org.allogate.tokens.Revocations;
import org.eclipse.microprofile.config.Config;

/** Makes the plain classes of this package injectable. */
@ApplicationScoped
public class AccessBeans {
  @Produces
  @Singleton
  AccessSettings settings(Config config) {
    return AccessSettings.from(config);
  }

  @Produces
  @Singleton
  ClientAddress clientAddress(AccessSettings settings) {
    return new ClientAddress(settings.trustedProxies());
  }

  @Produces
  @Singleton
  EvenTime evenTime(AccessSettings settings) {
    return new EvenTime(settings.unprovenFloor());
  }

  @Produces
  @Singleton
  KeyProof keyProof(
      KeyFormat format,
      KeyRecords records,
      AccessTokens tokens,
      Revocations revocations,
      Limits limits,
      AccessSettings settings,
      ClientAddress addresses,
      EvenTime evenTime,
      Clock clock) {
    return new KeyProof(
        format, records, tokens, revocations, limits, settings, addresses, evenTime, clock);
  }

  @Produces
  @Singleton
  Admission admission(Limits limits, KeyUses uses, Clock clock) {
    return new Admission(limits, uses, clock);
  }
}
