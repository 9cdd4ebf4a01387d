package org.allogate.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.junit.jupiter.api.Test;

/** A body is as long as its method says, announced or counted, and 1 MiB unless it says. */
class BodyBoundTest {
  private static final int MIB = 1 << 20;

  private InputStream body;
  private Method method = Object.class.getMethods()[0];

  @MaxBody(3)
  void takesThree() {}

  @Test
  void refusesALengthOfMoreThanOneMebibyte() {
    assertThatCode(() -> filter(MIB)).doesNotThrowAnyException();
    assertThatThrownBy(() -> filter(MIB + 1)).satisfies(this::isTooLarge);
  }

  @Test
  void endsABodyThatGrowsBeyondOneMebibyte() throws IOException {
    body = new ByteArrayInputStream(new byte[MIB]);
    filter(-1);
    assertThat(body.readAllBytes()).hasSize(MIB);

    body = new ByteArrayInputStream(new byte[MIB + 1]);
    filter(-1);
    assertThatThrownBy(() -> body.readAllBytes()).satisfies(this::isTooLarge);
  }

  @Test
  void readsSingleBytesUnsigned() throws IOException {
    body = new ByteArrayInputStream(new byte[] {-1});
    filter(-1);
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
    filter(-1);
    assertThatThrownBy(() -> body.read())
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_REQUEST));
  }

  private void isTooLarge(Throwable thrown) {
    assertThat(((ProblemException) thrown).type()).isEqualTo(ProblemType.PAYLOAD_TOO_LARGE);
  }

  @Test
  void takesWhatTheMethodSays() throws Exception {
    method = BodyBoundTest.class.getDeclaredMethod("takesThree");
    assertThatCode(() -> filter(3)).doesNotThrowAnyException();
    assertThatThrownBy(() -> filter(4)).satisfies(this::isTooLarge);
    body = new ByteArrayInputStream(new byte[3]);
    filter(-1);
    assertThat(body.readAllBytes()).hasSize(3);
    body = new ByteArrayInputStream(new byte[4]);
    filter(-1);
    assertThatThrownBy(() -> body.readAllBytes()).satisfies(this::isTooLarge);
  }

  private void filter(long length) {
    BodyBound bound = new BodyBound();
    bound.servletRequest =
        answering(HttpServletRequest.class, Map.of("getContentLengthLong", length));
    bound.resource = answering(ResourceInfo.class, Map.of("getResourceMethod", method));
    bound.filter(request());
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
