package org.allogate.problem;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;

/** Of two who take a value at the same time, only the database knows which one was first. */
public final class UniqueKeys {
  private static final int DUPLICATE_KEY = 1062;
  private static final int MAX_DEPTH = 12;

  private UniqueKeys() {}

  /**
   * Sends the changes so far to the database.
   *
   * @param key the name of the unique key that they may break
   * @param taken what to tell then
   * @throws ProblemException {@code duplicate_name} when the key has one of the values already
   */
  public static void flush(EntityManager em, String key, String taken) {
    try {
      em.flush();
    } catch (PersistenceException e) {
      throw isBroken(e, key) ? new ProblemException(ProblemType.DUPLICATE_NAME, taken) : e;
    }
  }

  private static boolean isBroken(Throwable thrown, String key) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++, cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && sql.getErrorCode() == DUPLICATE_KEY
          && String.valueOf(sql.getMessage()).contains(key)) {
        return true;
      }
    }
    return false;
  }
}
