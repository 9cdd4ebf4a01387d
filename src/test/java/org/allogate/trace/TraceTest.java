package org.allogate.trace;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.allogate.HandMadeRequest;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";

  @Test
  void goesOnInTheTraceOfTheClientUnderASpanOfItsOwn() {
    HttpServletRequest request =
        new HandMadeRequest()
            .header("traceparent", PARENT)
            .header("tracestate", "a=1")
            .header("tracestate", "b=2")
            .build();
    Trace trace = Trace.of(request);
    assertThat(trace.traceId()).isEqualTo(TRACE);
    assertThat(trace.spanId()).matches("[0-9a-f]{16}").isNotEqualTo(SPAN);
    assertThat(trace.sampled()).isTrue();
    assertThat(trace.state()).isEqualTo("a=1,b=2");
    assertThat(trace.parent()).isEqualTo("00-" + TRACE + "-" + trace.spanId() + "-01");
    assertThat(Trace.of(request)).isSameAs(trace);
  }

  @Test
  void isNewWhereTheClientNamesNoneOrMoreThanOne() {
    assertThat(Trace.of(new HandMadeRequest().build()).sampled()).isFalse();
    Trace second = Trace.from(List.of(PARENT, PARENT.replace("4bf", "5bf")), List.of("a=1"));
    assertThat(second.traceId()).isNotEqualTo(TRACE);
    assertThat(second.sampled()).isFalse();
    assertThat(second.state()).isNull();
  }

  @Test
  void losesTheStateOfAParentThatIsNone() {
    assertThat(Trace.from(List.of("garbage"), List.of("a=1")).state()).isNull();
    assertThat(Trace.from(List.of(), List.of("a=1")).state()).isNull();
  }

  @Test
  void losesABadStateAndNotTheTrace() {
    Trace trace = Trace.from(List.of(PARENT), List.of("a"));
    assertThat(trace.traceId()).isEqualTo(TRACE);
    assertThat(trace.state()).isNull();
  }

  @Test
  void goesOnBelowWhatWasWrittenDown() {
    Trace cause = Trace.from(List.of(PARENT), List.of("a=1"));
    Trace first = Trace.below(cause.parent(), cause.state());
    Trace second = Trace.below(cause.parent(), cause.state());
    assertThat(List.of(first, second))
        .allMatch(it -> it.traceId().equals(TRACE) && it.sampled() && it.state().equals("a=1"));
    assertThat(Set.of(SPAN, cause.spanId(), first.spanId(), second.spanId())).hasSize(4);
    assertThat(Trace.below(null, null).traceId()).isNotEqualTo(TRACE);
  }

  @Test
  void isReadableByWhoeverIsCalled() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      Trace fresh = Trace.fresh();
      assertThat(TraceParent.parse(fresh.parent()))
          .isEqualTo(new TraceParent(fresh.traceId(), fresh.spanId(), false));
      ids.add(fresh.traceId());
      ids.add(fresh.spanId());
    }
    assertThat(ids).hasSize(2_000);
  }
}
