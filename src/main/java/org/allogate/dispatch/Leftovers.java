package org.allogate.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.allogate.outbox.DeliveriesDue;
import org.allogate.retry.Retried;
import org.allogate.sql.Sql;
import org.hibernate.Session;

/**
 * Puts into the outbox what nodes from before V12 wrote elsewhere, and did not come to tell. Goes
 * with the column {@code webhook_event.waiting}, a release later.
 */
@ApplicationScoped
public class Leftovers {
  static final String WAITING =
      "select id from webhook_event where waiting = 1 order by id limit ? for update skip locked";
  private static final String MOVE = Fanout.move("webhook_event", "outbox");
  private static final String REMOVE = "delete from webhook_event where id in (%s)";

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Event<DeliveriesDue> due;

  /**
   * Moves a few.
   *
   * @return whether there may be more
   */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public boolean moveSome() {
    int moved = em.unwrap(Session.class).doReturningWork(Leftovers::move);
    if (moved > 0) {
      due.fire(new DeliveriesDue());
    }
    return moved == Fanout.EVENTS;
  }

  private static int move(Connection connection) throws SQLException {
    List<UUID> ids = Sql.list(connection, WAITING, row -> Sql.id(row, 1), Fanout.EVENTS);
    Fanout.change(connection, MOVE, ids);
    Fanout.change(connection, REMOVE, ids);
    return ids.size();
  }
}
