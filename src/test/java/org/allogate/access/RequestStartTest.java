package org.allogate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.ratelimit.Policy;
import org.junit.jupiter.api.Test;

/** Before anything else a request must have come the right way and carry a body that fits. */
class RequestStartTest {
  private static final int MIB = 1 << 20;

  private InputStream body;

  @Test
  void refusesPlainHttpWhenOnlyTlsIsAllowed() {
    assertThatThrownBy(() -> filter(true, false, 0))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.HTTPS_REQUIRED));
  }

  @Test
  void takesTlsAlwaysAndPlainHttpByDefault() {
    assertThatCode(() -> filter(true, true, 0)).doesNotThrowAnyException();
    assertThatCode(() -> filter(false, false, 0)).doesNotThrowAnyException();
  }

  @Test
  void refusesALengthOfMoreThanOneMebibyte() {
    assertThatCode(() -> filter(false, false, MIB)).doesNotThrowAnyException();
    assertThatThrownBy(() -> filter(false, false, MIB + 1)).satisfies(this::isTooLarge);
  }

  @Test
  void endsABodyThatGrowsBeyondOneMebibyte() throws IOException {
    body = new ByteArrayInputStream(new byte[MIB]);
    filter(false, false, -1);
    assertThat(body.readAllBytes()).hasSize(MIB);

    body = new ByteArrayInputStream(new byte[MIB + 1]);
    filter(false, false, -1);
    assertThatThrownBy(() -> body.readAllBytes()).satisfies(this::isTooLarge);
  }

  @Test
  void readsSingleBytesUnsigned() throws IOException {
    body = new ByteArrayInputStream(new byte[] {-1});
    filter(false, false, -1);
    assertThat(body.read()).isEqualTo(255);
    assertThat(body.read()).isEqualTo(-1);
  }

  @Test
  void blamesTheSenderForABodyThatBreaksOff() {
    body =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("closed");
          }
        };
    filter(false, false, -1);
    assertThatThrownBy(() -> body.read())
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_REQUEST));
  }

  private void isTooLarge(Throwable thrown) {
    assertThat(((ProblemException) thrown).type()).isEqualTo(ProblemType.PAYLOAD_TOO_LARGE);
  }

  private void filter(boolean httpsOnly, boolean secure, long length) {
    RequestStart start = new RequestStart();
    start.settings = new AccessSettings(List.of(), new Policy(10, 60), Duration.ZERO, httpsOnly);
    start.servletRequest =
        answering(
            HttpServletRequest.class, Map.of("isSecure", secure, "getContentLengthLong", length));
    start.filter(request());
  }

  /** Holds nothing but the body. */
  private ContainerRequestContext request() {
    return (ContainerRequestContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ContainerRequestContext.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("setEntityStream")) {
                body = (InputStream) arguments[0];
              }
              return Map.<String, Object>of("hasEntity", body != null)
                  .getOrDefault(
                      method.getName(), method.getName().equals("getEntityStream") ? body : null);
            });
  }

  private static <T> T answering(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.get(method.getName())));
  }
}
