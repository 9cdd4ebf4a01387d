package org.allogate.egress;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;

/** One call: to the addresses of its target in turn until one takes it, and never a second time. */
final class Call {
  private final long start = System.nanoTime();
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AnswerReader reader = new AnswerReader();
  private final Dialler dialler;
  private final URI target;
  private final Map<String, String> headers;
  private final byte[] body;
  private Future<?> exchange;
  private int left = Integer.MAX_VALUE;

  Call(Dialler dialler, URI target, Map<String, String> headers, byte[] body) {
    this.dialler = dialler;
    this.target = target;
    this.headers = headers;
    this.body = body;
  }

  /** Completes with the answer or the failure, never exceptionally. */
  CompletableFuture<Answer> answer() {
    return answer;
  }

  /** Dials the first of some addresses that were checked, and the others if it must. */
  void dial(List<InetAddress> addresses) {
    if (ended.get()) {
      return;
    }
    try {
      dialled(
          addresses.size(),
          dialler.post(target, addresses.get(0), headers, body, reader, new Exchange(addresses)));
    } catch (RuntimeException e) {
      end(Failure.CONNECTION_FAILED);
    }
    if (ended.get()) {
      hangUp();
    }
  }

  // An exchange may have failed, and the next have begun, before it is known here.
  private synchronized void dialled(int addressesLeft, Future<?> started) {
    if (addressesLeft < left) {
      left = addressesLeft;
      exchange = started;
    }
  }

  /** Ends the call, with the answer if its head is there, if it did not end before. */
  void end(Failure failure) {
    if (ended.compareAndSet(false, true)) {
      hangUp();
      complete(failure);
    }
  }

  private synchronized void hangUp() {
    if (exchange != null) {
      exchange.cancel(true);
    }
  }

  private void complete(Failure failure) {
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    answer.complete(reader.answer(took).orElseGet(() -> Answer.failed(failure, took)));
  }

  private static Failure failure(Exception e) {
    if (e instanceof SSLException) {
      return Failure.TLS_FAILED;
    }
    if (e instanceof SocketTimeoutException) {
      return Failure.TIMED_OUT;
    }
    return e instanceof HttpException
            || e instanceof MessageConstraintException
            || e instanceof MalformedChunkCodingException
        ? Failure.PROTOCOL_ERROR
        : Failure.CONNECTION_FAILED;
  }

  private static boolean isUnreachable(Exception e) {
    return e instanceof ConnectException
        || e instanceof ConnectTimeoutException
        || e instanceof NoRouteToHostException;
  }

  /** How an exchange with the first of some addresses ends. */
  private final class Exchange implements FutureCallback<Void> {
    private final List<InetAddress> addresses;

    Exchange(List<InetAddress> addresses) {
      this.addresses = addresses;
    }

    @Override
    public void completed(Void nothing) {
      // The connection may serve another call: nothing is hung up.
      if (ended.compareAndSet(false, true)) {
        complete(Failure.PROTOCOL_ERROR);
      }
    }

    @Override
    public void failed(Exception e) {
      if (isUnreachable(e) && addresses.size() > 1) {
        dial(addresses.subList(1, addresses.size()));
      } else {
        end(failure(e));
      }
    }

    @Override
    public void cancelled() {
      end(Failure.CONNECTION_FAILED);
    }
  }
}
