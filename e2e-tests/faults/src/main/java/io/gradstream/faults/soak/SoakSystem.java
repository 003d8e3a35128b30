package io.gradstream.faults.soak;

import io.gradstream.jobs.JobOptions;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.local.FlinkOptions;
import io.gradstream.local.Home;
import io.gradstream.local.LearnerJobs;
import io.gradstream.local.LocalBroker;
import io.gradstream.local.LocalFlink;
import io.gradstream.local.LocalProcess;
import io.gradstream.local.LocalRun;
import io.gradstream.local.LocalServing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A broker, a JobManager, two TaskManagers and the query service, a JVM each, with Java heaps that
 * have their whole size from the start.
 */
final class SoakSystem implements AutoCloseable {

  private static final int TASK_MANAGERS = 2;
  private static final int HEAP_MEGABYTES = 384;
  private static final int RESIDENTS = 32; // of each subtask: far fewer than there are machines

  /** Milliseconds. A machine busy with something else is no fault of the learner. */
  private static final String PATIENT = "60000";

  private final LocalRun run = LocalRun.startWithFixedHeaps();
  private final LearnerSpec spec;
  private final LocalBroker broker;
  private final LocalServing serving;
  private final LocalFlink flink;

  /**
   * @param keptBytes of each partition's log; -1 for all of it
   * @param stateBackend Flink's word for it
   * @param moreArguments of the job
   */
  SoakSystem(LearnerSpec spec, long keptBytes, String stateBackend, List<String> moreArguments) {
    this.spec = spec;
    Home home = Home.ofThisProcess();
    Path snapshots = run.folder().resolve("snapshots");
    broker = LocalBroker.start(home, run);
    broker.awaitReady();
    broker.createTopics(new SoakTopics(spec, keptBytes).all());
    serving = LocalServing.start(home, run, broker.address(), List.of(spec.name()), snapshots);
    flink =
        LocalFlink.application(
            home,
            run,
            flinkOptions(stateBackend),
            LearnerJobs.MAIN,
            jobArguments(snapshots, moreArguments));
  }

  private FlinkOptions flinkOptions(String stateBackend) {
    return new FlinkOptions(
        TASK_MANAGERS,
        1,
        run.folder().resolve("state"),
        HEAP_MEGABYTES,
        Map.of("state.backend.type", stateBackend, "heartbeat.timeout", PATIENT));
  }

  private List<String> jobArguments(Path snapshots, List<String> more) {
    List<String> arguments =
        new ArrayList<>(JobOptions.of(spec.source(), broker.address(), snapshots).toArguments());
    arguments.addAll(List.of("--residents", Integer.toString(RESIDENTS)));
    arguments.addAll(more);
    return arguments;
  }

  /** Waits until the job runs and the query service listens. */
  void awaitReady() {
    flink.awaitReady();
    flink.awaitJob();
    serving.awaitReady();
  }

  LearnerSpec spec() {
    return spec;
  }

  LocalBroker broker() {
    return broker;
  }

  LocalServing serving() {
    return serving;
  }

  FlinkMetrics metrics() {
    return new FlinkMetrics(flink.address());
  }

  /** The processes whose memory counts. */
  List<LocalProcess> processes() {
    return run.processes();
  }

  /**
   * @throws io.gradstream.local.LocalProcessException when one has ended
   */
  void requireAlive() {
    processes().forEach(LocalProcess::requireAlive);
  }

  /** The last lines of every process, for one that looks for the cause of a failure. */
  String lastLines() {
    return run.lastLines();
  }

  @Override
  public void close() {
    run.close();
  }
}
