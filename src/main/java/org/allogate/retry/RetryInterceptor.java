package org.allogate.retry;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Stands around the transaction, which has the priority 200 of its specification. */
@Retried
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class RetryInterceptor {
  private static final int TRIES = 6;
  private static final int DEADLOCK = 1213;
  private static final int LOCK_WAIT = 1205;
  private static final int CHANGED_SINCE_READ = 1020;
  private static final long PAUSE_MILLIS = 10;
  private static final int MAX_DEPTH = 12;

  @AroundInvoke
  Object retry(InvocationContext call) throws Exception {
    for (int tries = 1; ; tries++) {
      try {
        return call.proceed();
      } catch (Exception e) {
        if (tries == TRIES || !lostToAnother(e)) {
          throw e;
        }
        pause(tries);
      }
    }
  }

  static boolean lostToAnother(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++, cause = cause.getCause()) {
      if (cause instanceof SQLException sql && lostToAnother(sql.getErrorCode())) {
        return true;
      }
    }
    return false;
  }

  private static boolean lostToAnother(int code) {
    return code == DEADLOCK || code == LOCK_WAIT || code == CHANGED_SINCE_READ;
  }

  // Of differing length: who met once shall not meet again.
  private static void pause(int tries) {
    long most = TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS << tries);
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
  }
}
