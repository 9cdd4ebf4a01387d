package org.allogate.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.allogate.egress.Egress;
import org.allogate.metrics.Count;
import org.allogate.metrics.Meters;
import org.allogate.outbox.DeliveriesDue;
import org.eclipse.microprofile.config.Config;

/**
 * Does what is to be done, one thing at a time: writes outcomes down, makes deliveries of events,
 * sends what is due, until nothing of it is left. What was answered waits in memory until the
 * database has it and keeps its slot for so long, which bounds how much that can be.
 */
@ApplicationScoped
public class Dispatcher {
  private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());
  private static final int OUTCOMES = 200;
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration AFTER_A_CALL = Duration.ofSeconds(1);

  @Inject Outcomes outcomes;
  @Inject Disabling disabling;
  @Inject Fanout fanout;
  @Inject Claims claims;
  @Inject Sender sender;
  @Inject Egress egress;

  private final DispatchSettings settings;
  private final Slots slots;
  private final Queue<Outcome> ended = new ConcurrentLinkedQueue<>();
  private final ReentrantLock working = new ReentrantLock();
  private final AtomicBoolean asked = new AtomicBoolean();
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean resting = new AtomicBoolean();
  private volatile Runnable start = () -> {};
  private volatile Consumer<Runnable> later = Runnable::run;
  private volatile boolean failing;
  private volatile boolean ending;
  private boolean told;
  private Count delivered;
  private Count failed;

  /** For the container's proxy. */
  protected Dispatcher() {
    settings = null;
    slots = null;
  }

  @Inject
  Dispatcher(Config config) {
    settings = DispatchSettings.from(config);
    slots = settings.slots();
  }

  @Inject
  void watched(Meters meters) {
    meters.level("allogate_webhooks_under_way", "Deliveries under way here.", slots::taken);
    delivered = attempts(meters, "delivered");
    failed = attempts(meters, "failed");
  }

  private static Count attempts(Meters meters, String result) {
    return meters.count("allogate_webhook_attempts", "Deliveries tried.", "result", result);
  }

  /**
   * Begins.
   *
   * @param start has {@link #run} run soon, on another thread
   * @param later has something run after the pause between two fan-outs
   */
  void begin(Runnable start, Consumer<Runnable> later) {
    this.start = start;
    this.later = later;
    look();
  }

  /** Looks for work, also after a failure. */
  void look() {
    failing = false;
    wake();
  }

  void onDue(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeliveriesDue due) {
    wake();
  }

  // After a failure only the timer asks again: without the database each end of a call would.
  private void wake() {
    asked.set(true);
    if (settings.on() && !failing && started.compareAndSet(false, true)) {
      try {
        start.run();
      } catch (RejectedExecutionException e) {
        // The server ends; what is answered by then is written by the end of this.
        started.set(false);
      }
    }
  }

  /** Works until nothing is left. */
  void run() {
    working.lock();
    try {
      while (asked.getAndSet(false)) {
        boolean more = true;
        while (more) {
          more = pass();
        }
      }
      told = false;
    } catch (RuntimeException e) {
      failing = true;
      if (!told) {
        LOG.log(Level.WARNING, e, () -> "Webhooks wait; what was answered is kept");
      }
      told = true;
    } finally {
      working.unlock();
      started.set(false);
    }
    if (asked.get()) {
      wake();
    }
  }

  private boolean pass() {
    boolean more = write();
    return !ending && (fanOut() | send() | more);
  }

  private boolean write() {
    List<Outcome> batch = ended.stream().limit(OUTCOMES).toList();
    if (!batch.isEmpty()) {
      Map<UUID, Outcomes.Fault> over = outcomes.write(batch);
      for (Outcome it : batch) {
        ended.remove();
        slots.free(
            it.claimed().endpoint().tenant(), it.claimed().endpoint().id(), it.claimed().id());
      }
      over.forEach(this::disable);
    }
    return !batch.isEmpty();
  }

  private void disable(UUID endpoint, Outcomes.Fault fault) {
    try {
      disabling.disable(endpoint, fault);
    } catch (RuntimeException e) {
      // Nobody else's deliveries wait for that, and its next failure leads here again.
      LOG.log(Level.WARNING, e, () -> "Endpoint " + endpoint + " is not disabled yet");
    }
  }

  // An event that comes alone is sent at once; of many, those of a moment are done in one go, for
  // each go costs the database as much as several events.
  private boolean fanOut() {
    if (resting.get()) {
      return false;
    }
    int events = fanout.some();
    if (events > 0 && events < Fanout.EVENTS) {
      rest();
    }
    return events > 0;
  }

  private void rest() {
    resting.set(true);
    try {
      later.accept(this::goOn);
    } catch (RejectedExecutionException e) {
      resting.set(false);
    }
  }

  private void goOn() {
    resting.set(false);
    wake();
  }

  private boolean send() {
    List<UUID> waited = slots.waited();
    if (!waited.isEmpty()) {
      claims.wake(waited);
    }
    if (slots.free() == 0) {
      return false;
    }
    Claims.Taken taken = claims.take(slots);
    taken.waiting().forEach(it -> slots.await(it.tenant(), it.id()));
    for (Claimed each : taken.claimed()) {
      slots.take(each.endpoint().tenant(), each.endpoint().id(), each.id());
    }
    for (Claimed each : taken.claimed()) {
      sender.send(each, this::ended);
    }
    return taken.lanes() > 0;
  }

  private void ended(Outcome outcome) {
    (outcome.delivered() ? delivered : failed).add();
    ended.add(outcome);
    wake();
  }

  /** Begins nothing more, and waits for what is under way as long as that can take. */
  void end() {
    ending = true;
    long pauses = egress.timeout().plus(AFTER_A_CALL).dividedBy(PAUSE);
    for (long i = 0; i < pauses && slots.taken() > 0; i++) {
      working.lock();
      try {
        write();
      } finally {
        working.unlock();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
