package io.gradstream.benchmarks.pipeline;

import io.gradstream.benchmarks.Machine;
import io.gradstream.cli.bench.BenchCommand;
import io.gradstream.local.Home;
import io.gradstream.local.LocalBroker;
import io.gradstream.local.LocalRun;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gradstream bench pipeline}. */
@Command(
    name = "pipeline",
    description = "What learning costs a Kafka to Kafka job, and how fresh it is.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gradstream bench pipeline --rounds 3 --json"})
public final class PipelineBench implements BenchCommand {

  private static final String TOPIC = "bench-events";

  @Option(
      names = "--events",
      defaultValue = "3000000",
      description = "Events of a throughput run (default ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Runs of each job, in turn; medians count (default ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--jobs",
      split = ",",
      description = "Which jobs are run, of ${COMPLETION-CANDIDATES} (default: all).")
  private Set<Variant> jobs = EnumSet.allOf(Variant.class);

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "Length of the latency run (default ${DEFAULT-VALUE}); 0 leaves it out.")
  private int seconds;

  @Option(names = "--json", description = "One line of JSON last.")
  private boolean json;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    PipelineReport report = measure(out);
    out.println("machine    " + Machine.here());
    out.print(report.text());
    if (json) {
      out.println(report.json());
    }
    out.flush();
    return 0;
  }

  private PipelineReport measure(PrintWriter out) {
    Home home = Home.ofThisProcess();
    try (LocalRun run = LocalRun.start();
        LocalBroker broker = LocalBroker.start(home, run)) {
      broker.awaitReady();
      Map<Variant, List<Speed>> speeds = throughput(home, broker, out);
      return new PipelineReport(speeds, fresh(home, broker, out));
    }
  }

  private Optional<Freshness.Result> fresh(Home home, LocalBroker broker, PrintWriter out) {
    if (seconds == 0) {
      return Optional.empty();
    }
    out.println("measuring latency and freshness");
    out.flush();
    return Optional.of(new Freshness(home, broker, seconds).run());
  }

  private Map<Variant, List<Speed>> throughput(Home home, LocalBroker broker, PrintWriter out) {
    fill(broker, out);
    Throughput throughput = new Throughput(home, broker, TOPIC, events);
    Map<Variant, List<Speed>> speeds = new EnumMap<>(Variant.class);
    for (int round = 0; round < rounds; round++) {
      for (Variant variant : EnumSet.copyOf(jobs)) {
        Speed measured = throughput.run(variant, round + 1);
        speeds.computeIfAbsent(variant, first -> new ArrayList<>()).add(measured);
        out.printf(
            Locale.ROOT,
            "round %d  %-8s  %,9.0f events/s  %6.2f cpu us an event%n",
            round + 1,
            variant.shown(),
            measured.perSecond(),
            measured.cpuMicros());
        out.flush();
      }
    }
    return speeds;
  }

  private void fill(LocalBroker broker, PrintWriter out) {
    out.printf(Locale.ROOT, "writing %,d events%n", events);
    broker.createTopics(List.of(new NewTopic(TOPIC, Throughput.PARALLELISM, (short) 1)));
    try (SensorProducer producer =
        new SensorProducer(broker.address(), TOPIC, Throughput.PARALLELISM, 20)) {
      producer.sendBulk(events);
    }
  }
}
