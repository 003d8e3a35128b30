package io.gradstream.cli;

import io.gradstream.cli.JobRun.Deploy;
import io.gradstream.cli.machine.Machine;
import io.gradstream.cli.machine.MetricsPorts;
import io.gradstream.cli.running.Holding;
import io.gradstream.cli.running.Precheck;
import io.gradstream.cli.running.StateFolder;
import io.gradstream.cli.topics.KafkaAccess;
import io.gradstream.cli.topics.KafkaOptions;
import io.gradstream.cli.topics.Relearning;
import io.gradstream.jobs.JobOptions;
import io.gradstream.jobs.KafkaAwayException;
import io.gradstream.jobs.KafkaFile;
import io.gradstream.jobs.LearnerHistory;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.local.FlinkPath;
import io.gradstream.local.RetainedCheckpoints;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "deploy",
    description = {
      "Runs a learner as a Flink job, until Ctrl-C: a JobManager of its own and TaskManagers as"
          + " processes of this machine. It goes on from its newest checkpoint when there is one.",
      "It says when the learner runs, when it restarts, and why. One that cannot read its"
          + " checkpoint ends with exit code 1 and the command that starts from the one before.",
      "Where gradstream up runs, the job is sent to its session cluster, and the command ends when"
          + " the learner runs; --alone runs it as above.",
      "With --flink the job is sent to a session cluster of yours instead, a stock Flink to which"
          + " nothing has to be added."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  gradstream deploy examples/flight-delays/flight-delays.yaml --brokers localhost:9092"
    })
class DeployCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Parameters(paramLabel = "SPEC", description = "The learner spec (YAML).")
  private Path specFile;

  @Option(
      names = "--brokers",
      defaultValue = "localhost:9092",
      description = "Kafka's bootstrap servers (default: ${DEFAULT-VALUE}).")
  private String brokers;

  @Option(
      names = "--kafka-file",
      paramLabel = "FILE",
      description =
          "Properties of all Kafka clients, secrets too, a Java properties file. Every process of"
              + " the job reads it, so it must be on every machine.")
  private Path kafkaFile;

  @Option(
      names = "--await-kafka",
      paramLabel = "SPAN",
      converter = Span.class,
      description =
          "Wait so long for a broker that does not answer yet, for instance 2m (default: not at"
              + " all).")
  private Duration awaitKafka;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description = "REST address of a session cluster, for instance http://localhost:8081.")
  private URI flink;

  @Option(
      names = "--alone",
      description =
          "Run it in processes of its own, though gradstream up runs a session cluster; without"
              + " that it does anyway.")
  private boolean alone;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "Subtasks of each operator (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--task-managers",
      defaultValue = "1",
      description =
          "Processes that work, where the learner has its own (default: ${DEFAULT-VALUE}).")
  private int taskManagers;

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      description =
          "Folder of checkpoints and large snapshots, a folder for each learner in it "
              + StateFolder.DEFAULT
              + ".")
  private Path stateFolder;

  @Option(
      names = "--warm-start",
      description =
          "When the checkpoint is of another spec: keep what fits of its models, and have the rest"
              + " as new. Otherwise such a deploy is refused.")
  private boolean warmStart;

  @Option(
      names = "--from",
      paramLabel = "CHECKPOINT",
      description =
          "A checkpoint or savepoint to go on from: its folder, which holds a file _metadata, or a"
              + " URI. By default, without --flink, the newest checkpoint.")
  private String from;

  @Option(
      names = "--anew",
      description =
          "Learn anew, without a checkpoint, though there may be one: from where the events start,"
              + " in a new generation of versions.")
  private boolean anew;

  @Option(
      names = "--relearn",
      description =
          "Learn anew all that the topics hold, and publish nothing before it is learned: until then"
              + " queries are answered by what was published before. For what a learner is to forget"
              + " (events.without).")
  private boolean relearn;

  @Option(
      names = "--take-over",
      description =
          "If the learner runs already: stop it with a savepoint and go on from that; one that runs"
              + " elsewhere is shut out. Otherwise such a deploy is refused.")
  private boolean takeOver;

  @Option(
      names = "--tell-every",
      paramLabel = "SPAN",
      converter = Span.class,
      description =
          "Say how the learner does so often, when that has changed (default: 5s to a terminal, 30s"
              + " to a file, 10m detached).")
  private Duration tellEvery;

  @Option(
      names = MetricsPorts.OPTION,
      paramLabel = "N",
      description =
          "Show its metrics to Prometheus, where the learner has processes of its own: the"
              + " JobManager's on this port of 127.0.0.1, the TaskManagers' on the next ones"
              + " (default: not at all).")
  private Integer metricsPort;

  @Option(
      names = "--detach",
      description =
          "End when the learner runs, which goes on by itself; gradstream stop ends it, gradstream"
              + " status tells how it is.")
  private boolean detach;

  @Override
  public Integer call() throws IOException {
    requirePositive("--parallelism", parallelism);
    requirePositive("--task-managers", taskManagers);
    if ((anew || relearn) && from != null) {
      throw wrong(
          "%s starts without the checkpoint that --from names: give one of them"
              .formatted(anew ? "--anew" : "--relearn"));
    }
    if (detach && flink != null) {
      throw wrong("--detach is of no use with --flink: the cluster runs the job by itself");
    }
    if (alone && flink != null) {
      throw wrong("--alone runs the learner in no cluster, --flink in one: give one of them");
    }
    LearnerSpec spec = SpecReader.read(specFile);
    StateFolder state = StateFolder.of(stateFolder);
    Optional<String> given = place();
    Machine machine = Machine.of(state);
    DeployTarget target = DeployTarget.of(flink, alone, machine);
    tellWhereNot(target, machine);
    requireUsable(metrics(), target);
    if (target instanceof DeployTarget.Own && detach) {
      return new Detached(spec.name(), state, command.commandLine().getOut()).start(words());
    }
    String kafka = UpDefaults.brokers(command.commandLine(), machine, brokers);
    JobOptions options =
        JobOptions.of(spec.source(), kafka, state.snapshots())
            .with(Optional.ofNullable(kafkaFile).map(KafkaFile::new))
            .withWarmStart(warmStart);
    deploy(new Deploy(spec, state, options, KafkaAccess.of(kafka, kafkaFile)), target, given);
    return CommandLine.ExitCode.OK;
  }

  private MetricsPorts metrics() {
    return new MetricsPorts(metricsPort == null ? 0 : metricsPort, taskManagers);
  }

  private void requireUsable(MetricsPorts metrics, DeployTarget target) {
    if (metrics.isOn() && !(target instanceof DeployTarget.Own)) {
      throw wrong(
          "--metrics-port is for a learner with processes of its own. The cluster of gradstream up"
              + " takes it itself (gradstream down, then up --metrics-port N), and yours has a"
              + " reporter where its configuration says so");
    }
    Limits.noMistake(metrics.mistake(), command.commandLine());
  }

  /** Of a cluster that is to run and does not. */
  private void tellWhereNot(DeployTarget target, Machine machine) {
    if (target instanceof DeployTarget.Own && !alone && machine.isUp()) {
      PrintWriter out = command.commandLine().getOut();
      out.println(
          "the cluster of gradstream up has ended (gradstream up starts it again): the learner gets"
              + " processes of its own");
      out.flush();
    }
  }

  /** Whether a learner that runs is stopped first. */
  boolean takesOver() {
    return takeOver;
  }

  private void deploy(Deploy given, DeployTarget target, Optional<String> from) throws IOException {
    Deployment deployment = deployment(given);
    boolean isReached = isReached(given, target, deployment);
    Deploy what = relearn ? relearning(given, isReached, deployment) : given;
    try (LearnerHistory history = what.kafka().history(what.learner())) {
      Optional<LearnerHistory> known = isReached ? Optional.of(history) : Optional.empty();
      Precheck precheck = new Precheck(what.state(), what.learner(), known, deployment::say);
      try (Holding holding = precheck.hold(what.options().brokers(), takesOver())) {
        Optional<String> start =
            from.isPresent() ? from : precheck.start(holding, target.isHere(), anew || relearn);
        if (target instanceof DeployTarget.OfMachine up) {
          up.requireRoom(parallelism, what.learner());
          deployment.say("goes to the cluster of gradstream up at " + up.cluster());
        }
        new JobRun(
                what,
                target,
                parallelism,
                taskManagers,
                metrics(),
                Optional.ofNullable(tellEvery),
                deployment)
            .run(start, holding, known);
      }
    }
    if (target instanceof DeployTarget.OfMachine) {
      deployment.say("goes on by itself: gradstream status, query and stop find it");
    }
  }

  /** Looks at the topics before anybody is stopped. */
  private Deploy relearning(Deploy what, boolean isReached, Deployment deployment) {
    if (!isReached) {
      throw wrong("--relearn looks at the topics, and Kafka cannot be reached from here");
    }
    Instant end =
        Relearning.end(what.spec(), what.kafka(), url -> KafkaOptions.registryAt(url, kafkaFile));
    deployment.say("learns again, and publishes nothing before it has come to " + end);
    return new Deploy(what.spec(), what.state(), what.options().withQuietUntil(end), what.kafka());
  }

  /**
   * Looks whether all is there that is needed.
   *
   * @return whether this machine reaches Kafka; a cluster may where this does not
   */
  private boolean isReached(Deploy what, DeployTarget target, Deployment deployment) {
    if (target.isHere()) {
      what.state().requireUsable(what.learner());
    }
    try {
      what.kafka().awaitAnswer(Optional.ofNullable(awaitKafka), command.commandLine());
      return true;
    } catch (KafkaAwayException e) {
      if (target.isHere() || !e.mayCome()) {
        throw e;
      }
      deployment.say("goes to the cluster all the same; from here, " + e.getMessage());
      return false;
    }
  }

  private void requirePositive(String option, int value) {
    if (value < 1) {
      throw wrong(option + " must be at least 1: " + value);
    }
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(command.commandLine(), message);
  }

  /** The checkpoint to go on from, as Flink writes it. */
  private Optional<String> place() {
    if (from == null || !FlinkPath.isLocal(from)) {
      return Optional.ofNullable(from);
    }
    Path folder = FlinkPath.toPath(from);
    if (!RetainedCheckpoints.isOne(folder)) {
      throw wrong(
          "--from: there is no checkpoint and no savepoint in " + folder + ": no file _metadata");
    }
    return Optional.of(FlinkPath.of(folder));
  }

  private List<String> words() {
    return command.root().commandLine().getParseResult().originalArgs();
  }

  private Deployment deployment(Deploy what) {
    return new Deployment(
        what.learner(),
        what.state().checkpoints(what.learner()),
        words(),
        command.commandLine().getOut());
  }
}
