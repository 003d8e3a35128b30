package io.gradstream.cli;

import io.gradstream.cli.machine.LocalPort;
import io.gradstream.cli.machine.Machine;
import io.gradstream.cli.machine.MachineOptions;
import io.gradstream.cli.machine.MachineStart;
import io.gradstream.cli.machine.MetricsPorts;
import io.gradstream.cli.running.StateFolder;
import io.gradstream.cli.running.StateOption;
import io.gradstream.local.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description = {
      "Starts what learners need on one machine, in the background: a Kafka broker whose records"
          + " stay, a Flink session cluster, and the query service of every learner's models."
          + " Returns when all three answer.",
      "What runs already is left alone, what has ended is started again. Until gradstream down,"
          + " deploy sends learners to this cluster, and other commands find broker and service by"
          + " themselves. Only programs of this machine come in."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  gradstream up",
      "  gradstream up --data /large/records --slots 16"
    })
final class UpCommand implements Callable<Integer> {

  private static final int LEAST_HEAP = 384;

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Mixin private StateOption state;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where the broker keeps records (default: gradstream/broker in $$XDG_DATA_HOME or"
              + " ~/.local/share, as gradstream broker does).")
  private Path data;

  @Option(
      names = "--broker-port",
      paramLabel = "N",
      description = "Port of the broker (default: 9092).")
  private Integer brokerPort;

  @Option(
      names = "--flink-port",
      paramLabel = "N",
      description = "Port of Flink's web page and REST interface (default: 8081).")
  private Integer flinkPort;

  @Option(
      names = "--service-port",
      paramLabel = "N",
      description = "Port of the query service (default: 8080).")
  private Integer servicePort;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description =
          "Subtasks that all learners may have together; a learner has as many as its --parallelism"
              + " (default: 8).")
  private Integer slots;

  @Option(
      names = "--cluster-heap-megabytes",
      paramLabel = "N",
      description = "Java heap in which the learners work, all together (default: 1024).")
  private Integer heap;

  @Option(
      names = MetricsPorts.OPTION,
      paramLabel = "N",
      description =
          "Show the cluster's metrics to Prometheus: the JobManager's on this port of 127.0.0.1, the"
              + " TaskManager's on the next (default: 0, not at all).")
  private Integer metricsPort;

  @Override
  public Integer call() throws IOException {
    Machine before = Machine.of(state.folder());
    MachineOptions options = options(before.options().orElseGet(MachineOptions::usual));
    require(options);
    if (before.runsAnything()) {
      before.options().ifPresent(known -> requireSame(known, options));
    }
    PrintWriter out = command.commandLine().getOut();
    if (before.isComplete()) {
      out.println("runs already");
      tell(before, out);
      return CommandLine.ExitCode.OK;
    }
    out.println(
        before.runsAnything()
            ? "starting what has ended"
            : "starting a broker, a Flink cluster and the query service");
    out.flush();
    tell(new MachineStart(state.folder(), Home.ofThisProcess(), options).start(), out);
    return CommandLine.ExitCode.OK;
  }

  /** Those given, and the others as they were, or as they usually are. */
  private MachineOptions options(MachineOptions others) {
    return new MachineOptions(
        data == null ? others.data() : data.toAbsolutePath().normalize().toString(),
        Objects.requireNonNullElse(brokerPort, others.brokerPort()),
        Objects.requireNonNullElse(flinkPort, others.flinkPort()),
        Objects.requireNonNullElse(servicePort, others.servicePort()),
        Objects.requireNonNullElse(slots, others.slots()),
        Objects.requireNonNullElse(heap, others.heapMegabytes()),
        Objects.requireNonNullElse(metricsPort, others.metricsPort()));
  }

  private void require(MachineOptions options) {
    Map<String, Integer> ports =
        Map.of(
            "--broker-port",
            options.brokerPort(),
            "--flink-port",
            options.flinkPort(),
            "--service-port",
            options.servicePort());
    ports.forEach(
        (option, port) -> {
          if (port < 1 || port > LocalPort.GREATEST) {
            throw wrong("%s must be in 1..%d: %d".formatted(option, LocalPort.GREATEST, port));
          }
        });
    if (Set.copyOf(ports.values()).size() < ports.size()) {
      throw wrong(
          "broker, Flink and service need a port each: %d, %d, %d"
              .formatted(options.brokerPort(), options.flinkPort(), options.servicePort()));
    }
    Limits.atLeastOne("--slots", (long) options.slots(), command.commandLine());
    Limits.noMistake(options.metrics().mistake(), command.commandLine());
    if (options.metrics().all().anyMatch(ports::containsValue)) {
      throw wrong(
          "%s %d and the next one must be other ports than those of broker, Flink and service"
              .formatted(MetricsPorts.OPTION, options.metricsPort()));
    }
    if (options.heapMegabytes() < LEAST_HEAP) {
      throw wrong(
          "--cluster-heap-megabytes must be at least %d: %d"
              .formatted(LEAST_HEAP, options.heapMegabytes()));
    }
  }

  private void requireSame(MachineOptions before, MachineOptions options) {
    List<String> differences = before.differences(options);
    if (!differences.isEmpty()) {
      throw new IllegalStateException(
          "it runs already, and %s. To change that: gradstream down%s, then up"
              .formatted(String.join(", ", differences), state.folder().option()));
    }
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(command.commandLine(), message);
  }

  private void tell(Machine machine, PrintWriter out) throws IOException {
    StateFolder folder = state.folder();
    machine.parts().forEach(part -> out.println(part.toText()));
    out.printf("checkpoints, snapshots and logs are in %s%n", folder.folder());
    List<String> lost = machine.lostLearners();
    lost.forEach(
        learner ->
            out.printf(
                "learner %s ran in the cluster and does not any more: deployed again it goes on%n",
                learner));
    out.printf(
        "It goes on by itself. Next: gradstream deploy SPEC%1$s, gradstream status%1$s; gradstream down%1$s ends it%n",
        folder.option());
    out.flush();
  }
}
