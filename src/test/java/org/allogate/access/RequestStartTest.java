package org.allogate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.ratelimit.Policy;
import org.junit.jupiter.api.Test;

/** Before anything else a request must have come the right way. */
class RequestStartTest {
  @Test
  void refusesPlainHttpWhenOnlyTlsIsAllowed() {
    assertThatThrownBy(() -> filter(true, false))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.HTTPS_REQUIRED));
  }

  @Test
  void takesTlsAlwaysAndPlainHttpByDefault() {
    assertThatCode(() -> filter(true, true)).doesNotThrowAnyException();
    assertThatCode(() -> filter(false, false)).doesNotThrowAnyException();
  }

  private void filter(boolean httpsOnly, boolean secure) {
    RequestStart start = new RequestStart();
    start.settings = new AccessSettings(List.of(), new Policy(10, 60), Duration.ZERO, httpsOnly);
    start.servletRequest = answering(HttpServletRequest.class, Map.of("isSecure", secure));
    start.filter(answering(ContainerRequestContext.class, Map.of()));
  }

  private static <T> T answering(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.get(method.getName())));
  }
}
