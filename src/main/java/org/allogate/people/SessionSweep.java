package org.allogate.people;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;

/** Removes the sessions that have ended, once an hour. */
@Singleton
public class SessionSweep {
  @Inject Sessions sessions;

  @Schedule(hour = "*", minute = "17", persistent = false)
  void sweep() {
    sessions.sweep();
  }
}
