package org.allogate.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.allogate.egress.Answer;
import org.allogate.egress.Egress;
import org.allogate.egress.Failure;
import org.allogate.egress.Target;
import org.allogate.trace.Trace;
import org.allogate.webhooks.EndpointSecrets;

/** Sends a delivery: signed, once, and without waiting for the answer. */
@ApplicationScoped
public class Sender {
  @Inject Egress egress;
  @Inject EndpointSecrets secrets;
  @Inject Clock clock;

  /**
   * Sends it.
   *
   * @param ended is told the outcome, on any thread, which it must not keep
   */
  void send(Claimed claimed, Consumer<Outcome> ended) {
    Instant now = clock.instant();
    List<byte[]> opened = opened(claimed.endpoint());
    if (opened.isEmpty()) {
      ended.accept(Outcome.failed(claimed, now, Outcome.NO_SECRET));
      return;
    }
    Optional<URI> target = target(claimed.endpoint().url());
    if (target.isEmpty()) {
      ended.accept(Outcome.failed(claimed, now, Failure.REFUSED_TARGET.wireName()));
      return;
    }
    post(claimed, target.get(), opened, now)
        .whenComplete(
            (answer, error) ->
                ended.accept(
                    error == null
                        ? Outcome.answered(claimed, now, clock.instant(), answer)
                        : Outcome.failed(claimed, now, Failure.CONNECTION_FAILED.wireName())));
  }

  private CompletionStage<Answer> post(
      Claimed claimed, URI target, List<byte[]> opened, Instant now) {
    Map<String, String> headers = headers(claimed, opened, now.getEpochSecond());
    try {
      return egress.post(target, headers, claimed.body());
    } catch (RuntimeException e) {
      // A slot that is never given back would be worse.
      return CompletableFuture.failedStage(e);
    }
  }

  private static Map<String, String> headers(Claimed claimed, List<byte[]> opened, long second) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "Allogate-Webhooks");
    headers.put("webhook-id", claimed.event().toString());
    headers.put("webhook-timestamp", Long.toString(second));
    headers.put("webhook-signature", Signature.of(opened, claimed.event(), second, claimed.body()));
    headers.put(Trace.PARENT, claimed.trace().parent());
    if (claimed.trace().state() != null) {
      headers.put(Trace.STATE, claimed.trace().state());
    }
    return headers;
  }

  // Without the present secret nothing is sent; one before it may be lost.
  private List<byte[]> opened(Claimed.Receiving endpoint) {
    UUID id = endpoint.id();
    return secrets.open(endpoint.secret(), id).stream()
        .flatMap(
            secret ->
                Stream.concat(
                    Stream.of(secret),
                    Stream.ofNullable(endpoint.secretBefore())
                        .flatMap(before -> secrets.open(before, id).stream())))
        .toList();
  }

  // Rules for targets may have become stricter since it was made.
  private static Optional<URI> target(String url) {
    try {
      return Optional.of(Target.parse(url));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
