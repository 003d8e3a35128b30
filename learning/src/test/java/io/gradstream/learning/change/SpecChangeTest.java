package io.gradstream.learning.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.change.SpecChange.Kept;
import io.gradstream.learning.spec.read.Specs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecChangeTest {

  private static final String RIDES =
      """
      learner: rides
      seed: 7
      events: {topic: rides, time: at}
      features: [{field: load, as: numeric}]
      target: {regression: delay%s}
      """;

  private static final String CLICKS =
      """
      learner: clicks
      seed: 7
      key: country
      events: {topic: clicks, time: at, id: id}
      labels: {topic: sales, id: id, wait: 1h}
      features:
        - {field: seconds, as: numeric}
        - {field: page, as: category}
      target: {classes: [no, yes], field: sold}
      network: [{dense: 64}, {dropout: 0.1}]
      learn: {optimizer: {adam: {learningRate: 0.01}}, batch: 32}
      """;

  /** In {@code by} a ~ stands for a new line. */
  private static SpecChange change(String what, String by) {
    assertThat(CLICKS).contains(what);
    String changed = CLICKS.replace(what, by.replace('~', '\n'));
    return SpecChange.between(Specs.read(CLICKS), Specs.read(changed));
  }

  @Test
  void usageExample() {
    SpecChange change = change("{dense: 64}", "{dense: 128}");

    assertThat(change.kept()).isEqualTo(Kept.WHAT_FITS);
    assertThat(change.obstacles()).isEqualTo("network[0].dense was 64 and is 128");
  }

  @Test
  void aDefaultWrittenOutChangesNothing() {
    for (SpecChange change :
        new SpecChange[] {
          change("as: category", "as: category, embed: 16"),
          change("{dense: 64}", "{dense: 64, activation: relu}"),
          change("learner: clicks", "# a comment\nlearner: clicks")
        }) {
      assertThat(change.changesLearning()).isFalse();
      assertThat(change.kept()).isEqualTo(Kept.STATE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "learningRate: 0.01 | learningRate: 0.1",
        "wait: 1h | wait: 2h",
        "target: {classes | target: {labelSmoothing: 0.1, classes",
        "batch: 32 | batch: 32, clip: {norm: 1}",
        "batch: 32 | batch: 32, plasticity: {shrinkAndPerturb: {}}",
        "batch: 32 | batch: 32, schedule: {warmUp: 10}",
        "learn: | limits: {keys: 10}~learn:",
      })
  void stateStaysAsItLies(String what, String by) {
    SpecChange change = change(what, by);

    assertThat(change.kept()).isEqualTo(Kept.STATE);
    assertThat(change.changesLearning()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batch: 32 | batch: 16",
        "batch: 32 | batch: 64",
        "batch: 32 | batch: 32, averaging: 0.9",
        "batch: 32 | batch: 32, plasticity: {continualBackprop: {}}",
        "batch: 32 | batch: 32, drift: {}",
        "seed: 7 | seed: 8",
        "batch: 32 | batch: 32, initializer: normal",
      })
  void modelsStayWhole(String what, String by) {
    assertThat(change(what, by).kept()).isEqualTo(Kept.MODEL);
  }

  @Test
  void boundsOfAnswersComeAndGoAndModelsStayWhole() {
    for (String[] change :
        new String[][] {
          {"", ", intervals: 0.9"},
          {", intervals: 0.9", ""},
          {", intervals: 0.9", ", intervals: 0.8"}
        }) {
      assertThat(numberChange(change[0], change[1]).kept()).isEqualTo(Kept.MODEL);
    }
    assertThat(numberChange(", intervals: 0.9", ", intervals: 0.90").kept()).isEqualTo(Kept.STATE);
  }

  private static SpecChange numberChange(String before, String now) {
    return SpecChange.between(
        Specs.read(RIDES.formatted(before)), Specs.read(RIDES.formatted(now)));
  }

  private static SpecChange poolChange(String before, String now) {
    String pool = RIDES.formatted("");
    return SpecChange.between(Specs.read(pool + before), Specs.read(pool + now));
  }

  private static SpecChange seriesChange(String before, String now) {
    String series =
        """
        learner: air
        events: {topic: hours, time: at}
        features: [{field: dust, as: numeric}]
        target: {regression: dust}
        labels: {of: next, by: station, wait: %s}
        """;
    return SpecChange.between(
        Specs.read(series.formatted(before)), Specs.read(series.formatted(now)));
  }

  @Test
  void aForecastFartherAheadIsAnotherLearnersAndOneThatMayBeLaterIsNot() {
    SpecChange farther = seriesChange("30h, horizon: 12h", "30h, horizon: 24h");
    assertThat(farther.kept()).isEqualTo(Kept.NOTHING);
    assertThat(farther.obstacles()).startsWith("labels.horizon was ");
    assertThat(seriesChange("30h", "30h, horizon: 24h").kept()).isEqualTo(Kept.NOTHING);
    assertThat(seriesChange("30h, horizon: 24h", "31h, horizon: 24h").kept()).isEqualTo(Kept.STATE);
  }

  @Test
  void aPoolIsAnotherNetwork() {
    assertThat(poolChange("", "network: [{dense: 8}]\n").kept()).isEqualTo(Kept.WHAT_FITS);
    assertThat(poolChange("learn: {batch: 16}\n", "").kept()).isEqualTo(Kept.MODEL);
    assertThat(poolChange("learn: {optimizer: {adam: {learningRate: 0.01}}}\n", "").kept())
        .isEqualTo(Kept.STATE);
    assertThat(poolChange("", "pool: {mix: hedge}\n").kept()).isEqualTo(Kept.WHAT_FITS);
    assertThat(poolChange("", "pool: {mix: hedge}\n").obstacles())
        .isEqualTo("pool.mix was not given and is hedge");
    assertThat(poolChange("", "pool: {mix: mean}\n").kept()).isEqualTo(Kept.MODEL);
    assertThat(poolChange("pool: {members: [{perceptron: [4]}]}\n", "").kept())
        .isEqualTo(Kept.WHAT_FITS);
    assertThat(
            poolChange(
                    "pool: {members: [{perceptron: [4]}]}\n",
                    "pool: {members: [{perceptron: [4]}, {memory: 9}]}\n")
                .kept())
        .isEqualTo(Kept.MODEL);
    assertThat(poolChange("pool: {replay: true}\n", "pool: {replay: false}\n").kept())
        .isEqualTo(Kept.MODEL);
  }

  /** Members have another last number; a network's weights mean another change. */
  @Test
  void whatANumberIsAChangeFromMayChangeForSeveralNetworks() {
    for (String network : new String[] {"", "network: [{dense: 8}]\n"}) {
      SpecChange change =
          SpecChange.between(
              Specs.read(RIDES.formatted("") + network),
              Specs.read(RIDES.formatted(", from: load") + network));
      assertThat(change.kept()).isEqualTo(network.isEmpty() ? Kept.STATE : Kept.NOTHING);
      assertThat(change.keepsLabels()).isEqualTo(network.isEmpty());
    }
  }

  @Test
  void aPoolWrittenOutChangesNothing() {
    String written = "pool: {mix: joint, season: true}\nlearn: {batch: 8, optimizer: {adam: {}}}\n";
    assertThat(poolChange("", written).changesLearning()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dropout: 0.1 | dropout: 0.2 | network[1].dropout was 0.1 and is 0.2",
        "{dropout: 0.1} | {dense: 2} | network[1].dense was not given and is 2",
        "as: category | as: category, embed: 4 | features[page].embed was not given and is 4",
        "learn: | limits: {categories: 9}~learn: | limits.categories was not given and is 9",
        "field: page | field: site | feature page removed; feature site added",
        "{adam: {learningRate: 0.01}} | {sgd: {}} | learn.optimizer.adam was {",
        "time: at, | time: at, zone: Asia/Tokyo, | events.zone was UTC and is Asia/Tokyo",
      })
  void whatFitsIsKept(String what, String by, String words) {
    SpecChange change = change(what, by);

    assertThat(change.kept()).isEqualTo(Kept.WHAT_FITS);
    assertThat(change.obstacles()).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "learner: clicks | learner: sales | learner was clicks and is sales",
        "key: country | key: city | key was country and is city",
        "topic: clicks | topic: visits | events.topic was clicks and is visits",
        "time: at, | time: then, | events.time was at and is then",
        "topic: sales | topic: orders | labels.topic was sales and is orders",
        "[no, yes] | [no, maybe, yes] | target.classes[1] was yes and is maybe",
        "field: sold | field: bought | target.field was sold and is bought",
      })
  void anotherLearnerKeepsNothing(String what, String by, String words) {
    SpecChange change = change(what, by);

    assertThat(change.kept()).isEqualTo(Kept.NOTHING);
    assertThat(change.obstacles()).contains(words);
  }

  @Test
  void publishingIsNoPartOfLearning() {
    SpecChange change = change("learn:", "publish: {snapshots: {every: 5s}}~learn:");

    assertThat(change.changesLearning()).isFalse();
  }

  @Test
  void manyDifferencesAreCutShort() {
    SpecChange change =
        change("[{dense: 64}, {dropout: 0.1}]", "[" + "{dense: 3}, ".repeat(20) + "{dense: 2}]");

    assertThat(change.obstacles()).endsWith("more").hasSizeLessThan(1000);
  }
}
