package org.allogate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.allogate.RandomCases;
import org.allogate.Threads;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private static final UUID TENANT = new UUID(1, 0);

  private static UUID endpoint(int i) {
    return new UUID(2, i);
  }

  private static UUID delivery(int i) {
    return new UUID(3, i);
  }

  /** What is under way, as a list that is counted anew each time. */
  private record Naive(List<UUID[]> all) {
    long of(int part, UUID id) {
      return all.stream().filter(it -> it[part].equals(id)).count();
    }

    int room(UUID tenant, UUID endpoint) {
      return (int)
          Math.min(3 - of(1, endpoint), Math.min(7 - of(0, tenant), 12 - (long) all.size()));
    }
  }

  @Test
  void areCountedLikeAList() {
    RandomCases.each(200, SlotsTest::countsLikeAList);
  }

  private static void countsLikeAList(Random random) {
    Slots slots = new Slots(3, 7, 12);
    Naive naive = new Naive(new ArrayList<>());
    for (int i = 0; i < 200; i++) {
      int which = random.nextInt(8);
      UUID tenant = new UUID(1, which % 3);
      UUID endpoint = endpoint(which);
      assertThat(slots.room().of(tenant, endpoint)).isEqualTo(naive.room(tenant, endpoint));
      if (random.nextBoolean() && naive.room(tenant, endpoint) > 0) {
        slots.take(tenant, endpoint, delivery(i));
        naive.all.add(new UUID[] {tenant, endpoint, delivery(i)});
      } else if (!naive.all.isEmpty()) {
        UUID[] done = naive.all.remove(random.nextInt(naive.all.size()));
        slots.free(done[0], done[1], done[2]);
        slots.free(done[0], done[1], done[2]);
        assertThat(slots.holds(done[2])).isFalse();
      }
      assertThat(slots.taken()).isEqualTo(naive.all.size());
      assertThat(slots.free()).isEqualTo(12 - naive.all.size());
      assertThat(naive.all).allMatch(it -> slots.holds(it[2]));
    }
  }

  @Test
  void arePlannedWithoutBeingTaken() {
    Slots slots = new Slots(4, 6, 100);
    Slots.Room room = slots.room();
    room.plan(TENANT, endpoint(1), 4);
    assertThat(room.isFull(endpoint(1))).isTrue();
    assertThat(room.of(TENANT, endpoint(1))).isZero();
    assertThat(room.of(TENANT, endpoint(2))).isEqualTo(2);
    room.plan(TENANT, endpoint(2), 2);
    assertThat(room.isFullOfTenant(TENANT)).isTrue();
    assertThat(slots.room().of(TENANT, endpoint(1))).isEqualTo(4);
  }

  @Test
  void goToThoseWhoWaitInTheirOrderAndAsManyAsAreFree() {
    Slots slots = new Slots(4, 3, 100);
    for (int i = 0; i < 3; i++) {
      slots.take(TENANT, endpoint(i), delivery(i));
    }
    for (int i = 10; i < 15; i++) {
      slots.await(TENANT, endpoint(i));
      slots.await(TENANT, endpoint(i));
    }
    assertThat(slots.waited()).isEmpty();
    slots.free(TENANT, endpoint(0), delivery(0));
    slots.free(TENANT, endpoint(1), delivery(1));
    assertThat(slots.waited()).containsExactly(endpoint(10), endpoint(11));
    slots.free(TENANT, endpoint(2), delivery(2));
    assertThat(slots.waited()).containsExactly(endpoint(12), endpoint(13), endpoint(14));
    assertThat(slots.waited()).isEmpty();
  }

  @Test
  void areNeverLostBetweenThreads() throws Exception {
    Slots slots = new Slots(1_000_000, 1_000_000, 1_000_000);
    Threads.run(
        8,
        thread ->
            () -> {
              Map<UUID, UUID> mine = new HashMap<>();
              for (int i = 0; i < 5_000; i++) {
                UUID delivery = delivery(thread * 100_000 + i);
                mine.put(delivery, endpoint(i % 5));
                slots.take(TENANT, endpoint(i % 5), delivery);
              }
              mine.forEach((delivery, endpoint) -> slots.free(TENANT, endpoint, delivery));
              return null;
            });
    assertThat(slots.taken()).isZero();
    assertThat(slots.room().of(TENANT, endpoint(1))).isEqualTo(1_000_000);
  }
}
