package io.gradstream.faults;

import io.gradstream.jobs.Commands;
import io.gradstream.jobs.JobOptions;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.local.FlinkCheckpoints;
import io.gradstream.local.FlinkOptions;
import io.gradstream.local.FlinkRest;
import io.gradstream.local.FlinkRestException;
import io.gradstream.local.Home;
import io.gradstream.local.JavaCommand;
import io.gradstream.local.LearnerJobs;
import io.gradstream.local.LocalBroker;
import io.gradstream.local.LocalFlink;
import io.gradstream.local.LocalProcess;
import io.gradstream.local.LocalRun;
import io.gradstream.local.LocalServing;
import io.gradstream.local.QueryClient;
import io.gradstream.schemas.Version;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * The whole system, a process each: broker, ZooKeeper, JobManager, two TaskManagers with one
 * learner, query service. Each can be killed and started again. Used by one thread, but for {@link
 * #version}.
 */
public final class FaultSystem implements AutoCloseable {

  static final int TASK_MANAGERS = 2;
  private static final int PARTITIONS = 2;
  private static final String CHECKPOINT_INTERVAL = "PT1S";
  private static final String QUESTION =
      """
      {"inputs": [
        {"name": "machine", "datatype": "BYTES", "shape": [1], "data": ["MACHINE"]},
        {"name": "load", "datatype": "FP32", "shape": [1], "data": [0.5]},
        {"name": "kind", "datatype": "BYTES", "shape": [1], "data": ["k1"]}]}
      """;
  private static final String CHECKPOINT_TIMEOUT = "10s"; // no less than Flink allows

  private final Home home = Home.ofThisProcess();
  private final LearnerSpec spec;
  private final Shape.Backend backend;
  private final LocalRun run;
  private final LocalBroker broker;
  private final ZooKeeper zooKeeper;
  private final CheckpointDisk disk;
  private final Deployments deployments = new Deployments(this);
  private final Retention retention;
  private Map<TopicPartition, Long> taken = Map.of();
  private LocalFlink flink;
  private int clusters;
  private LocalServing serving;
  private volatile QueryClient queries; // asked from another thread

  private FaultSystem(
      LearnerSpec spec,
      Shape.Backend backend,
      LocalRun run,
      LocalBroker broker,
      ZooKeeper zooKeeper,
      CheckpointDisk disk) {
    this.spec = spec;
    this.backend = backend;
    this.run = run;
    this.broker = broker;
    this.zooKeeper = zooKeeper;
    this.disk = disk;
    retention = new Retention(broker, run.folder().resolve("broker").resolve("log"));
  }

  /**
   * Starts everything and waits for the learner's first checkpoint: before it there is nothing that
   * a failure could lead back to but the beginning.
   */
  static FaultSystem start(LearnerSpec spec, Shape.Backend backend) {
    LocalRun run = LocalRun.start();
    CheckpointDisk disk = CheckpointDisk.of(run.folder());
    try {
      Home home = Home.ofThisProcess();
      LocalBroker broker = LocalBroker.start(home, run);
      ZooKeeper zooKeeper = ZooKeeper.start(home, run);
      broker.awaitReady();
      broker.createTopics(Machines.topics(PARTITIONS));
      FaultSystem system = new FaultSystem(spec, backend, run, broker, zooKeeper, disk);
      system.flink = system.launch(spec, system.options(backend));
      system.startServing();
      system.flink.awaitReady();
      system.flink.awaitJob();
      Waiting.until("the first checkpoint", () -> system.checkpoints().completed() > 0);
      return system;
    } catch (RuntimeException e) {
      run.close();
      disk.close();
      throw e;
    }
  }

  /** Of the next cluster of the learner. */
  FlinkOptions options() {
    return options(backend);
  }

  private FlinkOptions options(Shape.Backend keyedState) {
    FlinkOptions options =
        new FlinkOptions(TASK_MANAGERS, 1, disk.checkpoints(), 320, disk.flinkOptions());
    for (Map.Entry<String, String> option :
        zooKeeper.flinkOptions(run.folder(), clusters++).entrySet()) {
      options = options.with(option.getKey(), option.getValue());
    }
    for (Map.Entry<String, String> option : keyedState.flinkOptions().entrySet()) {
      options = options.with(option.getKey(), option.getValue());
    }
    return options
        .with("execution.checkpointing.timeout", CHECKPOINT_TIMEOUT)
        .with("execution.checkpointing.num-retained", "3");
  }

  /** A cluster of its own for a learner. */
  LocalFlink launch(LearnerSpec learner, FlinkOptions options) {
    return launch(learner, options, Commands.NOW);
  }

  private LocalFlink launch(LearnerSpec learner, FlinkOptions options, Commands commands) {
    List<String> arguments =
        Stream.concat(
                JobOptions.of(learner.source(), broker.address(), snapshots())
                    .with(commands)
                    .toArguments()
                    .stream(),
                Stream.of("--checkpoint-interval", CHECKPOINT_INTERVAL, "--residents", "8"))
            .toList();
    return LocalFlink.application(run, options, classPath(), LearnerJobs.MAIN, arguments);
  }

  /** Flink's, the job's, and ours for the file system that fails when told to. */
  private String classPath() {
    return home.classPath(Home.ClassPath.FLINK_APPLICATION)
        + File.pathSeparator
        + JavaCommand.codeOf(FaultSystem.class);
  }

  void startServing() {
    serving = LocalServing.start(home, run, broker.address(), List.of(spec.name()), snapshots());
    queries = new QueryClient(serving.address(), spec.name());
  }

  Path snapshots() {
    return run.folder().resolve("snapshots");
  }

  LearnerSpec spec() {
    return spec;
  }

  LocalRun run() {
    return run;
  }

  LocalBroker broker() {
    return broker;
  }

  LocalFlink flink() {
    return flink;
  }

  CheckpointDisk disk() {
    return disk;
  }

  LocalServing serving() {
    return serving;
  }

  /** Whether the query service has a model of the first machine and answers with it. */
  boolean answersQueries() {
    return version("m0").isPresent();
  }

  /** The version that answers questions about a machine, when one does. */
  Optional<Version> version(String machine) {
    return queries
        .infer(QUESTION.replace("MACHINE", machine))
        .map(answer -> Version.parse(answer.modelVersion()));
  }

  /** The TaskManager that was started last of those that live. */
  LocalProcess taskManager() {
    List<LocalProcess> living =
        flink.taskManagers().stream().filter(LocalProcess::isAlive).toList();
    return living.get(living.size() - 1);
  }

  /**
   * Stops the learner's job, its state in a savepoint, and runs another learner on the same topics,
   * with the same commands at the same positions, alone and undisturbed.
   *
   * @return the savepoint
   */
  String changeTo(LearnerSpec other) {
    String savepoint = stop();
    flink.close();
    CommandsCopy.copy(broker, spec.name(), other.name());
    Claims.drawBefore(deployments.generation(), other.name(), broker);
    flink = launch(other, options(Shape.Backend.HEAP), Commands.ALL);
    flink.awaitReady();
    flink.awaitJob();
    return savepoint;
  }

  /** Stops the learner's job, its state in a savepoint. */
  String stop() {
    return Waiting.untilGiven("a last savepoint", () -> made(true));
  }

  /** A savepoint of the learner's job, which goes on. */
  String savepoint() {
    return Waiting.untilGiven("a savepoint", () -> made(false));
  }

  /** Empty while the job has to restart first, for instance a sink that has lost its broker. */
  private Optional<String> made(boolean last) {
    Path folder = run.folder().resolve("savepoints");
    try {
      return Optional.of(
          last ? checkpoints().stopWithSavepoint(folder) : checkpoints().savepoint(folder));
    } catch (IllegalStateException | FlinkRestException e) {
      return Optional.empty();
    }
  }

  /**
   * Deploys the learner again after its whole cluster is gone: all the new one knows of the old is
   * the checkpoints on disk.
   */
  void deployAgain() {
    try {
      flink = launch(spec, options(backend).continuing());
    } catch (IOException e) {
      throw new UncheckedIOException("no checkpoint to go on from", e);
    }
    flink.awaitReady();
  }

  /** Whether the job runs, and was restored since the JobManager or the last count of it. */
  boolean isRestored(long before) {
    try {
      return checkpoints().restored() > before && flink.rest().isJobRunning();
    } catch (FlinkRestException | UncheckedIOException | IndexOutOfBoundsException e) {
      return false; // it is still starting
    }
  }

  /**
   * Starts what an operator's machinery would. A TaskManager of Flink 2.2.1 ends by itself when
   * another ends in the midst of a record that takes several buffers, as an order with its model
   * does: the half that came cannot be given back ({@code BufferManager.recycle}).
   */
  void replaceEndedTaskManagers() {
    long living = flink.taskManagers().stream().filter(LocalProcess::isAlive).count();
    for (long i = living; i < TASK_MANAGERS; i++) {
      flink.startTaskManager();
    }
  }

  /** Checkpoints of the learner's job. */
  FlinkCheckpoints checkpoints() {
    FlinkRest rest = flink.rest();
    return rest.checkpoints(rest.jobs().get(0).id());
  }

  Deployments deployments() {
    return deployments;
  }

  Retention retention() {
    return retention;
  }

  /** From now on this cluster is the system's. */
  void goOnWith(LocalFlink other) {
    flink = other;
  }

  /** The one the job is compared with has taken in what is before these offsets. */
  void taken(Map<TopicPartition, Long> before) {
    taken = Map.copyOf(before);
  }

  /** Offsets before which both the job and the one it is compared with have read all. */
  Map<TopicPartition, Long> readTwice() {
    try (ReadOffsets read = new ReadOffsets(broker)) {
      return read.by(spec.name()).entrySet().stream()
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey,
                  entry -> Math.min(entry.getValue(), taken.getOrDefault(entry.getKey(), 0L))));
    }
  }

  @Override
  public void close() {
    run.close();
    disk.close();
  }
}
