package io.gradstream.faults.soak;

import io.gradstream.local.QueryClient;
import io.gradstream.local.reports.LearnerReports;
import io.gradstream.local.reports.Standing;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A steady load on the whole system, and the memory of its processes. */
final class Soak {

  private static final int READINGS_A_MINUTE = 12;
  private static final long KEPT = 32L << 20; // bytes; read within a second of being written
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final float[] RATES = {0.001f, 0.0005f};

  private final int minutes;
  private final double perSecond;
  private final String stateBackend;
  private final PrintWriter out;

  /**
   * @param stateBackend Flink's word for it
   */
  Soak(int minutes, double perSecond, String stateBackend, PrintWriter out) {
    this.minutes = minutes;
    this.perSecond = perSecond;
    this.stateBackend = stateBackend;
    this.out = out;
  }

  SoakReport run() {
    try (SoakSystem system = new SoakSystem(SoakLearner.small(), KEPT, stateBackend, List.of())) {
      system.awaitReady();
      try {
        return run(system);
      } catch (RuntimeException e) {
        out.println(system.lastLines()); // they go with the run
        throw e;
      }
    }
  }

  private SoakReport run(SoakSystem system) {
    String brokers = system.broker().address();
    String learner = system.spec().name();
    try (SoakFeed feed = new SoakFeed(system.spec(), brokers, LabelFate.mixed(1));
        Orders orders = new Orders(learner, brokers);
        LearnerReports reports = new LearnerReports(learner, brokers);
        Questions questions =
            Questions.start(new QueryClient(system.serving().address(), learner))) {
      FlinkMetrics.Run before = system.metrics().run();
      MemoryWatch watch = new MemoryWatch(system.processes(), READINGS_A_MINUTE);
      try (SteadyLoad load = SteadyLoad.start(feed, perSecond)) {
        watch(system, watch, load, orders, reports);
      }
      feed.finish();
      Standing standing = new Settling(reports).await(feed.due(), PATIENCE, system::requireAlive);
      return new SoakReport(
          minutes,
          stateBackend,
          feed.due(),
          standing,
          system.metrics().run().since(before),
          questions.asked(),
          questions.answered(),
          watch.series());
    }
  }

  private void watch(
      SoakSystem system,
      MemoryWatch watch,
      SteadyLoad load,
      Orders orders,
      LearnerReports reports) {
    long start = System.nanoTime();
    for (int reading = 1; reading <= minutes * READINGS_A_MINUTE; reading++) {
      long due = start + TimeUnit.MINUTES.toNanos(1) * reading / READINGS_A_MINUTE;
      Standing standing = reports.poll(Duration.ZERO);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        standing = reports.poll(Duration.ofNanos(left));
      }
      load.requireHealthy();
      watch.read();
      if (reading % READINGS_A_MINUTE == 0) {
        int minute = reading / READINGS_A_MINUTE;
        orders.learningRate(RATES[minute % RATES.length]);
        tell(minute, watch, standing, system.metrics());
      }
    }
  }

  private void tell(int minute, MemoryWatch watch, Standing standing, FlinkMetrics metrics) {
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "minute %d  %,d learned", minute, standing.examples()));
    for (MemorySeries series : watch.series()) {
      line.append(
          String.format(Locale.ROOT, "  %s %d MB", series.process(), series.latest() / 1024));
      if (series.process().contains("manager")) {
        metrics.parts(series.process()).ifPresent(parts -> line.append(text(parts)));
      }
    }
    out.println(line);
    out.flush();
  }

  private static String text(FlinkMetrics.Parts parts) {
    return String.format(
        Locale.ROOT, " (metaspace %d, direct %d)", parts.metaspace() >> 20, parts.direct() >> 20);
  }
}
