package io.gradstream.cli.steer;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.cli.topics.WantedModel.Found;
import io.gradstream.learning.Learner;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.MetricReportCodec;
import io.gradstream.schemas.PartitionProgress;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessage.Inline;
import io.gradstream.schemas.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ModelDiffTest {

  private static final String FEATURES = "  - {field: distance, as: numeric}\n";

  private static ModelSnapshot snapshot(String features, int units) {
    String text =
        """
        learner: flights
        events: {topic: flights}
        features:
        FEATURES
        target: {binary: late}
        network: [{dense: UNITS, activation: relu}]
        """
            .replace("FEATURES\n", features)
            .replace("UNITS", Integer.toString(units));
    LearnerSpec spec = SpecReader.read(new SpecBundle("flights.yaml", text, Map.of()));
    try (Learner learner = spec.newLearner("", 3)) {
      return learner.snapshot();
    }
  }

  private static Found found(ModelSnapshot snapshot, Version version, Lineage lineage) {
    return new Found(
        new SnapshotMessage(
            "flights", "", version, lineage, new Inline(SnapshotCodec.encode(snapshot))),
        Instant.parse("2026-11-30T03:00:00Z"));
  }

  private static ModelDiff diff(ModelSnapshot before, ModelSnapshot now) {
    Lineage was =
        new Lineage(Optional.empty(), 80, 0, List.of(new PartitionProgress("flights", 0, 41, -1)));
    Lineage is =
        new Lineage(
            Optional.empty(),
            40,
            40,
            List.of(
                new PartitionProgress("flights", 0, 20, -1),
                new PartitionProgress("flights", 1, 19, -1)),
            Optional.of(new Version(3, 10)));
    return new ModelDiff(
        found(before, new Version(3, 20), was),
        before,
        found(now, new Version(3, 21), is),
        now,
        List.of(new ScoreChange("accuracy", 0.5, 0.75)));
  }

  @Test
  void whatDiffersIsToldInLines() {
    ModelSnapshot model = snapshot(FEATURES, 4);
    assertThat(diff(model, model).toLines())
        .contains(
            "from 3.20, published 2026-11-30T03:00:00Z",
            "to   3.21, published 2026-11-30T03:00:00Z",
            "examples: 80, then 40: -40; left out +40",
            "  flights-0: learned through offset 41, then 20",
            "  flights-1: learned through offset none, then 19",
            "went back to 3.10 in between",
            "spec: the same",
            "  accuracy           0.50000, then 0.75000")
        .anySatisfy(line -> assertThat(line).startsWith("  main ").contains("0.0000"));
  }

  @Test
  void whatDiffersIsJson() {
    ModelSnapshot model = snapshot(FEATURES, 4);
    var json = diff(model, model).toJson();

    assertThat(json.path("from").path("version").asText()).isEqualTo("3.20");
    assertThat(json.path("to").path("source").asText()).isEqualTo("3.10");
    assertThat(json.path("spec")).isEmpty();
    assertThat(json.path("weights").get(0).path("member").asText()).isEqualTo("main");
    assertThat(json.path("weights").get(0).path("change").asDouble()).isZero();
    assertThat(json.path("scores").get(0).path("now").asDouble()).isEqualTo(0.75);
  }

  @Test
  void specsAreComparedPartByPart() {
    ModelSnapshot model = snapshot(FEATURES, 4);
    ModelSnapshot wider = snapshot(FEATURES + "  - {field: carrier, as: category}\n", 8);

    assertThat(SpecWords.between(model.spec(), wider.spec()))
        .contains("feature carrier added", "field carrier added")
        .anyMatch(words -> words.startsWith("layer 0 was "));
    assertThat(SpecWords.between(wider.spec(), model.spec())).contains("feature carrier removed");
    assertThat(SpecWords.between(model.spec(), model.spec().withSeed(9)))
        .containsExactly("seed was 1 and is 9");
    assertThat(SpecWords.between(model.spec(), model.spec())).isEmpty();
  }

  private static ConsumerRecord<byte[], byte[]> report(long step, double accuracy) {
    MetricReport report =
        new MetricReport(
            "flights",
            "learner-0",
            "",
            Optional.of(new Version(3, step)),
            0,
            List.of(new Measure("accuracy", accuracy)));
    return new ConsumerRecord<>(
        "flights.metrics", 0, 0, new byte[0], new MetricReportCodec().encode(report));
  }

  @Test
  void aVersionsScoresAreThoseReportedLastUpToIt() {
    ScoreChange.Reports reports =
        new ScoreChange.Reports("", new Version(3, 10), new Version(3, 20));
    reports.take(report(9, 0.5));
    reports.take(report(11, 0.6));
    reports.take(report(20, 0.7));
    reports.take(report(21, 0.8));

    assertThat(reports.changes()).containsExactly(new ScoreChange("accuracy", 0.5, 0.7));
    assertThat(new ScoreChange.Reports("", new Version(3, 1), new Version(3, 2)).changes())
        .isEmpty();
  }
}
