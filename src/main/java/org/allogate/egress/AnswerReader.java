package org.allogate.egress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Reads an answer's head and the beginning of its body. What was read counts, however the exchange
 * ends; it may be asked for at any time.
 */
final class AnswerReader implements AsyncResponseConsumer<Void> {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status;
  private String retryAfter;
  private FutureCallback<Void> end;

  /** The answer so far; empty as long as there is no head of one. */
  synchronized Optional<Answer> answer(Duration took) {
    return status == 0
        ? Optional.empty()
        : Optional.of(new Answer(status, null, retryAfter, body.toByteArray(), took));
  }

  @Override
  public synchronized void consumeResponse(
      HttpResponse response, EntityDetails entity, HttpContext context, FutureCallback<Void> end) {
    Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
    retryAfter = header == null ? null : header.getValue();
    status = response.getCode();
    this.end = end;
    if (entity == null) {
      end.completed(null);
    }
  }

  @Override
  public void informationResponse(HttpResponse response, HttpContext context) {
    // The final one is awaited (RFC 9110 15.2).
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    channel.update(Egress.MAX_BODY);
  }

  /**
   * Takes what there is room for.
   *
   * @throws IOException when there is none left: it ends the exchange and closes the connection
   */
  @Override
  public synchronized void consume(ByteBuffer bytes) throws IOException {
    byte[] taken = new byte[Math.min(bytes.remaining(), Egress.MAX_BODY - body.size())];
    bytes.get(taken);
    body.write(taken);
    if (body.size() == Egress.MAX_BODY) {
      throw new IOException("enough");
    }
  }

  @Override
  public synchronized void streamEnd(List<? extends Header> trailers) {
    end.completed(null);
  }

  @Override
  public void failed(Exception cause) {
    // The call is told of it, too.
  }

  @Override
  public void releaseResources() {
    // What was read is still to be asked for.
  }
}
