package io.gradstream.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.cli.demo.Replayed.Sent;
import io.gradstream.cli.feed.FeedRecord;
import io.gradstream.cli.feed.Feeding;
import io.gradstream.cli.live.LiveLine;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.StreamFormat;
import io.gradstream.local.LearnerSystem;
import io.gradstream.local.QueryClient;
import io.gradstream.local.reports.LearnerReports;
import io.gradstream.local.reports.Standing;
import io.gradstream.local.reports.Standing.ModelScores;
import io.gradstream.workbench.evaluate.LearningCurve;
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
  private final Question question;
  private final LiveLine line = new LiveLine(System::nanoTime);
  private final List<Sent> sent = new ArrayList<>(); // by the feed, until it is done
  private final LearningCurve curve = new LearningCurve();
  private volatile Optional<JsonNode> first = Optional.empty(); // event that was sent
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
    this.question =
        new Question(
            new QueryClient(system.serving().address(), spec.name()),
            options.stream().says(),
            spec.model().target().writesText());
  }

  /** Returns when everything that was fed is learned, and a model is served. */
  Replayed run() {
    Path data = options.data();
    double perSecond = options.perSecond().orElse(options.stream().perSecond());
    telling.say("replaying " + data.getFileName() + " in time order" + pace(perSecond));
    long start = System.nanoTime();
    CompletableFuture<Feeding.Sent> feeding =
        CompletableFuture.supplyAsync(() -> feed(data, perSecond), this::onThread);
    Standing standing = watch(feeding, start);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Replayed(
        feeding.join().events(), seconds, List.copyOf(sent), standing, curve.points());
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
              this::sent);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + data, e);
    }
  }

  private void sent(FeedRecord record) {
    sent.add(Sent.of(record));
    if (first.isEmpty() && spec.events().format() instanceof StreamFormat.Json) {
      first = Optional.of(json(record.value()));
    }
  }

  private static JsonNode json(byte[] event) {
    try {
      return new ObjectMapper().readTree(event);
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON was fed", e);
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
      standing.scores().ifPresent(this::mark);
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
    if (!feeding.isDone()) {
      return false;
    }
    long events = feeding.join().events();
    if (spec.learn().next().isPresent()) {
      return standing.isGiven(events);
    }
    return spec.labels() instanceof LabelsSpec.OwnTopic
        ? standing.isThrough(events, spec.learn().batch())
        : standing.isThroughAtOnce(events, spec.learn().batch());
  }

  private void mark(ModelScores scores) {
    curve.at(scores.scored(), Optional.empty(), scores::measures);
  }

  private void tell(Standing standing) {
    Optional<ExampleStream.Asked> asked = options.stream().asked();
    Optional<ObjectNode> answer =
        asked.map(ExampleStream.Asked::event).or(() -> first).flatMap(question::ask);
    telling.say(
        line.next(standing) + "; " + answer.map(question::words).orElse("no model served yet"));
    if (answer.isPresent() && !served) {
      served = true;
      String about = asked.map(of -> " (" + of.about() + ")").orElse("");
      question
          .curl()
          .ifPresent(curl -> telling.plain("Ask the model yourself%s:\n%s".formatted(about, curl)));
    }
  }
}
