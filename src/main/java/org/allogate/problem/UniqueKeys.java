package org.allogate.problem;

import java.sql.SQLException;

/** Tells which rule of the database a failed write broke. */
public final class UniqueKeys {
  private static final int DUPLICATE_KEY = 1062;
  private static final int MAX_DEPTH = 12;

  private UniqueKeys() {}

  /** Whether a write failed because a unique key of this name has its value already. */
  public static boolean isBroken(Throwable thrown, String key) {
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
