package io.gradstream.e2e;

import io.gradstream.jobs.JobOptions;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.local.FlinkCheckpoints;
import io.gradstream.local.FlinkCheckpoints.Checkpoint;
import io.gradstream.local.JobStart;
import io.gradstream.local.LearnerJobs;
import io.gradstream.local.reports.LearnerReports;
import io.gradstream.local.reports.Standing;
import io.gradstream.local.reports.Standing.ModelScores;
import io.gradstream.schemas.DeadLetterCodec;
import io.gradstream.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.NewTopic;

/** A learner as a job of the cluster; cancelled at the end. Used by one thread. */
final class RunningLearner implements AutoCloseable {

  private static final int PARALLELISM = 2;
  private static final Set<String> ENDED = Set.of("CANCELED", "FINISHED", "FAILED");
  private static final List<String> CHECKPOINTS = List.of("--checkpoint-interval", "PT1S");
  private static final Duration POLL = Duration.ofMillis(100);

  private final Cluster cluster;
  private final LearnerSpec spec;
  private final String job;
  private final LearnerReports reports;

  private RunningLearner(Cluster cluster, LearnerSpec spec, String job) {
    this.cluster = cluster;
    this.spec = spec;
    this.job = job;
    this.reports = new LearnerReports(spec.name(), cluster.broker().address());
  }

  /** Makes the learner's topics and starts it. */
  static RunningLearner deploy(Cluster cluster, String specFile) {
    return deploy(cluster, Learners.read(specFile));
  }

  /** Makes the learner's topics and starts it. */
  static RunningLearner deploy(Cluster cluster, LearnerSpec spec) {
    makeTopics(cluster, spec);
    return start(cluster, spec);
  }

  static void makeTopics(Cluster cluster, LearnerSpec spec) {
    cluster
        .broker()
        .createTopics(List.of(topic(spec.events().topic()), topic(labels(spec).topic())));
  }

  /** Starts a learner, whether its topics are there or not. */
  static RunningLearner deployAgain(Cluster cluster, String specFile) {
    return deployAgain(cluster, Learners.read(specFile));
  }

  /** Starts a learner, whether its topics are there or not. */
  static RunningLearner deployAgain(Cluster cluster, LearnerSpec spec) {
    return start(cluster, spec);
  }

  /**
   * Starts a learner from what one was stopped with.
   *
   * @param warmStart whether it is enough that something of it fits
   */
  static RunningLearner goOn(
      Cluster cluster, LearnerSpec spec, String savepoint, boolean warmStart) {
    JobStart start = new JobStart(PARALLELISM, Optional.of(savepoint), Map.of());
    return start(cluster, spec, start, warmStart);
  }

  private static RunningLearner start(Cluster cluster, LearnerSpec spec) {
    return start(cluster, spec, JobStart.anew(PARALLELISM), false);
  }

  private static RunningLearner start(
      Cluster cluster, LearnerSpec spec, JobStart start, boolean warmStart) {
    JobOptions options =
        JobOptions.of(
                spec.source(), cluster.broker().address(), cluster.run().folder().resolve("large"))
            .withWarmStart(warmStart);
    List<String> arguments = new ArrayList<>(options.toArguments());
    arguments.addAll(CHECKPOINTS);
    try {
      String job = LearnerJobs.submit(cluster.home(), cluster.flink().rest(), arguments, start);
      return new RunningLearner(cluster, spec, job);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot send the job's jar", e);
    }
  }

  /** A topic that takes the largest records of these tests. */
  private static NewTopic topic(String name) {
    return new NewTopic(name, PARALLELISM, (short) 1)
        .configs(Map.of("max.message.bytes", Integer.toString(32 << 20)));
  }

  LearnerSpec spec() {
    return spec;
  }

  String events() {
    return spec.events().topic();
  }

  String labels() {
    return labels(spec).topic();
  }

  static LabelsSpec.OwnTopic labels(LearnerSpec spec) {
    return (LabelsSpec.OwnTopic) spec.labels();
  }

  /** The job's state by Flink's word, for instance {@code RUNNING}. */
  String state() {
    return cluster.flink().rest().job(job).state();
  }

  private String condition() {
    return "job %s is %s; %s%n%s"
        .formatted(
            job,
            state(),
            cluster.flink().rest().rootException(job).orElse("it has not failed"),
            cluster.warnings());
  }

  FlinkCheckpoints checkpoints() {
    return cluster.flink().rest().checkpoints(job);
  }

  /** Why the job failed, once it has for good. */
  String failure() {
    Eventually.get(this::state, state -> state.equals("FAILED"));
    return cluster.flink().rest().rootException(job).orElseThrow();
  }

  /** Stops the job and returns the place of its state. */
  String stop() {
    String savepoint =
        checkpoints().stopWithSavepoint(cluster.run().folder().resolve("savepoints"));
    Eventually.get(this::state, state -> state.equals("FINISHED"));
    return savepoint;
  }

  /** Returns the place of the job's state of now; the job goes on. */
  String savepoint() {
    return checkpoints().savepoint(cluster.run().folder().resolve("savepoints"));
  }

  /** Waits for a checkpoint of all that has been done so far. */
  void awaitCheckpoint() {
    long begun = checkpoints().newest();
    Eventually.get(
        () -> checkpoints().find(begun + 1).map(Checkpoint::status).orElse(""),
        "COMPLETED"::equals);
  }

  /** Where the learner stands, once it is as wanted. */
  Standing standingWhen(Predicate<Standing> wanted) {
    return Eventually.get(() -> reports.poll(POLL), wanted, this::condition);
  }

  /** Sends measurements, a minute each, with labels that are known five minutes later. */
  void send(Sender sender, int from, int to) {
    Measurements measurements = new Measurements(spec);
    for (int i = from; i < to; i++) {
      String id = "m-" + i;
      sender.good(events(), id, measurements.event(i, id, i));
      sender.good(labels(), id, Measurements.label(id, i + 5, i % 3 * 10));
    }
  }

  /** Sends measurements with their labels, and returns the model's scores once all are learned. */
  ModelScores learn(int from, int to) {
    Measurements measurements = new Measurements(spec);
    try (Sender sender = new Sender(cluster.broker().address())) {
      for (int i = from; i < to; i++) {
        String id = "m-" + i;
        sender.good(events(), id, measurements.event(i, id, i));
        sender.good(labels(), id, Measurements.label(id, i, 20));
      }
      sender.mark(Measurements.time(to), events(), labels());
    }
    return standingWhen(at -> at.scores().map(ModelScores::scored).orElse(0L) >= to)
        .scores()
        .orElseThrow();
  }

  /** Where the learner stands, once at least so many are learned and so many dead. */
  Standing standingAfter(long learned, long dead) {
    return standingWhen(
        at -> at.joined() >= learned && at.examples() >= learned && at.dead() >= dead);
  }

  /** All dead letters, once there are so many. */
  List<Letter> deadLetters(int count) {
    DeadLetterCodec codec = new DeadLetterCodec();
    try (TopicReader<Letter> letters =
        new TopicReader<>(
            cluster.broker().address(),
            Topics.of(spec.name()).deadLetters(),
            bytes -> Letter.of(codec.decode(bytes)))) {
      return List.copyOf(Eventually.get(letters::poll, all -> all.size() >= count));
    }
  }

  @Override
  public void close() {
    reports.close();
    if (!ENDED.contains(state())) {
      cluster.flink().rest().cancel(job);
      Eventually.get(this::state, ENDED::contains);
    }
  }
}
