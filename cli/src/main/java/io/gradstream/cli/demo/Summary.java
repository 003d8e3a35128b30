package io.gradstream.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.cli.live.ScoreTable;
import io.gradstream.local.reports.Standing;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a demo came to.
 *
 * @param scored how good the answers were
 * @param picture of the learning curve, where there is one
 */
record Summary(
    ExampleStream stream,
    Replayed replayed,
    Scored scored,
    long residentMegabytes,
    Optional<Path> picture) {

  private static final String GIVEN = "answers as they were given, before their label was there";
  private static final String SCORED = "each event scored before it was learned";
  private static final String WINDOW = "_window";

  /** Scores by their names among the measures, for the last examples as for all. */
  private static final List<String> SCORES =
      List.of(
          "logloss",
          "prior_logloss",
          "mae",
          "mean_mae",
          "no_change_mae",
          "rmse",
          "mean_rmse",
          "no_change_rmse",
          "loss");

  /** One line; a score that does not apply is null. */
  String toJson() {
    Standing standing = replayed.standing();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("stream", stream.name());
    json.put("events", replayed.events());
    json.put("seconds", rounded(replayed.seconds(), 10));
    json.put("events_per_s", Math.round(replayed.events() / replayed.seconds()));
    json.put("scored", (long) scored.measure("n_scored").orElse(0));
    putScores(json, "");
    ObjectNode last = json.putObject("last");
    last.put("scored", (long) scored.measure("n" + WINDOW).orElse(0));
    putScores(last, WINDOW);
    json.put("labels_joined", standing.joined());
    json.put("labels_missed", standing.missed());
    json.put("dead_letters", standing.dead());
    json.put("model_version", replayed.scores().version().toString());
    json.put("rss_mb", residentMegabytes);
    json.put("plot", picture.map(Path::toString).orElse(null));
    return json.toString();
  }

  private void putScores(ObjectNode json, String form) {
    put("accuracy", form, json);
    if (form.isEmpty()) {
      put("auc", form, json);
    }
    put("no_change", form, json);
    put("majority", form, json);
    SCORES.forEach(name -> put(name, form, json));
  }

  private void put(String name, String form, ObjectNode json) {
    OptionalDouble value = scored.measure(name + form);
    json.put(name, value.isPresent() ? rounded(value.getAsDouble(), 10_000) : null);
  }

  private static double rounded(double value, int parts) {
    return (double) Math.round(value * parts) / parts;
  }

  String toText() {
    Standing standing = replayed.standing();
    return String.format(
        Locale.ROOT,
        """

        %,d events in %.1f s, %,.0f a second; %s:
        %s
        labels joined %,d, missed %,d; dead letters %,d
        model version %s; %,d MB resident, all processes together%s""",
        replayed.events(),
        replayed.seconds(),
        replayed.events() / replayed.seconds(),
        scored.late() ? GIVEN : SCORED,
        ScoreTable.of(scored.measures()),
        standing.joined(),
        standing.missed(),
        standing.dead(),
        replayed.scores().version(),
        residentMegabytes,
        picture.map(path -> "\nlearning curve: " + path).orElse(""));
  }
}
