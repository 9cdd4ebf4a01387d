package org.allogate.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A read closes the way, the probe opens it, and the log tells what lasts, once. */
class RouteTest {
  private static final Logger LOG = Logger.getLogger(Route.class.getName());

  private final Route route = new Route();
  private final List<Level> told = new ArrayList<>();
  private final Handler log =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          told.add(line.getLevel());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOG.addHandler(log);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void listenNoMore() {
    LOG.removeHandler(log);
    LOG.setUseParentHandlers(true);
  }

  private void miss(int times) {
    for (int i = 0; i < times; i++) {
      route.missed(new SQLException("away"));
    }
  }

  @Test
  void isClosedUntilTheProbeHasFoundTheReplica() {
    assertThat(route.isOpen()).isFalse();
    route.found();
    assertThat(route.isOpen()).isTrue();
    assertThat(told).isEmpty();
  }

  @Test
  void oneFailedReadClosesItUntilTheNextProbe() {
    route.found();
    route.served();
    route.failed();
    assertThat(route.isOpen()).isFalse();
    assertThat(route.reads()).isEqualTo(1);
    assertThat(route.repeats()).isEqualTo(1);
    route.found();
    assertThat(route.isOpen()).isTrue();
    assertThat(told).isEmpty();
  }

  @Test
  void whatLastsIsToldOnceAndSoIsItsEnd() {
    route.found();
    miss(Route.PATIENCE - 1);
    assertThat(told).isEmpty();
    miss(5);
    assertThat(route.isOpen()).isFalse();
    route.found();
    route.found();
    assertThat(told).containsExactly(Level.WARNING, Level.INFO);
  }

  @Test
  void whatIsOverSoonIsNotTold() {
    for (int i = 0; i < 10; i++) {
      miss(Route.PATIENCE - 1);
      route.found();
    }
    assertThat(told).isEmpty();
  }
}
