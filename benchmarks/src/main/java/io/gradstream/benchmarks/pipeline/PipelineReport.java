package io.gradstream.benchmarks.pipeline;

import io.gradstream.benchmarks.Median;
import java.util.Arrays;
import java.util.Locale;

/**
 * What {@code bench pipeline} found.
 *
 * @param ceiling events per second of the bare job, one number a round
 * @param identity of the learner's job with no hidden layers
 * @param learning of the learner's job
 * @param latency event sent to prediction read
 * @param servable labelled event sent to an answer of a version that learned it
 */
record PipelineReport(
    double[] ceiling,
    double[] identity,
    double[] learning,
    Percentiles latency,
    Percentiles servable) {

  /** Learning against the same job without a network. */
  double ratio() {
    return Median.of(learning) / Median.of(identity);
  }

  /** Learning against the bare job. */
  double ceilingRatio() {
    return Median.of(learning) / Median.of(ceiling);
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"ceiling_eps\":%.0f,\"identity_eps\":%.0f,\"learning_eps\":%.0f,\"ratio\":%.3f,"
            + "\"latency_ms\":{\"p50\":%.1f,\"p99\":%.1f},"
            + "\"servable_ms\":{\"p50\":%.1f,\"p99\":%.1f}}",
        Median.of(ceiling),
        Median.of(identity),
        Median.of(learning),
        ratio(),
        latency.p50(),
        latency.p99(),
        servable.p50(),
        servable.p99());
  }

  String text() {
    return String.format(
        Locale.ROOT,
        """
        ceiling    %,9.0f events/s  (bare Kafka -> keyBy -> state -> Kafka; rounds %s)
        identity   %,9.0f events/s  (the learner's job, a network of no hidden layers; rounds %s)
        learning   %,9.0f events/s  (64-32 network, mini-batch 32, label in the event; rounds %s)
        learning / identity  %.3f     goal >= 0.85
        learning / ceiling   %.3f     goal >= 0.50
        event -> prediction, 2,000 events/s:     p50 %.1f ms, p99 %.1f ms   goal p99 <= 50
        event -> learned and served, every 200 ms: p50 %.1f ms, p99 %.1f ms   goal p99 <= 1000
        """,
        Median.of(ceiling),
        rounds(ceiling),
        Median.of(identity),
        rounds(identity),
        Median.of(learning),
        rounds(learning),
        ratio(),
        ceilingRatio(),
        latency.p50(),
        latency.p99(),
        servable.p50(),
        servable.p99());
  }

  private static String rounds(double[] perSecond) {
    return Arrays.toString(Arrays.stream(perSecond).mapToLong(Math::round).toArray());
  }
}
