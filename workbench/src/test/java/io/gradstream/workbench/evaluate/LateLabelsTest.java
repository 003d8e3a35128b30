package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.features.event.Decoded;
import io.gradstream.learning.Answer;
import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.schemas.Position;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are predicted when they come and learned when their labels do. */
final class LateLabelsTest {

  private static final String SPEC =
      """
      specVersion: 1
      learner: trips
      events: {topic: trips, time: left}
      features:
        - {field: left, as: timeOfDay}
        - {field: distance, as: numeric}
      target: {binary: "late > 15"}
      network: [{dense: 8, activation: relu}]
      learn: {optimizer: {adam: {learningRate: 0.01}}, batch: 4}
      """;

  @TempDir private Path folder;

  private static LearnerSpec spec(String text) {
    return SpecReader.read(new SpecBundle("trips.yaml", text, Map.of()));
  }

  /** Every seventh row has no label, every eleventh is a bad one. */
  private Path trips(int count) throws IOException {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder("left,distance,city,late\n");
    for (int i = 0; i < count; i++) {
      int distance = random.nextInt(100);
      String late = i % 7 == 0 ? "" : Integer.toString(distance > 60 ? 30 : 0);
      text.append("2026-01-02 08:%02d,".formatted(i % 60))
          .append(i % 11 == 0 ? "far" : distance)
          .append(i % 2 == 0 ? ",Oslo," : ",Rome,")
          .append(late)
          .append('\n');
    }
    return Files.writeString(folder.resolve("trips.csv"), text);
  }

  private static EvaluationReport run(String spec, Path file, long delay) throws IOException {
    return Evaluation.run(
        spec(spec),
        new EvaluationOptions(file, Long.MAX_VALUE, 1, Optional.empty(), Optional.empty(), delay),
        () -> 0);
  }

