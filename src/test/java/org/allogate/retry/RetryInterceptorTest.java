package org.allogate.retry;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.HeuristicMixedException;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryInterceptorTest {
  @ParameterizedTest
  @CsvSource({
    "1213, true",
    "1205, true",
    "1020, true",
    "1062, false",
    "1927, false",
    "0, false",
  })
  void knowsWhatTheDatabaseGaveToAnother(int code, boolean lost) {
    SQLException cause = new SQLException("x", "40001", code);
    assertThat(RetryInterceptor.lostToAnother(cause)).isEqualTo(lost);
    assertThat(
            RetryInterceptor.lostToAnother(
                new IllegalStateException(new RuntimeException(new RuntimeException(cause)))))
        .isEqualTo(lost);
  }

  @Test
  void takesNothingElseForIt() {
    assertThat(RetryInterceptor.lostToAnother(new IllegalStateException("1213"))).isFalse();
    assertThat(RetryInterceptor.lostToAnother(null)).isFalse();
  }

  @Test
  void looksThroughASqlExceptionForAnother() {
    SQLException outer = new SQLException("in a batch", new SQLException("x", "40001", 1213));
    assertThat(RetryInterceptor.lostToAnother(outer)).isTrue();
  }

  @Test
  void endsWhereCausesGoInCircles() {
    RuntimeException one = new RuntimeException();
    one.initCause(new RuntimeException(one));
    assertThat(RetryInterceptor.lostToAnother(one)).isFalse();
  }

  // As Liberty hands on what a Galera server answers to a COMMIT whose rows another server changed.
  @Test
  void looksThroughARefusedCommit() {
    Exception adapter = new Exception("adapter", new SQLException("x", "40001", 1213));
    Exception refused = new HeuristicMixedException("mixed");
    refused.initCause(new XAException("branch").initCause(adapter));
    assertThat(RetryInterceptor.lostToAnother(refused)).isTrue();
  }
}
