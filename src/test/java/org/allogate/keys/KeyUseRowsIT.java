package org.allogate.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.allogate.Threads;
import org.allogate.input.Ids;
import org.allogate.it.OwnSchema;
import org.allogate.it.ServerIT;
import org.junit.jupiter.api.Test;

/** Nodes that write uses of the same keys at the same moment lose none and end none of them. */
class KeyUseRowsIT extends ServerIT {
  private static final int NODES = 6;
  private static final int KEYS = 100;
  private static final int BATCHES = 20;
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void everyUseOfEveryNodeIsCountedAndTheLastOneShows() throws Exception {
    try (OwnSchema schema = OwnSchema.migrated()) {
      List<UUID> keys = new ArrayList<>();
      for (int i = 0; i < KEYS; i++) {
        keys.add(Ids.next());
      }
      insert(schema, keys);
      Threads.run(NODES, node -> () -> write(schema, node, keys));
      assertThat(schema.column("select distinct uses_since_replaced from api_key").toString())
          .isEqualTo("[" + NODES * BATCHES + "]");
      assertThat(schema.column("select distinct last_used_address from api_key"))
          .containsExactly("10.0.0." + (NODES - 1));
    }
  }

  private static void insert(OwnSchema schema, List<UUID> keys) {
    schema.inTransaction(
        em -> {
          em.createNativeQuery("set foreign_key_checks = 0").executeUpdate();
          for (UUID key : keys) {
            em.createNativeQuery(
                    "insert into api_key (id, tenant_id, organization_id, api_user_id, level,"
                        + " environment, name, hash, prefix, preview, scopes, created_at) values"
                        + " (?1, ?1, ?1, ?1, 'organization', 'live', ?2, ?3, 'p', 'p', 'x', now(6))")
                .setParameter(1, Ids.bytes(key))
                .setParameter(2, key.toString())
                .setParameter(3, new byte[32])
                .executeUpdate();
          }
          em.createNativeQuery("set foreign_key_checks = 1").executeUpdate();
        });
  }

  // Each node meets the keys in an order of its own.
  private static Void write(OwnSchema schema, int node, List<UUID> keys) {
    List<UUID> order = new ArrayList<>(keys);
    Random random = new Random(node);
    for (int batch = 0; batch < BATCHES; batch++) {
      Collections.shuffle(order, random);
      Map<UUID, KeyUse> uses = new LinkedHashMap<>();
      Instant last = START.plusSeconds(60L * batch + node);
      order.forEach(key -> uses.put(key, new KeyUse(last, "10.0.0." + node, 1, false)));
      schema.inTransaction(
          em -> {
            KeyUseRows rows = new KeyUseRows();
            rows.em = em;
            rows.add(uses);
          });
    }
    return null;
  }
}
