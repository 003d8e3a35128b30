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

/** The demo: starts the whole system, replays flights, ends everything. */
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

  /** Returns after the summary, or at Ctrl-C when no number of events was given. */
  public void run() throws IOException {
    telling.say("starting a Kafka broker, Flink and the query service");
    Path folder = home.example("flight-delays");
    LearnerSpec spec = SpecReader.read(folder.resolve("flight-delays.yaml"));
    try (LocalRun run = LocalRun.start();
        LearnerSystem system =
            LearnerSystem.start(home, run, spec, FlinkOptions.small(run, SLOTS));
        LearnerReports metrics = new LearnerReports(spec.name(), system.broker().address())) {
      telling.say("Kafka answers on " + system.broker().address());
      system.flink().awaitReady();
      telling.say("Flink answers on " + system.flink().address());
      system.flink().awaitJob(); // else the first answers would be those of a backlog
      telling.say("the learner runs");
      new Flights(run, system, spec, metrics, telling)
          .replay(folder.resolve("flights.csv.gz"), options);
    }
  }
}
