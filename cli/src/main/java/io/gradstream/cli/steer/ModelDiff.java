package io.gradstream.cli.steer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.cli.topics.WantedModel.Found;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.WeightChange;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.PartitionProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What differs between two versions of a model, in words and as JSON. */
final class ModelDiff {

  private final Found before;
  private final Found now;
  private final List<String> spec;
  private final List<WeightChange> weights;
  private final List<ScoreChange> scores;

  ModelDiff(
      Found before,
      ModelSnapshot snapshotBefore,
      Found now,
      ModelSnapshot snapshotNow,
      List<ScoreChange> scores) {
    this.before = before;
    this.now = now;
    spec = SpecWords.between(snapshotBefore.spec(), snapshotNow.spec());
    weights = WeightChange.between(snapshotBefore, snapshotNow);
    this.scores = scores;
  }

  List<String> toLines() {
    List<String> lines = new ArrayList<>();
    lines.add("from %s, published %s".formatted(before.message().version(), before.at()));
    lines.add("to   %s, published %s".formatted(now.message().version(), now.at()));
    addExamples(lines);
    lines.add(spec.isEmpty() ? "spec: the same" : "spec:");
    spec.forEach(words -> lines.add("  " + words));
    lines.add("weights: norm of the change, of what they were, how many");
    weights.forEach(of -> lines.add(words(of)));
    lines.add(
        scores.isEmpty()
            ? "scores: none was reported of both"
            : "scores, as reported last up to each version:");
    scores.forEach(of -> lines.add("  " + of.toText()));
    return lines;
  }

  private void addExamples(List<String> lines) {
    Lineage was = before.message().lineage();
    Lineage is = now.message().lineage();
    lines.add(
        words(
            "examples: %,d, then %,d: %+,d; left out %+,d",
            was.examples(),
            is.examples(),
            is.examples() - was.examples(),
            is.skipped() - was.skipped()));
    for (PartitionProgress of : is.partitions()) {
      Optional<PartitionProgress> earlier = partition(of, was);
      lines.add(
          words(
              "  %s: learned through offset %s, then %d",
              PublishedVersion.partition(of),
              earlier.map(found -> Long.toString(found.highestLearned())).orElse("none"),
              of.highestLearned()));
    }
    is.source()
        .filter(of -> !Optional.of(of).equals(was.source()))
        .ifPresent(of -> lines.add("went back to %s in between".formatted(of)));
  }

  private static Optional<PartitionProgress> partition(PartitionProgress of, Lineage in) {
    return in.partitions().stream()
        .filter(other -> PublishedVersion.partition(other).equals(PublishedVersion.partition(of)))
        .findFirst();
  }

  private static String words(WeightChange of) {
    return words(
        "  %-12s %-24s %12.5g %12.5g %,14d",
        of.member(), of.layer(), of.change(), of.before(), of.weights());
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("from", PublishedVersion.of(before.message(), before.at()).toJson());
    json.set("to", PublishedVersion.of(now.message(), now.at()).toJson());
    ArrayNode differences = json.putArray("spec");
    spec.forEach(differences::add);
    ArrayNode changes = json.putArray("weights");
    for (WeightChange of : weights) {
      changes
          .addObject()
          .put("member", of.member())
          .put("layer", of.layer())
          .put("weights", of.weights())
          .put("before", of.before())
          .put("change", of.change());
    }
    ArrayNode measures = json.putArray("scores");
    for (ScoreChange of : scores) {
      measures
          .addObject()
          .put("measure", of.measure())
          .put("before", of.before())
          .put("now", of.now());
    }
    return json;
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
