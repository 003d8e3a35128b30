package io.gradstream.faults.soak;

import io.gradstream.local.reports.LearnerReports;
import io.gradstream.local.reports.Standing;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Sends ten times what the learner can take, after finding out what that is. What cannot be learned
 * at once has to stay on Kafka: the processes have no room for it.
 */
final class Flood {

  private static final int TIMES = 10;
  private static final double FIRST_GUESS = 1_000; // events a second; doubled until it is too much
  private static final long KEEP_ALL = -1;
  private static final Duration GUESS = Duration.ofSeconds(20);
  private static final Duration STEADY = Duration.ofSeconds(60);
  private static final Duration AFTER = Duration.ofSeconds(60);
  private static final Duration READ_EVERY = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Duration length;
  private final SoakSystem system;
  private final SoakFeed feed;
  private final LearnerReports reports;
  private final MemoryWatch watch;
  private final PrintWriter out;
  private Standing standing;
  private long lastRead;
  private long backlog;

  private Flood(
      Duration length, SoakSystem system, SoakFeed feed, LearnerReports reports, PrintWriter out) {
    this.length = length;
    this.system = system;
    this.feed = feed;
    this.reports = reports;
    this.out = out;
    watch = new MemoryWatch(system.processes(), 1);
    standing = reports.poll(POLL);
  }

  /**
   * @param stateBackend Flink's word for it
   */
  static FloodReport run(Duration length, String stateBackend, PrintWriter out) {
    try (SoakSystem system =
        new SoakSystem(
            SoakLearner.large(), KEEP_ALL, stateBackend, List.of("--alignment", "PT5S"))) {
      system.awaitReady();
      String brokers = system.broker().address();
      try (SoakFeed feed = new SoakFeed(system.spec(), brokers, LabelFate.soonOrNever(1));
          LearnerReports reports = new LearnerReports(system.spec().name(), brokers)) {
        return new Flood(length, system, feed, reports, out).run();
      } catch (RuntimeException e) {
        out.println(system.lastLines()); // they go with the run
        throw e;
      }
    }
  }

  private FloodReport run() {
    FlinkMetrics.Run before = system.metrics().run();
    double sustainable = sustainable();
    say("sustainable: %,.0f events/s", sustainable);
    load(sustainable / 2, STEADY);
    int flood = watch.size();
    backlog = 0;
    long start = System.nanoTime();
    long sent = feed.due().events();
    load(TIMES * sustainable, length);
    double seconds = seconds(start);
    double flooded = (feed.due().events() - sent) / seconds;
    say("flooded with %,.0f events/s; %,d wait", flooded, backlog);
    long end = System.nanoTime();
    feed.finish();
    standing = new Settling(reports).await(feed.due(), PATIENCE, this::check);
    double drain = seconds(end);
    int calm = watch.size();
    hold(AFTER);
    return new FloodReport(
        sustainable,
        flooded,
        seconds,
        backlog,
        drain,
        feed.due(),
        standing,
        system.metrics().run().since(before),
        memory(flood, calm));
  }

  /** Sends more and more until events have to wait, then sees how fast those are learned. */
  private double sustainable() {
    for (double guess = FIRST_GUESS; ; guess *= 2) {
      load(guess, GUESS);
      long left = feed.due().learned() - standing.examples();
      if (left > guess * GUESS.toSeconds() / 4) {
        return drain(left);
      }
    }
  }

  /** Events a second while those that wait become few; labels go on coming. */
  private double drain(long left) {
    long examples = standing.examples();
    long start = System.nanoTime();
    while (standing.examples() - examples < left * 3 / 4) {
      poll();
    }
    return (standing.examples() - examples) / seconds(start);
  }

  /** At a steady rate, for so long. */
  private void load(double perSecond, Duration time) {
    try (SteadyLoad load = SteadyLoad.start(feed, perSecond)) {
      long end = System.nanoTime() + time.toNanos();
      while (System.nanoTime() < end) {
        load.requireHealthy();
        poll();
      }
    }
  }

  private void hold(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      poll();
    }
  }

  private void poll() {
    standing = reports.poll(POLL);
    backlog = Math.max(backlog, feed.due().events() - standing.settled());
    check();
  }

  private void check() {
    if (System.nanoTime() - lastRead > READ_EVERY.toNanos()) {
      watch.read();
      lastRead = System.nanoTime();
    }
  }

  private List<FloodReport.Process> memory(int flood, int calm) {
    int steady = (int) (STEADY.toSeconds() / READ_EVERY.toSeconds() / 2);
    List<FloodReport.Process> processes = new ArrayList<>();
    for (MemorySeries series : watch.series()) {
      processes.add(
          new FloodReport.Process(
              series.process(),
              series.median(flood - steady, flood),
              series.peak(flood, calm),
              series.median(calm, series.size())));
    }
    return processes;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / (double) TimeUnit.SECONDS.toNanos(1);
  }

  private void say(String what, Object... values) {
    out.println(String.format(Locale.ROOT, what, values));
    out.flush();
  }
}
