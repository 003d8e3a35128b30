package io.gradstream.benchmarks.pipeline;

import io.gradstream.local.Home;
import io.gradstream.local.LocalBroker;
import io.gradstream.local.LocalFlink;
import io.gradstream.local.LocalRun;
import io.gradstream.local.LocalServing;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * How soon an event is answered, and how soon the query service answers from a version that learned
 * it, at a steady rate with the label in the event.
 */
final class Freshness {

  private static final String LEARNER = "freshness";
  private static final String TOPIC = "freshness-events";
  private static final int PER_SECOND = 2_000;
  private static final int WARM_SECONDS = 10;

  private final Home home;
  private final LocalBroker broker;
  private final int seconds;

  /**
   * @param seconds of measurement, after the warm-up
   */
  Freshness(Home home, LocalBroker broker, int seconds) {
    this.home = home;
    this.broker = broker;
    this.seconds = seconds;
  }

  /** Milliseconds at the median and the 99th percentile. */
  record Result(Percentiles latency, Percentiles servable) {}

  Result run() {
    broker.createTopics(
        List.of(
            new NewTopic(TOPIC, 1, (short) 1),
            new NewTopic(LEARNER + ".predictions", 1, (short) 1)));
    try (LocalRun run = LocalRun.start()) {
      Path snapshots = run.folder().resolve("snapshots");
      try (LocalServing serving =
              LocalServing.start(home, run, broker.address(), List.of(LEARNER), snapshots);
          LocalFlink flink =
              BenchFlink.learner(
                  home, run, broker, SensorLearner.single(LEARNER, TOPIC), snapshots, 1)) {
        flink.awaitJob();
        return measure(serving);
      }
    }
  }

  private Result measure(LocalServing serving) {
    int warm = WARM_SECONDS * PER_SECOND;
    int events = warm + seconds * PER_SECOND;
    PredictionTimes predictions =
        new PredictionTimes(broker.address(), LEARNER + ".predictions", events);
    ServedThrough served = new ServedThrough(serving.address(), LEARNER, TOPIC, events);
    Thread reader = start(predictions, "read-predictions");
    Thread asker = start(served, "ask-service");
    try (SensorProducer producer = new SensorProducer(broker.address(), TOPIC, 1, 0)) {
      long[] due = producer.sendSteadily(events, PER_SECOND);
      join(reader, predictions::stop);
      join(asker, served::stop); // the last, partial mini-batch is never learned
      return new Result(
          Percentiles.of(predictions.since(due, warm)), Percentiles.of(served.since(due, warm)));
    } finally {
      predictions.stop();
      served.stop();
    }
  }

  private static Thread start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void join(Thread thread, Runnable stop) {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
      stop.run();
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }
}
