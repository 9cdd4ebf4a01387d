package org.allogate.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What is under way on this node, and how much more may be: of one endpoint, of one tenant and in
 * all. Remembers the endpoints that had to wait because of others of their tenant.
 */
final class Slots {
  // Who is beyond is looked at again when its lane is due.
  private static final int MOST_WAITING = 10_000;

  private final int forEndpoint;
  private final int forTenant;
  private final int total;
  private final Set<UUID> underWay = new HashSet<>();
  private final Map<UUID, Integer> ofEndpoint = new HashMap<>();
  private final Map<UUID, Integer> ofTenant = new HashMap<>();
  private final Map<UUID, Set<UUID>> waiting = new HashMap<>();

  Slots(int forEndpoint, int forTenant, int total) {
    this.forEndpoint = forEndpoint;
    this.forTenant = forTenant;
    this.total = total;
  }

  /** How many deliveries are under way. */
  synchronized int taken() {
    return underWay.size();
  }

  /** How many more there may be. */
  synchronized int free() {
    return total - underWay.size();
  }

  /** Whether a delivery is under way. */
  synchronized boolean holds(UUID delivery) {
    return underWay.contains(delivery);
  }

  /** Takes a slot, which {@link #room} gave. */
  synchronized void take(UUID tenant, UUID endpoint, UUID delivery) {
    if (underWay.add(delivery)) {
      ofEndpoint.merge(endpoint, 1, Integer::sum);
      ofTenant.merge(tenant, 1, Integer::sum);
    }
  }

  /** Gives a slot back. */
  synchronized void free(UUID tenant, UUID endpoint, UUID delivery) {
    if (underWay.remove(delivery)) {
      ofEndpoint.computeIfPresent(endpoint, (id, count) -> count == 1 ? null : count - 1);
      ofTenant.computeIfPresent(tenant, (id, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Remembers an endpoint that waits for a slot of its tenant. */
  synchronized void await(UUID tenant, UUID endpoint) {
    Set<UUID> endpoints = waiting.computeIfAbsent(tenant, id -> new LinkedHashSet<>());
    if (endpoints.size() < MOST_WAITING) {
      endpoints.add(endpoint);
    }
  }

  /** The endpoints that waited and can have a slot now; they are forgotten here. */
  synchronized List<UUID> waited() {
    List<UUID> next = new ArrayList<>();
    for (Map.Entry<UUID, Set<UUID>> each : waiting.entrySet()) {
      Iterator<UUID> endpoints = each.getValue().iterator();
      int free = forTenant - ofTenant.getOrDefault(each.getKey(), 0);
      for (int i = 0; i < free && endpoints.hasNext(); i++) {
        next.add(endpoints.next());
        endpoints.remove();
      }
    }
    waiting.values().removeIf(Set::isEmpty);
    return next;
  }

  /** What is free now, to plan with. */
  Room room() {
    return new Room();
  }

  /** Slots that are planned to be taken; nothing is, until {@link #take}. */
  final class Room {
    private final Map<UUID, Integer> ofEndpoint = new HashMap<>();
    private final Map<UUID, Integer> ofTenant = new HashMap<>();
    private int all;

    /** How many more an endpoint can have. */
    int of(UUID tenant, UUID endpoint) {
      return Math.max(0, Math.min(ofEndpoint(endpoint), Math.min(ofTenant(tenant), ofAll())));
    }

    /** Whether the endpoint's own limit is reached. */
    boolean isFull(UUID endpoint) {
      return ofEndpoint(endpoint) <= 0;
    }

    /** Whether the tenant's limit is reached. */
    boolean isFullOfTenant(UUID tenant) {
      return ofTenant(tenant) <= 0;
    }

    void plan(UUID tenant, UUID endpoint, int count) {
      ofEndpoint.merge(endpoint, count, Integer::sum);
      ofTenant.merge(tenant, count, Integer::sum);
      all += count;
    }

    private int ofEndpoint(UUID endpoint) {
      return left(forEndpoint, Slots.this.ofEndpoint, ofEndpoint, endpoint);
    }

    private int ofTenant(UUID tenant) {
      return left(forTenant, Slots.this.ofTenant, ofTenant, tenant);
    }

    private int ofAll() {
      return free() - all;
    }

    private int left(int most, Map<UUID, Integer> taken, Map<UUID, Integer> planned, UUID of) {
      synchronized (Slots.this) {
        return most - taken.getOrDefault(of, 0) - planned.getOrDefault(of, 0);
      }
    }
  }
}
