package io.gradstream.cli.demo;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.local.FlinkOptions;
import io.gradstream.local.Home;
import io.gradstream.local.LearnerSystem;
import io.gradstream.local.LocalRun;
import io.gradstream.local.reports.LearnerReports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The demo: starts the whole system, replays a stream, shows how it was learned, ends everything.
 */
public final class Demo {

  private static final int SLOTS = 2;

  private final Home home;
  private final DemoOptions options;
  private final Telling telling;

  public Demo(Home home, DemoOptions options, PrintWriter out) {
    this.home = home;
    this.options = options;
    this.telling = new Telling(out);
  }

  /** Returns after the summary; when all is kept, at Ctrl-C. */
  public void run() throws IOException {
    telling.say(options.stream().about());
    LearnerSpec spec = SpecReader.read(options.stream().spec());
    CurveFile curve = CurveFile.of(options, spec.name());
    telling.say("starting a Kafka broker, Flink and the query service");
    try (LocalRun run = LocalRun.start();
        LearnerSystem system =
            LearnerSystem.start(home, run, spec, FlinkOptions.small(run, SLOTS));
        LearnerReports reports = new LearnerReports(spec.name(), system.broker().address())) {
      telling.say("watch it on " + system.serving().address() + "/");
      telling.say("Kafka answers on " + system.broker().address());
      system.flink().awaitReady();
      telling.say("Flink answers on " + system.flink().address());
      system.flink().awaitJob(); // else the first answers would be those of a backlog
      telling.say("the learner runs");
      Replay replay = new Replay(system, spec, reports, telling, options);
      end(replay.run(), spec, curve, run, system);
    }
  }

  private void end(
      Replayed replayed, LearnerSpec spec, CurveFile curve, LocalRun run, LearnerSystem system) {
    Scored scored = Scored.of(spec, replayed, system.broker().address());
    Optional<Path> picture = curve.write(scored.report(spec), telling);
    Summary summary =
        new Summary(options.stream(), replayed, scored, run.residentMegabytes(), picture);
    if (options.keep()) {
      tellAddresses(spec, system);
    }
    telling.plain(options.json() ? summary.toJson() : summary.toText());
    if (options.keep()) {
      system.flink().awaitEnd();
    }
  }

  private void tellAddresses(LearnerSpec spec, LearnerSystem system) {
    telling.plain(
        """
        Everything goes on running until Ctrl-C, and is gone then:
        Kafka          %s
        Flink          %s
        query service  %s (in a browser: the page)
        In another terminal, for instance:
        gradstream control pause %s --brokers %1$s"""
            .formatted(
                system.broker().address(),
                system.flink().address(),
                system.serving().address(),
                spec.name()));
  }
}
