package io.gradstream.benchmarks.pipeline;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.local.Home;
import io.gradstream.local.LocalBroker;
import io.gradstream.local.LocalFlink;
import io.gradstream.local.LocalProcess;
import io.gradstream.local.LocalRun;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Runs one of the three jobs over a topic that is already full and sees how fast its output grows.
 */
final class Throughput {

  static final int PARALLELISM = 2;

  /**
   * Share of the events that only warm the job up: two busy cores leave the compiler little time.
   */
  private static final double WARM = 0.6;

  /** Share at which the clock stops: the partitions do not end at the same moment. */
  private static final double DONE = 0.95;

  private static final long LIMIT = TimeUnit.MINUTES.toNanos(5);

  private final Home home;
  private final LocalBroker broker;
  private final String topic;
  private final long events;

  Throughput(Home home, LocalBroker broker, String topic, long events) {
    this.home = home;
    this.broker = broker;
    this.topic = topic;
    this.events = events;
  }

  /** Events per second between the two marks. */
  double run(Variant variant, int round) {
    String name = variant.name().toLowerCase(Locale.ROOT) + "-" + round;
    String output = name + ".predictions";
    broker.createTopics(List.of(new NewTopic(output, PARALLELISM, (short) 1)));
    try (LocalRun run = LocalRun.start();
        LocalFlink flink = start(run, variant, name, output);
        TopicSize size = new TopicSize(broker.address(), output)) {
      flink.awaitReady();
      return measure(flink, size);
    }
  }

  private LocalFlink start(LocalRun run, Variant variant, String name, String output) {
    return switch (variant) {
      case CEILING -> BenchFlink.ceiling(home, run, broker, topic, output, PARALLELISM);
      case IDENTITY -> learner(run, SensorLearner.withoutLayers(name, topic));
      case LEARNING -> learner(run, SensorLearner.keyed(name, topic));
    };
  }

  private LocalFlink learner(LocalRun run, SpecBundle spec) {
    return BenchFlink.learner(
        home, run, broker, spec, run.folder().resolve("snapshots"), PARALLELISM);
  }

  private double measure(LocalFlink flink, TopicSize size) {
    long from = awaitSize(flink, size, (long) (WARM * events));
    long fromTime = System.nanoTime();
    long to = awaitSize(flink, size, (long) (DONE * events));
    double seconds = (System.nanoTime() - fromTime) / 1e9;
    return (to - from) / seconds;
  }

  private static long awaitSize(LocalFlink flink, TopicSize size, long wanted) {
    long start = System.nanoTime();
    long now = size.now();
    while (now < wanted) {
      flink.jobManager().requireAlive();
      flink.taskManagers().forEach(LocalProcess::requireAlive);
      if (System.nanoTime() - start > LIMIT) {
        throw new IllegalStateException(
            "the job wrote %,d of %,d records in five minutes".formatted(now, wanted));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      now = size.now();
    }
    return now;
  }
}
