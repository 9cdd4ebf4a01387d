package org.allogate.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.allogate.people.OpenSession;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One of the member's sessions.
 *
 * @param id names it and is no token
 * @param current whether the request came with it
 */
@Schema(name = "OpenSession", description = "A browser that the member is signed in with.")
public record OpenSessionView(
    @Schema(description = "Names it, and lets nobody in.") UUID id,
    @Schema(description = "When the member signed in.") Instant createdAt,
    @Schema(description = "When it was last heard of, give or take a minute.") Instant lastSeenAt,
    @Schema(description = "When it ends, whatever happens.") Instant expiresAt,
    @Schema(
            description = "Where the sign-in came from; null where nobody knows.",
            nullable = true,
            examples = "192.0.2.7")
        String address,
    @Schema(description = "Whether it is the one that asks.") boolean current) {
  static OpenSessionView of(OpenSession session, UUID asking) {
    return new OpenSessionView(
        session.id(),
        session.createdAt(),
        session.lastSeenAt(),
        session.expiresAt(),
        session.address(),
        session.id().equals(asking));
  }

  /** Those in force. */
  @Schema(name = "OpenSessionList", description = "Where the member is signed in.")
  public record OpenSessionList(List<OpenSessionView> data) {
    /** Copies the sessions. */
    public OpenSessionList {
      data = List.copyOf(data);
    }
  }
}
