package io.gradstream.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.cli.live.LiveLine;
import io.gradstream.cli.running.LearnerRunning;
import io.gradstream.cli.running.StateFolder;
import io.gradstream.cli.steer.Candidates;
import io.gradstream.cli.steer.OrderWords;
import io.gradstream.cli.topics.KafkaAccess;
import io.gradstream.jobs.LearnerHistory;
import io.gradstream.jobs.LearnerHistory.Published;
import io.gradstream.local.reports.LearnerReports;
import io.gradstream.local.reports.Standing;
import io.gradstream.schemas.PlacedCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a learner is.
 *
 * @param models absent: none has been published
 * @param orders the last ones, oldest first
 * @param now what ages are measured by
 */
record LearnerStatus(
    String learner,
    LearnerRunning running,
    Optional<Published> models,
    Standing standing,
    List<PlacedCommand> orders,
    Instant now) {

  private static final int ORDERS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  static LearnerStatus of(String learner, StateFolder state, KafkaAccess kafka) {
    try (LearnerHistory history = kafka.history(learner);
        LearnerReports reports = LearnerReports.latest(learner, kafka.client())) {
      return new LearnerStatus(
          learner,
          LearnerRunning.of(learner, state, history),
          history.models(),
          reports.now(PATIENCE),
          history.orders(ORDERS),
          Instant.now());
    }
  }

  String toText() {
    return "learner %s %s%n  %s%n  %s%s%s"
        .formatted(
            learner,
            running.toText(),
            model(),
            LiveLine.of(standing).replace("; ", "%n  ".formatted()),
            challengers(),
            orders.stream()
                .map(of -> "%n  order: %s".formatted(OrderWords.of(of)))
                .collect(Collectors.joining()));
  }

  private String challengers() {
    return standing
        .scores()
        .map(of -> new Candidates(of.measures()).toLines())
        .orElse(List.of())
        .stream()
        .map("%n  %s"::formatted)
        .collect(Collectors.joining());
  }

  /** In one line. */
  String toLine() {
    return "%-24s %s; %s; %s".formatted(learner, running.toText(), model(), LiveLine.of(standing));
  }

  private String model() {
    return models
        .flatMap(Published::newest)
        .map(newest -> "newest model %s, %s old".formatted(newest.version(), age(newest.at())))
        .orElse(models.isPresent() ? "models published" : "no model published yet");
  }

  private String age(Instant published) {
    long seconds = Math.max(0, Duration.between(published, now).toSeconds());
    return seconds < 120
        ? seconds + " s"
        : seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }

  /** As JSON, in a line. */
  ObjectNode toJson() {
    ObjectNode json = running.toJson(learner);
    models
        .flatMap(Published::newest)
        .ifPresent(
            newest ->
                json.put("version", newest.version().toString())
                    .put("published", newest.at().toString()));
    json.put("paused", standing.paused())
        .put("read", standing.read())
        .put("answers", standing.answers())
        .put("learned", standing.examples())
        .put("dead", standing.dead())
        .put("tombstones", standing.leftOut().tombstones())
        .put("labels_missed", standing.missed())
        .put("waiting_for_labels", standing.waiting().forLabels())
        .put("waiting_for_newer", standing.waiting().forNewer());
    ArrayNode given = json.putArray("orders");
    orders.forEach(of -> given.add(OrderWords.toJson(of)));
    standing
        .held()
        .filter(held -> running.isRunning())
        .ifPresent(
            held ->
                json.putObject("held")
                    .put("partition", held.partition())
                    .put("millis", held.millis())
                    .put("records", held.records()));
    standing
        .scores()
        .ifPresent(
            scores -> {
              ObjectNode measures = json.put("models", scores.models()).putObject("scores");
              scores.measures().forEach(measure -> measures.put(measure.name(), measure.value()));
            });
    return json;
  }
}
