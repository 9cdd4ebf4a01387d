package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;

/**
 * The server's clock in the hands of a test, which gives it back by closing this. Rate limits go by
 * a clock of their own, and the database by its own, too.
 */
final class ServerClock implements AutoCloseable {
  private long ahead;

  /** Moves the clock on, in whole seconds; it goes on from there. */
  void advance(Duration by) {
    set(ahead + by.toSeconds());
  }

  /** Sets the clock to the system's time again. */
  void reset() {
    set(0);
  }

  /** What the clock shows, where the server runs on the same machine. */
  Instant instant() {
    return Instant.now().plusSeconds(ahead);
  }

  @Override
  public void close() {
    reset();
  }

  private void set(long seconds) {
    int status =
        ServerIT.send(
                HttpRequest.newBuilder(
                        ServerIT.uri(ItClock.PATH + "?" + ItClock.SECONDS + "=" + seconds))
                    .POST(BodyPublishers.noBody()))
            .statusCode();
    assertThat(status).isEqualTo(204);
    ahead = seconds;
  }
}
