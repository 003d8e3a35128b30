package io.gradstream.cli;

import io.gradstream.cli.machine.MetricsPorts;
import io.gradstream.cli.running.Holding;
import io.gradstream.cli.running.StateFolder;
import io.gradstream.cli.topics.KafkaAccess;
import io.gradstream.jobs.JobOptions;
import io.gradstream.jobs.LearnerHistory;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.local.FlinkOptions;
import io.gradstream.local.FlinkPath;
import io.gradstream.local.FlinkRest;
import io.gradstream.local.Home;
import io.gradstream.local.JobStart;
import io.gradstream.local.LearnerJobs;
import io.gradstream.local.LocalFlink;
import io.gradstream.local.LocalProcessException;
import io.gradstream.local.LocalRun;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a learner's job where it is to run: in processes of its own, until those end, or in a
 * session cluster, until it runs there.
 *
 * @param parallelism subtasks of each operator
 * @param taskManagers of processes of its own
 * @param metrics of processes of its own
 * @param tellEvery how often to say how it does; absent: what suits the output
 */
record JobRun(
    Deploy what,
    DeployTarget target,
    int parallelism,
    int taskManagers,
    MetricsPorts metrics,
    Optional<Duration> tellEvery,
    Deployment deployment) {

  private static final int HEAP_MEGABYTES = 1024;

  /** Below that of a submission. */
  private static final Duration CLUSTERS_PATIENCE = Duration.ofSeconds(10);

  /** What is deployed, and where it keeps its state. */
  record Deploy(LearnerSpec spec, StateFolder state, JobOptions options, KafkaAccess kafka) {

    String learner() {
      return spec.name();
    }
  }

  /**
   * Runs it.
   *
   * @param start what it goes on from, as Flink writes places
   * @param history absent where this machine does not reach Kafka
   */
  void run(Optional<String> start, Holding holding, Optional<LearnerHistory> history)
      throws IOException {
    if (target.isHere() && start.isPresent()) {
      deployment.requireIntact(start.get());
    }
    FailedCheckpoints failed =
        new FailedCheckpoints(what.state().checkpoints(what.learner()), deployment::say);
    if (target.flink().isPresent()) {
      submit(
          new FlinkRest(target.flink().get()),
          start,
          new DeployMilestones(holding, history, failed, Optional.empty()));
      return;
    }
    try (LiveTelling live =
        new LiveTelling(what.learner(), what.kafka().client(), tellEvery, deployment::say)) {
      runApplication(start, new DeployMilestones(holding, history, failed, Optional.of(live)));
    }
  }

  private void submit(FlinkRest cluster, Optional<String> from, DeployMilestones milestones)
      throws IOException {
    String checkpoints = FlinkPath.of(what.state().checkpoints(what.learner()));
    Map<String, String> ofItsOwn =
        target.isHere() ? Map.of("execution.checkpointing.dir", checkpoints) : Map.of();
    String job =
        LearnerJobs.submit(
            Home.ofThisProcess(),
            cluster,
            what.options().withAwaitKafka(CLUSTERS_PATIENCE).toArguments(),
            new JobStart(parallelism, from, ofItsOwn));
    deployment.awaitRunning(cluster, job, milestones);
  }

  private void runApplication(Optional<String> start, DeployMilestones milestones)
      throws IOException {
    int slots = (parallelism + taskManagers - 1) / taskManagers;
    FlinkOptions options =
        new FlinkOptions(
            taskManagers,
            slots,
            what.state().checkpoints(what.learner()),
            HEAP_MEGABYTES,
            Map.of("parallelism.default", Integer.toString(parallelism)));
    if (start.isPresent()) {
      options = options.from(start.get());
    }
    if (metrics.isOn()) {
      metrics.requireFree();
      deployment.say("shows metrics for Prometheus on " + metrics.toText());
      options = metrics.of(options);
    }
    try (LocalRun run = LocalRun.start();
        LocalFlink cluster =
            LocalFlink.application(
                Home.ofThisProcess(),
                run,
                options,
                LearnerJobs.MAIN,
                what.options().toArguments())) {
      try {
        deployment.follow(cluster, start, run.folder(), milestones);
      } catch (LocalProcessException e) {
        run.keepLogs();
        throw new LocalProcessException(
            "%s%nLogs of its processes: %s".formatted(e.getMessage(), run.folder()));
      }
    }
  }
}
