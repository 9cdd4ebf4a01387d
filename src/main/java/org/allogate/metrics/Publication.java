package org.allogate.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;

/** Tells the server's registry what was counted, where there is one. */
@ApplicationScoped
public class Publication {
  @Inject MetricRegistry registry;
  @Inject Meters meters;

  private final List<Told> told = new ArrayList<>();
  private String application;

  synchronized void onStart(@Observes @Initialized(ApplicationScoped.class) ServletContext it) {
    application = it.getContextPath().isEmpty() ? "/" : it.getContextPath();
  }

  synchronized void onPulse(@Observes Pulse pulse) {
    if (application != null) {
      meters.fresh().forEach(this::publish);
      told.forEach(Told::tell);
    }
  }

  private void publish(Meter meter) {
    if (meter instanceof Meter.Growing it) {
      told.add(new Told(it.sum(), registry.counter(metadata(it.label()), tags(it.label()))));
    } else if (meter instanceof Meter.Level it) {
      registry.gauge(metadata(it.label()), () -> value(it.value()), tags(it.label()));
    } else if (meter instanceof Meter.Spread it) {
      it.durations().publishTo(registry.histogram(micros(it.label()), tags(it.label()))::update);
    }
  }

  // One that cannot be told must not take the others with it.
  private static double value(DoubleSupplier level) {
    try {
      return level.getAsDouble();
    } catch (RuntimeException e) {
      return Double.NaN;
    }
  }

  private static Metadata metadata(Meter.Label label) {
    return Metadata.builder().withName(label.name()).withDescription(label.help()).build();
  }

  private static Metadata micros(Meter.Label label) {
    return Metadata.builder(metadata(label)).withUnit(MetricUnits.MICROSECONDS).build();
  }

  private Tag[] tags(Meter.Label label) {
    List<String> tags = label.tags();
    return Stream.concat(
            Stream.of(new Tag("app", application)),
            IntStream.range(0, tags.size() / 2)
                .mapToObj(i -> new Tag(tags.get(2 * i), tags.get(2 * i + 1))))
        .toArray(Tag[]::new);
  }

  /** What grows, and how much of it the registry knows. */
  private static final class Told {
    private final LongSupplier sum;
    private final Counter counter;
    private long known;

    private Told(LongSupplier sum, Counter counter) {
      this.sum = sum;
      this.counter = counter;
    }

    private void tell() {
      long now = sum.getAsLong();
      if (now > known) {
        counter.inc(now - known);
        known = now;
      }
    }
  }
}
