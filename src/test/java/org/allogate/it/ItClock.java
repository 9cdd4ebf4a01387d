package org.allogate.it;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What stands in for the system's clock in the deployed application. {@link ServerIT} puts it
 * beside the WAR's own classes; {@link ServerClock} speaks to it.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class ItClock {
  /** Where the clock is set. */
  static final String PATH = "/-/clock";

  static final String SECONDS = "seconds";

  private static final AtomicLong AHEAD = new AtomicLong();

  @Produces
  Clock clock() {
    return new Ahead(ZoneOffset.UTC);
  }

  /** The system's clock and as many seconds as it was set ahead last; every instance alike. */
  private static final class Ahead extends Clock {
    private final ZoneId zone;

    Ahead(ZoneId zone) {
      this.zone = zone;
    }

    @Override
    public Instant instant() {
      return Instant.now().plusSeconds(AHEAD.get());
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return new Ahead(other);
    }
  }

  /** Sets the clock. */
  @WebServlet(PATH)
  public static class Setting extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
      AHEAD.set(Long.parseLong(request.getParameter(SECONDS)));
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }
}
