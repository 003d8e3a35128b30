package io.gradstream.faults;

import io.gradstream.faults.dump.Dump;
import io.gradstream.jobs.Commands;
import io.gradstream.jobs.JobOptions;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.local.FlinkCheckpoints;
import io.gradstream.local.FlinkCheckpoints.Form;
import io.gradstream.local.FlinkRest;
import io.gradstream.local.Home;
import io.gradstream.local.LearnerJobs;
import io.gradstream.local.LocalBroker;
import io.gradstream.local.LocalRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One learner of a session cluster: started, stopped with a savepoint, started from it. */
final class UpgradedLearner {

  private static final String CHECKPOINT_INTERVAL = "PT1S";

  private final LearnerSpec spec;
  private final Home home = Home.ofThisProcess();
  private final LocalRun run;
  private final LocalBroker broker;
  private final FlinkRest cluster;
  private final PlainRun plain;
  private String job;
  private Optional<String> savepoint = Optional.empty();

  UpgradedLearner(LearnerSpec spec, LocalRun run, LocalBroker broker, FlinkRest cluster) {
    this.spec = spec;
    this.run = run;
    this.broker = broker;
    this.cluster = cluster;
    this.plain = new PlainRun(spec);
  }

  LearnerSpec spec() {
    return spec;
  }

  /** What it must have come to. */
  PlainRun plain() {
    return plain;
  }

  boolean isStarted() {
    return job != null;
  }

  /** Lets it start from this state, which someone else was stopped with. */
  void takeOver(String place) {
    savepoint = Optional.of(place);
  }

  /** Starts it from where it was stopped, if it was. */
  void start(Shape shape) {
    start(shape, Commands.NOW);
  }

  /** The same with those commands, where it has no state. */
  void start(Shape shape, Commands commands) {
    List<String> arguments =
        Stream.concat(
                JobOptions.of(spec.source(), broker.address(), run.folder().resolve("snapshots"))
                    .toArguments()
                    .stream(),
                Stream.of(
                    "--checkpoint-interval",
                    CHECKPOINT_INTERVAL,
                    "--commands",
                    commands.toString(),
                    "--residents",
                    Integer.toString(shape.residents())))
            .toList();
    try {
      job = LearnerJobs.submit(home, cluster, arguments, shape.start(savepoint));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot send the job's jar", e);
    }
  }

  /** Stops it, its state in a savepoint. */
  void stop() {
    stop(Form.CANONICAL);
  }

  /** Stops it, its state in a savepoint of that form, and returns where that is. */
  String stop(Form form) {
    String place = checkpoints().stopWithSavepoint(savepoints(), form);
    savepoint = Optional.of(place);
    return place;
  }

  /** The learner's state, while it runs. */
  Dump dump() {
    return StateOf.savepoint(run, checkpoints().savepoint(savepoints()));
  }

  /** The learner's state as it was when it was stopped. */
  Dump stoppedAt() {
    return StateOf.savepoint(run, savepoint.orElseThrow());
  }

  /** Whether its checkpoints hold files in common, as incremental ones do. */
  boolean sharesFiles() {
    Path shared = run.folder().resolve("state").resolve(job).resolve("shared");
    try (Stream<Path> files = Files.list(shared)) {
      return files.findAny().isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException("no checkpoints of " + spec.name(), e);
    }
  }

  private Path savepoints() {
    return run.folder().resolve("savepoints");
  }

  FlinkCheckpoints checkpoints() {
    return cluster.checkpoints(job);
  }

  /** The job that runs. */
  String job() {
    return job;
  }
}
