package org.allogate.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;

/**
 * What holds for every request, matched or not: when it began, how it came, how long its body is.
 */
@Provider
@PreMatching
@ApplicationScoped
@Priority(0)
public class RequestStart implements ContainerRequestFilter {
  static final String BEGAN = "org.allogate.began";
  private static final int MAX_BODY_BYTES = 1 << 20;

  @Context HttpServletRequest servletRequest;
  @Inject AccessSettings settings;

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(BEGAN, System.nanoTime());
    if (settings.httpsOnly() && !servletRequest.isSecure()) {
      throw new ProblemException(ProblemType.HTTPS_REQUIRED, "This deployment refuses plain HTTP.");
    }
    if (servletRequest.getContentLengthLong() > MAX_BODY_BYTES) {
      throw tooLarge();
    }
    if (request.hasEntity()) {
      request.setEntityStream(new Bounded(request.getEntityStream()));
    }
  }

  private static ProblemException tooLarge() {
    return new ProblemException(
        ProblemType.PAYLOAD_TOO_LARGE, "The body has more than " + MAX_BODY_BYTES + " bytes.");
  }

  /** A body, cut off where it becomes too long, whatever length was announced. */
  private static final class Bounded extends InputStream {
    private final InputStream body;
    private int left = MAX_BODY_BYTES;

    Bounded(InputStream body) {
      this.body = body;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      try {
        int count = body.read(target, offset, length);
        take(Math.max(count, 0));
        return count;
      } catch (IOException e) {
        // Badly framed or broken off: the sender's doing, never ours.
        throw new ProblemException(
            ProblemType.MALFORMED_REQUEST, "The body cannot be read to its end.");
      }
    }

    @Override
    public void close() throws IOException {
      body.close();
    }

    private void take(int count) {
      left -= count;
      if (left < 0) {
        throw tooLarge();
      }
    }
  }
}
