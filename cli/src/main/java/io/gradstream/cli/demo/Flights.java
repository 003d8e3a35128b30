package io.gradstream.cli.demo;

import io.gradstream.cli.feed.Feeding;
import io.gradstream.cli.live.LiveLine;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.local.LearnerSystem;
import io.gradstream.local.LocalRun;
import io.gradstream.local.QueryClient;
import io.gradstream.local.reports.LearnerReports;
import io.gradstream.local.reports.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Replays flights on a running system and tells how the learner does. Used by one thread. */
final class Flights {

  /** A Tuesday evening, Chicago to New York. */
  private static final String QUESTION =
      """
      {"inputs": [
        {"name": "scheduled", "datatype": "BYTES", "shape": [1], "data": ["2001-01-09T18:30:00Z"]},
        {"name": "distance", "datatype": "FP64", "shape": [1], "data": [733]},
        {"name": "origin", "datatype": "BYTES", "shape": [1], "data": ["ORD"]},
        {"name": "destination", "datatype": "BYTES", "shape": [1], "data": ["LGA"]}]}""";

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long LINE_EVERY = Duration.ofSeconds(1).toNanos();

  private final LocalRun run;
  private final LearnerSystem system;
  private final LearnerSpec spec;
  private final LearnerReports metrics;
  private final Telling telling;
  private final QueryClient questions;
  private final LiveLine line = new LiveLine(System::nanoTime);
  private boolean served;

  Flights(
      LocalRun run,
      LearnerSystem system,
      LearnerSpec spec,
      LearnerReports metrics,
      Telling telling) {
    this.run = run;
    this.system = system;
    this.spec = spec;
    this.metrics = metrics;
    this.telling = telling;
    this.questions = new QueryClient(system.serving().address(), spec.name());
  }

  void replay(Path data, DemoOptions options) {
    telling.say("replaying " + data.getFileName() + " in time order");
    long start = System.nanoTime();
    CompletableFuture<Feeding.Sent> feeding =
        CompletableFuture.supplyAsync(() -> feed(data, options), this::onThread);
    Standing standing = watch(feeding, start);
    Summary summary =
        Summary.of(
            feeding.join().events(),
            (System.nanoTime() - start) / 1e9,
            standing,
            run.residentMegabytes());
    telling.plain(options.json() ? summary.toJson() : summary.toText());
    if (options.events().isEmpty()) {
      telling.plain("All flights are replayed; the query service goes on answering. Ctrl-C ends.");
      system.flink().awaitEnd();
    }
  }

  private Feeding.Sent feed(Path data, DemoOptions options) {
    try {
      return new Feeding(spec, system.broker().address())
          .feed(
              data,
              options.events().orElse(Long.MAX_VALUE),
              options.perSecond(),
              Feeding.Then.NOTHING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + data, e);
    }
  }

  private void onThread(Runnable task) {
    Thread thread = new Thread(task, "feed");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns when everything that was fed is learned. */
  private Standing watch(CompletableFuture<Feeding.Sent> feeding, long start) {
    long nextLine = start + LINE_EVERY;
    while (true) {
      system.requireAlive();
      Standing standing = metrics.poll(POLL);
      boolean through = isThrough(feeding, standing);
      if (through || System.nanoTime() >= nextLine) {
        nextLine += LINE_EVERY;
        tell(standing);
      }
      if (through && served) {
        return standing;
      }
    }
  }

  /** Fails with the feed's own failure. */
  private boolean isThrough(CompletableFuture<Feeding.Sent> feeding, Standing standing) {
    return feeding.isDone() && standing.isThrough(feeding.join().events(), spec.learn().batch());
  }

  private void tell(Standing standing) {
    Optional<QueryClient.Answer> answer = questions.infer(QUESTION);
    telling.say(line.next(standing) + answer.map(Flights::age).orElse("; no model served yet"));
    if (answer.isPresent() && !served) {
      served = true;
      telling.plain(
          "Ask the model yourself (will this one be late?):\ncurl -s %s -d '%s'"
              .formatted(questions.inferUri(), QUESTION));
    }
  }

  private static String age(QueryClient.Answer answer) {
    return String.format(
        Locale.ROOT, "; served %s, %.1f s old", answer.modelVersion(), answer.ageMillis() / 1000.0);
  }
}
