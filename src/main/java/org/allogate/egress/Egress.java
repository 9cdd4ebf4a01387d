package org.allogate.egress;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.Config;

/**
 * Calls to addresses that strangers chose. Nothing is started before the first one.
 *
 * <p>What a target may be is in {@link Target}; where it may lead, in the settings {@code
 * allogate.webhooks.allowed-networks} and {@code allogate.webhooks.allow-http}.
 */
@ApplicationScoped
public class Egress {
  /** Bytes of an answer's body that are kept. */
  public static final int MAX_BODY = 4096;

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  ManagedThreadFactory threads;

  private final EgressSettings settings;
  private Calls calls;
  private boolean closed;

  /** For the container's proxy. */
  protected Egress() {
    settings = null;
  }

  @Inject
  Egress(Config config) {
    settings = EgressSettings.from(config);
  }

  /**
   * Why a target would not be called, if it were now: {@code must ...}. It asks for the host's
   * addresses and waits at most two seconds; a name that has none now is no reason. What is allowed
   * here may still be refused when it is called: then its addresses are others, perhaps.
   *
   * @param target as {@link Target#parse} gave it
   */
  public Optional<String> refusal(URI target) {
    return calls().flatMap(it -> it.refusal(target));
  }

  /**
   * Posts to a target. Redirects are not followed, and nothing is tried again. The stage never
   * completes exceptionally, and within the setting {@code allogate.webhooks.timeout-seconds}; what
   * depends on it runs on a thread that must not be kept waiting.
   *
   * @param target as {@link Target#parse} gave it
   * @param headers besides those of the connection, the host and the body's length
   * @param body not to be changed any more
   */
  public CompletionStage<Answer> post(URI target, Map<String, String> headers, byte[] body) {
    return calls()
        .map(it -> it.post(target, headers, body))
        .orElseGet(
            () ->
                CompletableFuture.completedStage(
                    Answer.failed(Failure.CONNECTION_FAILED, Duration.ZERO)));
  }

  /** How long a post may take. */
  public Duration timeout() {
    return settings.timeout();
  }

  private synchronized Optional<Calls> calls() {
    if (calls == null && !closed) {
      calls = new Calls(settings, Dialler.defaultTls(), Egress::addresses, Egress::isOwn, threads);
    }
    return Optional.ofNullable(calls);
  }

  static List<InetAddress> addresses(String host) {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      return List.of();
    }
  }

  private static boolean isOwn(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return true; // whoever cannot tell keeps away
    }
  }

  @PreDestroy
  synchronized void close() {
    closed = true;
    if (calls != null) {
      calls.close();
      calls = null;
    }
  }
}
