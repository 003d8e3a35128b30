package io.gradstream.benchmarks.pipeline;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.local.Home;
import io.gradstream.local.LocalBroker;
import io.gradstream.local.LocalFlink;
import io.gradstream.local.LocalProcess;
import io.gradstream.local.LocalRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.NewTopic;

/** Runs one of the jobs over a topic that is already full and sees how fast its output grows. */
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

  /** How fast it goes between the two marks. */
  Speed run(Variant variant, int round) {
    String name = variant.shown() + "-" + round;
    String output = name + ".predictions";
    broker.createTopics(List.of(new NewTopic(output, PARALLELISM, (short) 1)));
    try (LocalRun run = LocalRun.start();
        LocalFlink flink = start(run, variant, name, output);
        TopicSize size = new TopicSize(broker.address(), output)) {
      flink.awaitReady();
      return measure(flink, size, variant.of(events));
    }
  }

  private LocalFlink start(LocalRun run, Variant variant, String name, String output) {
    return switch (variant) {
      case CEILING -> BenchFlink.ceiling(home, run, broker, topic, output, PARALLELISM);
      case IDENTITY -> learner(run, SensorLearner.withoutLayers(name, topic));
      case LEARNING -> learner(run, SensorLearner.keyed(name, topic));
      case POOL -> learner(run, SensorLearner.withDefaultPool(name, topic));
      case ROCKSDB ->
          BenchFlink.learner(
              home,
              run,
              broker,
              SensorLearner.keyed(name, topic),
              snapshots(run),
              PARALLELISM,
              Map.of("state.backend.type", "rocksdb"));
    };
  }

  private LocalFlink learner(LocalRun run, SpecBundle spec) {
    return BenchFlink.learner(home, run, broker, spec, snapshots(run), PARALLELISM);
  }

  private static Path snapshots(LocalRun run) {
    return run.folder().resolve("snapshots");
  }

  private static Speed measure(LocalFlink flink, TopicSize size, long events) {
    long from = awaitSize(flink, size, (long) (WARM * events));
    long fromTime = System.nanoTime();
    Duration fromCpu = cpu(flink);
    long to = awaitSize(flink, size, (long) (DONE * events));
    double seconds = (System.nanoTime() - fromTime) / 1e9;
    double cpuMicros = cpu(flink).minus(fromCpu).toNanos() / 1e3;
    return new Speed((to - from) / seconds, cpuMicros / (to - from));
  }

  /** Time that the processors have given the TaskManager so far. */
  private static Duration cpu(LocalFlink flink) {
    return flink.taskManagers().stream()
        .flatMap(process -> ProcessHandle.of(process.pid()).stream())
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
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
