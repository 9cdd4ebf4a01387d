package org.allogate.egress;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLException;

/** Calls to addresses that strangers chose. */
@ApplicationScoped
public class Egress {
  /** Bytes of an answer's body that are kept. */
  public static final int MAX_BODY = 4096;

  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * Why a target would not be called, if it were now: {@code must not ...}. It asks for the host's
   * addresses and waits at most two seconds; a name that has none now is no reason.
   *
   * @param target as {@link Target#parse} gave it
   */
  public Optional<String> refusal(URI target) {
    return Optional.empty();
  }

  /**
   * Posts to a target. The stage never completes exceptionally, and within the total time; what
   * depends on it runs on a thread that must not be kept waiting.
   *
   * @param target as {@link Target#parse} gave it
   * @param headers besides those that HTTP needs
   */
  public CompletionStage<Answer> post(URI target, Map<String, String> headers, byte[] body) {
    long start = System.nanoTime();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target).timeout(TIMEOUT).POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return client
        .sendAsync(request.build(), BodyHandlers.ofByteArray())
        .handle(
            (response, error) -> {
              Duration took = Duration.ofNanos(System.nanoTime() - start);
              return error == null ? answer(response, took) : Answer.failed(failure(error), took);
            });
  }

  private static Answer answer(HttpResponse<byte[]> response, Duration took) {
    byte[] body = response.body();
    return new Answer(
        response.statusCode(),
        null,
        response.headers().firstValue("Retry-After").orElse(null),
        body.length > MAX_BODY ? Arrays.copyOf(body, MAX_BODY) : body,
        took);
  }

  private static Failure failure(Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    if (cause instanceof HttpTimeoutException) {
      return Failure.TIMED_OUT;
    }
    if (cause instanceof SSLException) {
      return Failure.TLS_FAILED;
    }
    return cause instanceof ConnectException || !(cause instanceof IOException)
        ? Failure.CONNECTION_FAILED
        : Failure.PROTOCOL_ERROR;
  }
}
