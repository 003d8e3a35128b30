package io.gradstream.serving.report;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** How long something took, as counts within bounds. Thread safe. */
public final class Distribution {

  private static final double[] BOUNDS = { // seconds
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
  };

  private final LongAdder[] counts =
      Stream.generate(LongAdder::new).limit(BOUNDS.length + 1L).toArray(LongAdder[]::new);
  private final LongAdder nanos = new LongAdder();

  public void add(long tookNanos) {
    double seconds = seconds(tookNanos);
    int bound = 0;
    while (bound < BOUNDS.length && seconds > BOUNDS[bound]) {
      bound++;
    }
    counts[bound].increment();
    nanos.add(tookNanos);
  }

  /** Writes it as a histogram, in seconds. */
  public void write(Metric metric, Measures into) {
    into.begin(metric);
    long sum = 0;
    for (int i = 0; i <= BOUNDS.length; i++) {
      sum += counts[i].sum();
      into.value("_bucket", sum, "le", i == BOUNDS.length ? "+Inf" : Double.toString(BOUNDS[i]));
    }
    into.value("_sum", seconds(nanos.sum()));
    into.value("_count", sum);
  }

  private static double seconds(long nanos) {
    return nanos / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