  /** The examples of the file, empty where a row is none. */
  private static List<Optional<Example>> rows(LearnerSpec spec, Path file) throws IOException {
    List<Optional<Example>> rows = new ArrayList<>();
    int time = spec.model().events().indexOf("left");
    int late = spec.model().events().indexOf("late");
    long reached = 0;
    try (RowReader reader = RowReader.open(spec, InputFile.of(file))) {
      for (Row row = reader.read(); row != null; row = reader.read()) {
        Optional<Example> example = Optional.empty();
        if (row.event() instanceof Decoded.Good good) {
          reached = Math.max(reached, good.event().time(time));
          if (row.label().isPresent()) {
            float target = good.event().number(late) > 15 ? 1 : 0;
            Position position = new Position(reached, "trips", 0, row.index());
            example = Optional.of(new Example(good.event(), "", target, position));
          }
        }
        rows.add(example);
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100, 5000})
  void answersAreThoseOfTheModelThatKnowsTheLabelsUpToThen(int delay) throws IOException {
    Path file = trips(600);
    LearnerSpec spec = spec(SPEC);
    List<Optional<Example>> rows = rows(spec, file);
    int right = 0;
    int met = 0;
    int answered = 0; // by a model that had learned
    double loss = 0;
    try (Learner learner = spec.newLearner("", 1)) {
      for (int row = 0; row < rows.size(); row++) {
        if (rows.get(row).isPresent()) {
          Example example = rows.get(row).get();
          Answer answer = learner.answer(example.event());
          met++;
          if (answer.learnedThrough().isPresent()) {
            double output = answer.output()[0];
            right += output >= 0.5 == (example.target() == 1) ? 1 : 0;
            loss -= Math.log(example.target() == 1 ? output : 1.0 - output);
            answered++;
          }
        }
        if (row >= delay) {
          rows.get(row - delay).ifPresent(learner::learn);
        }
      }
    }

    EvaluationReport report = run(SPEC, file, delay);

    assertThat(report.answersMeasure("n")).hasValue(met);
    assertThat(report.answersMeasure("n_scored")).hasValue(answered);
    assertThat(report.answersMeasure("accuracy").orElse(0))
        .isCloseTo(right / Math.max(1.0, answered), within(1e-12));
    assertThat(report.answersMeasure("logloss").orElse(0))
        .isCloseTo(loss / Math.max(1, answered), within(1e-9));
    assertThat(report.n()).isEqualTo(met);
  }

  /** Repeating the last label that was there when the row came, and so on. */
  @ParameterizedTest
  @ValueSource(ints = {1, 9, 150})
  void baselinesKnowTheLabelsUpToThenToo(int delay) throws IOException {
    Path file = trips(600);
    List<Optional<Example>> rows = rows(spec(SPEC), file);
    double noChange = 0;
    double majority = 0;
    double priorLoss = 0;
    int answered = 0;
    int last = 0;
    int[] known = new int[2];
    for (int row = 0; row < rows.size(); row++) {
      // before, nothing is learned yet: neither the model nor they are scored
      if (rows.get(row).isPresent() && known[0] + known[1] >= spec(SPEC).learn().batch()) {
        int label = (int) rows.get(row).get().target();
        noChange += last == label ? 1 : 0;
        majority += (known[1] > known[0] ? 1 : 0) == label ? 1 : 0;
        priorLoss -= Math.log((known[label] + 1.0) / (known[0] + known[1] + 2));
        answered++;
      }
      if (row >= delay && rows.get(row - delay).isPresent()) {
        last = (int) rows.get(row - delay).get().target();
        known[last]++;
      }
    }

    EvaluationReport report = run(SPEC, file, delay);

    assertThat(report.answersMeasure("no_change").orElseThrow())
        .isCloseTo(noChange / answered, within(1e-12));
    assertThat(report.answersMeasure("majority").orElseThrow())
        .isCloseTo(majority / answered, within(1e-12));
    assertThat(report.answersMeasure("prior_logloss").orElseThrow())
        .isCloseTo(priorLoss / answered, within(1e-9));
    assertThat(report.answersMeasure("prior_logloss_window").orElseThrow())
        .isCloseTo(priorLoss / answered, within(1e-6)); // fewer than 5,000 answers
  }

  @Test
  void baselinesOfNumbersBeginWithTheFirstLabelThatIsThere() throws IOException {
    String regression = SPEC.replace("{binary: \"late > 15\"}", "{regression: late}");
    StringBuilder text = new StringBuilder("left,distance,late\n");
    for (int i = 0; i < 90; i++) {
      text.append("2026-01-02 08:%02d,1,%d\n".formatted(i % 60, i)); // the label is the row
    }
    Path file = Files.writeString(folder.resolve("rising.csv"), text);

    EvaluationReport report = run(regression, file, 4);

    // Row 5 is the first that knows a label, that of row 0: five less, as for all that follow.
    assertThat(report.answersMeasure("no_change_mae").orElseThrow()).isCloseTo(5, within(1e-9));
    assertThat(report.answersMeasure("no_change_mae_fading").orElseThrow())
        .isCloseTo(5, within(1e-9));
    assertThat(report.answersMeasure("no_change_mae_window").orElseThrow())
        .isCloseTo(5, within(1e-9));
    assertThat(report.curve())
        .hasSizeGreaterThan(60)
        .allSatisfy(
            point -> assertThat(point.mean("no_change_mae").orElse(5)).isCloseTo(5, within(1e-9)));
    assertThat(report.curve().get(80).mean("no_change_mae")).isPresent();
  }

  @Test
  void theLearnersOwnScoresDoNotDependOnTheDelay() throws IOException {
    Path file = trips(600);

    EvaluationReport atOnce = run(SPEC, file, 0);
    EvaluationReport late = run(SPEC, file, 50);

    assertThat(late.measures()).isEqualTo(atOnce.measures());
    assertThat(atOnce.answers()).isEmpty();
    assertThat(atOnce.json()).doesNotContain("\"answers\"");
    assertThat(late.answersMeasure("logloss").orElseThrow())
        .isGreaterThan(late.measure("logloss").orElseThrow());
  }

  @Test
  void answersHaveTheirBaselinesFormsAndCurve() throws IOException {
    EvaluationReport report = run(SPEC, trips(1500), 20);
    JsonNode json = new ObjectMapper().readTree(report.json());

    for (JsonNode block : List.of(json, json.get("answers"))) {
      assertThat(block.at("/baselines/no_change").isDouble()).isTrue();
      for (String form : List.of("/fading", "/window")) {
        assertThat(block.at(form + "/accuracy").isDouble()).isTrue();
        assertThat(block.at(form + "/logloss").isDouble()).isTrue();
        assertThat(block.at(form + "/mae").isMissingNode()).isTrue();
        assertThat(block.at(form + "/baselines/no_change").isDouble()).isTrue();
        assertThat(block.at(form + "/baselines/majority").isDouble()).isTrue();
        assertThat(block.at(form + "/baselines/prior_logloss").isDouble()).isTrue();
      }
      assertThat(block.at("/window/n").asInt()).isEqualTo(block.get("n_scored").asInt());
    }
    assertThat(json.at("/answers/delay").asInt()).isEqualTo(20);
    assertThat(report.table()).contains("answers as given, labels 20 rows later", "last 1,");
    JsonNode point = json.at("/curve/3");
    assertThat(point.get("time").asText()).startsWith("2026-01-02T08:");
    for (String name : List.of("accuracy", "no_change", "majority", "logloss", "prior_logloss")) {
      assertThat(point.get(name).isDouble()).as(name).isTrue();
    }
  }

  @Test
  void answersOfManyModelsHaveACurveToo() throws IOException {
    String keyed = SPEC + "key: city\n";
    Path file = trips(400);

    assertThat(run(keyed, file, 0).curve()).isEmpty();
    assertThat(run(keyed, file, 10).curve()).isNotEmpty();
    assertThat(run(keyed, file, 0).json()).contains("\"window\":{\"n\":0,");
  }

  @Test
  void aDelayIsNoNegativeNumber() {
    assertThatThrownBy(() -> run(SPEC, folder, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("delay must be at least 0: -1");
  }
}
