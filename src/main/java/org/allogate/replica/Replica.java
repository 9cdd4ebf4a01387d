package org.allogate.replica;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/**
 * Reads that another database than the primary may answer, where a setting names one: outside of
 * transactions, and with nothing missing that was committed before.
 */
@ApplicationScoped
public class Replica {
  @Resource TransactionSynchronizationRegistry transaction;
  @Inject ReplicaSource source;

  private final boolean on;
  private final Route route;
  private final ThreadLocal<EntityManager> chosen = new ThreadLocal<>();

  /** For the container's proxy. */
  protected Replica() {
    on = false;
    route = null;
  }

  @Inject
  Replica(ReplicaSettings settings, Route route) {
    this.on = settings.on();
    this.route = route;
  }

  /** No replica, whatever the settings say. */
  public static Replica none() {
    return new Replica();
  }

  /**
   * Reads from one side alone, reads within the reading included. What the replica fails is read
   * again from the primary.
   *
   * @param primary the unit of the application, which sees the transaction where there is one
   * @param reading changes nothing, and returns nothing that reads more when it is looked at
   */
  public <T> T read(EntityManager primary, Function<EntityManager, T> reading) {
    if (!on) {
      return reading.apply(primary);
    }
    EntityManager outer = chosen.get();
    if (outer != null) {
      return reading.apply(outer);
    }
    return route.isOpen() && transaction.getTransactionStatus() == Status.STATUS_NO_TRANSACTION
        ? fromReplica(primary, reading)
        : from(primary, reading);
  }

  private <T> T fromReplica(EntityManager primary, Function<EntityManager, T> reading) {
    try (Connection connection = source.upToDate();
        Session session = session(primary, connection)) {
      T read = from(session, reading);
      route.served();
      return read;
    } catch (SQLException | PersistenceException e) {
      route.failed();
    }
    return from(primary, reading);
  }

  private <T> T from(EntityManager side, Function<EntityManager, T> reading) {
    chosen.set(side);
    try {
      return reading.apply(side);
    } finally {
      chosen.remove();
    }
  }

  private static Session session(EntityManager primary, Connection connection) {
    Session session =
        primary
            .getEntityManagerFactory()
            .unwrap(SessionFactory.class)
            .withOptions()
            .connection(connection)
            .autoJoinTransactions(false)
            .flushMode(FlushMode.MANUAL)
            .openSession();
    return session;
  }

  /** Whether reads go to the replica at the moment. */
  public boolean isRead() {
    return on && route.isOpen();
  }

  /** How many reads the replica has answered. */
  public long reads() {
    return on ? route.reads() : 0;
  }

  /** How many reads went on to the primary, because the replica was away or behind. */
  public long repeats() {
    return on ? route.repeats() : 0;
  }
}
