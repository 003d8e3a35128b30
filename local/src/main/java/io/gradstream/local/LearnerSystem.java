package io.gradstream.local;

import io.gradstream.jobs.JobOptions;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker, Flink with one learner as its application, and the query service. */
public final class LearnerSystem implements AutoCloseable {

  private final LocalBroker broker;
  private final LocalFlink flink;
  private final LocalServing serving;

  private LearnerSystem(LocalBroker broker, LocalFlink flink, LocalServing serving) {
    this.broker = broker;
    this.flink = flink;
    this.serving = serving;
  }

  /** Starts everything; returns when the broker answers and the learner's topics are there. */
  public static LearnerSystem start(
      Home home, LocalRun run, LearnerSpec spec, FlinkOptions options) {
    return start(home, run, spec, options, List.of());
  }

  /**
   * Starts everything, as {@link #start(Home, LocalRun, LearnerSpec, FlinkOptions)} does.
   *
   * @param moreArguments of the job
   */
  public static LearnerSystem start(
      Home home, LocalRun run, LearnerSpec spec, FlinkOptions options, List<String> moreArguments) {
    Path snapshots = run.folder().resolve("snapshots");
    LocalBroker broker = LocalBroker.start(home, run);
    LocalServing serving =
        LocalServing.start(home, run, broker.address(), List.of(spec.name()), snapshots);
    LocalFlink flink =
        LocalFlink.application(
            home,
            run,
            options,
            LearnerJobs.MAIN,
            Stream.concat(
                    JobOptions.of(spec.source(), broker.address(), snapshots)
                        .toArguments()
                        .stream(),
                    moreArguments.stream())
                .toList());
    broker.awaitReady();
    broker.createTopics(inputTopics(spec, options.slots() * options.taskManagers()));
    return new LearnerSystem(broker, flink, serving);
  }

  /** The topics a user brings: events and labels, as many partitions as there are slots. */
  static List<NewTopic> inputTopics(LearnerSpec spec, int partitions) {
    Optional<String> labels =
        spec.labels() instanceof LabelsSpec.OwnTopic own
            ? Optional.of(own.topic())
            : Optional.empty();
    return Stream.concat(Stream.of(spec.events().topic()), labels.stream())
        .map(topic -> new NewTopic(topic, partitions, (short) 1))
        .toList();
  }

  public LocalBroker broker() {
    return broker;
  }

  public LocalFlink flink() {
    return flink;
  }

  public LocalServing serving() {
    return serving;
  }

  /**
   * @throws LocalProcessException when any of its processes has ended
   */
  public void requireAlive() {
    broker.process().requireAlive();
    serving.process().requireAlive();
    flink.jobManager().requireAlive();
    flink.taskManagers().forEach(LocalProcess::requireAlive);
  }

  @Override
  public void close() {
    serving.close();
    flink.close();
    broker.close();
  }
}
