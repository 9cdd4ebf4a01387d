package org.allogate.egress;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/** Calls under way: each looks its host's addresses up once, has all of them checked, and dials. */
final class Calls implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 2;
  private static final int TIDY_SECONDS = 5;

  private final EgressSettings settings;
  private final AddressRules rules;
  private final Lookups lookups;
  private final Dialler dialler;
  private final ScheduledThreadPoolExecutor timer;
  private final Set<Call> open = ConcurrentHashMap.newKeySet();

  /**
   * @param resolver gives the addresses of a host, none when it is unknown
   * @param own whether an address is this machine's
   */
  Calls(
      EgressSettings settings,
      SSLContext tls,
      Function<String, List<InetAddress>> resolver,
      Predicate<InetAddress> own,
      ThreadFactory threads) {
    this.settings = settings;
    rules = new AddressRules(settings, own);
    lookups = new Lookups(resolver, threads);
    dialler = new Dialler(tls, settings.timeout(), threads);
    timer = new ScheduledThreadPoolExecutor(1, threads);
    timer.setRemoveOnCancelPolicy(true);
    timer.scheduleWithFixedDelay(dialler::tidy, TIDY_SECONDS, TIDY_SECONDS, TimeUnit.SECONDS);
  }

  Optional<String> refusal(URI target) {
    try {
      return rules.refusal(
          target, lookups.of(Target.host(target)).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return rules.refusal(target, List.of());
    } catch (ExecutionException | TimeoutException e) {
      return rules.refusal(target, List.of());
    }
  }

  CompletionStage<Answer> post(URI target, Map<String, String> headers, byte[] body) {
    Call call = new Call(dialler, target, headers, body);
    open.add(call);
    CompletionStage<Answer> answer = call.answer().whenComplete((it, error) -> open.remove(call));
    try {
      ScheduledFuture<?> timeout =
          timer.schedule(
              () -> call.end(Failure.TIMED_OUT),
              settings.timeout().toMillis(),
              TimeUnit.MILLISECONDS);
      call.answer().whenComplete((it, error) -> timeout.cancel(false));
      lookups
          .of(Target.host(target))
          .whenComplete((addresses, error) -> dial(call, target, addresses));
    } catch (RejectedExecutionException e) {
      call.end(Failure.CONNECTION_FAILED); // closed
    }
    return answer;
  }

  private void dial(Call call, URI target, List<InetAddress> addresses) {
    try {
      dialChecked(call, target, addresses);
    } catch (RuntimeException e) {
      call.end(Failure.CONNECTION_FAILED);
    }
  }

  private void dialChecked(Call call, URI target, List<InetAddress> addresses) {
    if (addresses.isEmpty()) {
      call.end(Failure.NAME_NOT_FOUND);
    } else if (rules.refusal(target, addresses).isPresent()) {
      call.end(Failure.REFUSED_TARGET);
    } else {
      call.dial(named(Target.name(target), addresses));
    }
  }

  // With their name, so that nobody asks a name server for it, and without zones.
  private static List<InetAddress> named(String name, List<InetAddress> addresses) {
    List<InetAddress> named = new ArrayList<>();
    for (InetAddress address : addresses) {
      try {
        named.add(InetAddress.getByAddress(name, address.getAddress()));
      } catch (UnknownHostException e) {
        throw new IllegalStateException(e);
      }
    }
    return named;
  }

  /** Ends all calls. */
  @Override
  public void close() {
    timer.shutdownNow();
    lookups.close();
    open.forEach(call -> call.end(Failure.CONNECTION_FAILED));
    dialler.close();
  }
}
