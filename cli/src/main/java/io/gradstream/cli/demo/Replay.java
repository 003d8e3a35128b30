package io.gradstream.cli.demo;

import io.gradstream.cli.demo.Replayed.Sent;
import io.gradstream.cli.feed.Feeding;
import io.gradstream.cli.live.LiveLine;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.local.LearnerSystem;
import io.gradstream.local.QueryClient;
import io.gradstream.local.reports.LearnerReports;
import io.gradstream.local.reports.Standing;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Replays a stream on a running system and tells how the learner does. Used by one thread. */
final class Replay {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long LINE_EVERY = Duration.ofSeconds(1).toNanos();

  private final LearnerSystem system;
  private final LearnerSpec spec;
  private final LearnerReports reports;
  private final Telling telling;
  private final DemoOptions options;
  private final QueryClient questions;
  private final LiveLine line = new LiveLine(System::nanoTime);
  private final List<Sent> sent = new ArrayList<>(); // by the feed, until it is done
  private boolean served;

  Replay(
      LearnerSystem system,
      LearnerSpec spec,
      LearnerReports reports,
      Telling telling,
      DemoOptions options) {
    this.system = system;
    this.spec = spec;
    this.reports = reports;
    this.telling = telling;
    this.options = options;
    this.questions = new QueryClient(system.serving().address(), spec.name());
  }

  /** Returns when everything that was fed is learned, and a model is served. */
  Replayed run(Path data) {
    double perSecond = options.perSecond().orElse(options.stream().perSecond());
    telling.say("replaying " + data.getFileName() + " in time order" + pace(perSecond));
    long start = System.nanoTime();
    CompletableFuture<Feeding.Sent> feeding =
        CompletableFuture.supplyAsync(() -> feed(data, perSecond), this::onThread);
    Standing standing = watch(feeding, start);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Replayed(feeding.join().events(), seconds, List.copyOf(sent), standing);
  }

  private static String pace(double perSecond) {
    return perSecond > 0
        ? String.format(Locale.ROOT, ", %,.0f events a second", perSecond)
        : ", as fast as it goes";
  }

  private Feeding.Sent feed(Path data, double perSecond) {
    try {
      return new Feeding(spec, system.broker().address())
          .feed(
              InputFile.of(data),
              options.events().orElse(Long.MAX_VALUE),
              perSecond,
              Feeding.Then.NOTHING,
              record -> sent.add(Sent.of(record)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + data, e);
    }
  }

  private void onThread(Runnable task) {
    Thread thread = new Thread(task, "feed");
    thread.setDaemon(true);
    thread.start();
  }

  private Standing watch(CompletableFuture<Feeding.Sent> feeding, long start) {
    long nextLine = start + LINE_EVERY;
    while (true) {
      system.requireAlive();
      Standing standing = reports.poll(POLL);
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
    Optional<QueryClient.Answer> answer = questions.infer(options.stream().question());
    telling.say(line.next(standing) + answer.map(this::served).orElse("; no model served yet"));
    if (answer.isPresent() && !served) {
      served = true;
      telling.plain(
          "%s\ncurl -s %s -d '%s'"
              .formatted(
                  options.stream().invitation(),
                  questions.inferUri(),
                  options.stream().question()));
    }
  }

  private String served(QueryClient.Answer answer) {
    return String.format(
        Locale.ROOT,
        "; served %s, %.1f s old, says %s",
        answer.modelVersion(),
        answer.ageMillis() / 1000.0,
        options.stream().answer(answer.output().get(0)));
  }
}
