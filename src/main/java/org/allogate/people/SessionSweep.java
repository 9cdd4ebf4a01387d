package org.allogate.people;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Removes the sessions that have ended, a few at a time, once an hour. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class SessionSweep {
  private static final Logger LOG = Logger.getLogger(SessionSweep.class.getName());

  @Inject Sessions sessions;

  @Schedule(hour = "*", minute = "17", persistent = false)
  void sweep() {
    try {
      boolean more = true;
      while (more) {
        more = sessions.forgetSome();
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "Sessions that have ended stay until the next time");
    }
  }
}
