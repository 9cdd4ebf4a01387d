package org.allogate.apikeys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.allogate.access.Caller;
import org.allogate.audit.AuditEntry;
import org.allogate.audit.AuditTrail;
import org.allogate.outbox.Outbox;
import org.allogate.outbox.OutboxEvent;
import org.allogate.surface.Origin;
import org.allogate.tenancy.Actor;

/**
 * Tells what is done to keys and writes it down: the one way here to the trail, so that no deed is
 * written down and not told. To be called last in the transaction, as the trail wants it.
 */
@ApplicationScoped
public class KeyBook {
  @Inject Caller caller;
  @Inject Outbox outbox;
  @Inject AuditTrail audit;

  /** What the caller of this request did. */
  void record(KeyDeed... deeds) {
    record(List.of(), deeds);
  }

  /** What the caller of this request did, and what had happened by itself before. */
  void record(List<KeyDeed> byThemselves, KeyDeed... deeds) {
    List<KeyDeed> done = List.of(deeds);
    outbox.add(
        Stream.concat(events(byThemselves, Origin.NONE), events(done, caller.origin())).toList());
    audit.record(caller.tenant(), Actor.SYSTEM, Origin.NONE, entries(byThemselves));
    audit.record(caller.tenant(), caller.actor(), caller.origin(), entries(done));
  }

  /** What happened by itself. */
  void recordByThemselves(UUID tenant, List<KeyDeed> deeds) {
    record(tenant, Actor.SYSTEM, Origin.NONE, deeds);
  }

  /** What somebody did. */
  void record(UUID tenant, Actor actor, Origin origin, List<KeyDeed> deeds) {
    outbox.add(events(deeds, origin).toList());
    audit.record(tenant, actor, origin, entries(deeds));
  }

  private static Stream<OutboxEvent> events(List<KeyDeed> deeds, Origin origin) {
    return deeds.stream().flatMap(deed -> deed.events().stream()).map(it -> it.of(origin.trace()));
  }

  private static List<AuditEntry> entries(List<KeyDeed> deeds) {
    return deeds.stream().map(KeyDeed::entry).toList();
  }
}
