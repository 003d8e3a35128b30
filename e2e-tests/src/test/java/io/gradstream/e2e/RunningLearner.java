package io.gradstream.e2e;

import io.gradstream.cli.local.LearnerJobs;
import io.gradstream.cli.reports.LearnerReports;
import io.gradstream.cli.reports.Standing;
import io.gradstream.jobs.JobOptions;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.schemas.DeadLetterCodec;
import io.gradstream.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.NewTopic;

/** A learner as a job of the cluster; cancelled at the end. Used by one thread. */
final class RunningLearner implements AutoCloseable {

  private static final int PARALLELISM = 2;
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
    cluster
        .broker()
        .createTopics(List.of(topic(spec.events().topic()), topic(labels(spec).topic())));
    return start(cluster, spec);
  }

  /** Starts a learner, whether its topics are there or not. */
  static RunningLearner deployAgain(Cluster cluster, String specFile) {
    return start(cluster, Learners.read(specFile));
  }

  private static RunningLearner start(Cluster cluster, LearnerSpec spec) {
    List<String> arguments =
        JobOptions.of(
                spec.source(), cluster.broker().address(), cluster.run().folder().resolve("large"))
            .toArguments();
    try {
      String job =
          LearnerJobs.submit(cluster.home(), cluster.flink().rest(), arguments, PARALLELISM);
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

  private static LabelsSpec.OwnTopic labels(LearnerSpec spec) {
    return (LabelsSpec.OwnTopic) spec.labels();
  }

  /** The job's state by Flink's word, for instance {@code RUNNING}. */
  String state() {
    return cluster.flink().rest().job(job).state();
  }

  /** Where the learner stands, once it is as wanted. */
  Standing standingWhen(Predicate<Standing> wanted) {
    return Eventually.get(() -> reports.poll(POLL), wanted);
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
    cluster.flink().rest().cancel(job);
    Eventually.get(this::state, state -> state.equals("CANCELED"));
  }
}
