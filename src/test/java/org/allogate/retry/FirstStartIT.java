package org.allogate.retry;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.allogate.Threads;
import org.allogate.it.OwnSchema;
import org.allogate.it.ServerIT;
import org.junit.jupiter.api.Test;

/** What nodes do on an empty database they do one after another: whoever is first does it. */
class FirstStartIT extends ServerIT {
  private static final int NODES = 8;

  @Test
  void oneOfManyNodesFillsAnEmptyDatabase() throws Exception {
    try (OwnSchema schema = OwnSchema.migrated()) {
      List<Boolean> filled =
          Threads.run(NODES, node -> () -> schema.answered(em -> filled(em, node)));
      assertThat(filled).containsOnlyOnce(true);
      assertThat(schema.column("select name from tenant")).hasSize(1);
      assertThat(schema.column("select turn from first_start").toString())
          .isEqualTo("[" + NODES + "]");
    }
  }

  private static boolean filled(EntityManager em, int node) {
    FirstStart start = new FirstStart();
    start.em = em;
    boolean[] filled = {false};
    start.inTurn(
        () -> {
          filled[0] =
              em.createNativeQuery("select id from tenant", byte[].class).getResultList().isEmpty();
          if (filled[0]) {
            em.createNativeQuery(
                    "insert into tenant (id, name, created_at) values (?1, 'A tenant', now(6))")
                .setParameter(1, new byte[] {(byte) node})
                .executeUpdate();
          }
        });
    return filled[0];
  }
}
