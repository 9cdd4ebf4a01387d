package org.allogate.access;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import java.util.UUID;
import org.allogate.keys.KeyRecord;
import org.allogate.people.SessionRecord;
import org.allogate.ratelimit.Decision;
import org.allogate.ratelimit.Policy;

/**
 * What the guard found out about a request whose credential is in force, refused or not: left for
 * the answer's headers, the access log, credits and usage.
 *
 * @param kind what was shown: {@code key} or {@code member}
 * @param id of the key or the member
 * @param key the key, also where an access token stands for it; null for a member
 * @param policyHeader all policies that limit it, as a header value
 * @param capability what was asked for, at the cost that counts
 * @param decision what the rate limit said
 */
public record Access(
    String kind,
    UUID id,
    KeyRecord key,
    String policyHeader,
    Capability capability,
    Decision decision) {
  private static final String PROPERTY = "org.allogate.access";
  private static final String CHARGED = "org.allogate.charged";

  static Access of(KeyRecord key, Capability capability, Decision decision) {
    return new Access("key", key.id(), key, key.policyHeader(), capability, decision);
  }

  static Access of(SessionRecord session, Capability capability, Decision decision) {
    return new Access(
        "member",
        session.memberId(),
        null,
        Policy.header(decision.policies()),
        capability,
        decision);
  }

  void leaveWith(ContainerRequestContext request) {
    request.setProperty(PROPERTY, this);
  }

  /** That of a request; empty where no credential was asked for or none was in force. */
  public static Optional<Access> of(ContainerRequestContext request) {
    return Optional.ofNullable((Access) request.getProperty(PROPERTY));
  }

  /** Leaves with a request how many credits it took. */
  public static void charged(ContainerRequestContext request, int credits) {
    request.setProperty(CHARGED, credits);
  }

  /** How many credits a request took, 0 where nothing was said. */
  public static int charged(ContainerRequestContext request) {
    return request.getProperty(CHARGED) instanceof Integer credits ? credits : 0;
  }
}
