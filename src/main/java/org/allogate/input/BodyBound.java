package org.allogate.input;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;

/**
 * Bounds every body, announced or counted, before anybody looks at the credential: 1 MiB, or what
 * the method says with {@link MaxBody}. After matching, because that is known by then; of what
 * matches nothing no body is read.
 */
@Provider
@ApplicationScoped
@Priority(BodyBound.PRIORITY)
public class BodyBound implements ContainerRequestFilter {
  static final int PRIORITY = 100;
  private static final long USUAL = 1 << 20;

  @Context ResourceInfo resource;
  @Context HttpServletRequest servletRequest;

  @Override
  public void filter(ContainerRequestContext request) {
    long most = most(resource.getResourceMethod());
    if (servletRequest.getContentLengthLong() > most) {
      throw tooLarge(most);
    }
    if (request.hasEntity()) {
      request.setEntityStream(new Bounded(request.getEntityStream(), most));
    }
  }

  private static long most(Method method) {
    MaxBody said = method == null ? null : method.getAnnotation(MaxBody.class);
    return said == null ? USUAL : said.value();
  }

  private static ProblemException tooLarge(long most) {
    return new ProblemException(
        ProblemType.PAYLOAD_TOO_LARGE, "The body has more than " + most + " bytes.");
  }

  /** A body, cut off where it becomes too long, whatever length was announced. */
  private static final class Bounded extends InputStream {
    private final InputStream body;
    private final long most;
    private long left;

    Bounded(InputStream body, long most) {
      this.body = body;
      this.most = most;
      this.left = most;
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
        throw tooLarge(most);
      }
    }
  }
}
