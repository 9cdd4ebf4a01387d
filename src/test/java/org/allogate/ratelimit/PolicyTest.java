package org.allogate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "1000000, 86400"})
  void takesItsBounds(int limit, int windowSeconds) {
    Policy policy = new Policy(limit, windowSeconds);
    assertThat(Policy.parse(policy.toString())).containsExactly(policy);
  }

  @ParameterizedTest
  @CsvSource({"0, 60", "-1, 60", "1000001, 60", "60, 0", "60, -1", "60, 86401"})
  void refusesFiguresOutsideThem(int limit, int windowSeconds) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Policy(limit, windowSeconds));
  }

  @Test
  void writesAndReadsTheHeader() {
    List<Policy> policies = List.of(new Policy(60, 60), new Policy(1_000, 3_600));
    assertThat(Policy.header(policies)).isEqualTo("60;w=60, 1000;w=3600");
    assertThat(Policy.parse("60;w=60, 1000;w=3600")).isEqualTo(policies);
    assertThat(Policy.parse(" 60;w=60 ,1000;w=3600")).isEqualTo(policies);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "60",
        "60;w=",
        "60;w=60,",
        "60;w=60;w=60",
        "60; w=60",
        "-1;w=60",
        "0;w=60",
        "60;w=86401",
        "99999999999;w=60",
        "١;w=60",
        "1;w=1,1;w=2,1;w=3,1;w=4,1;w=5"
      })
  void refusesWhatIsNoHeader(String header) {
    assertThatIllegalArgumentException().isThrownBy(() -> Policy.parse(header));
  }
}
