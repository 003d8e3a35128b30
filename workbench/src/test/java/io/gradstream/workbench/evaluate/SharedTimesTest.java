package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.event.Decoded;
import io.gradstream.learning.Answer;
import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.schemas.MetricReport.Measure;
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

/** Rows of one event time: all are answered before any of their labels is learned. */
final class SharedTimesTest {

  private static final String SPEC =
      """
      learner: stores
      events: {topic: stores, time: day}
      features: [{field: store, as: category}, {field: promo, as: numeric}]
      target: {binary: "sold == 'much'"}
      network: [{dense: 8, activation: relu}]
      learn: {optimizer: {adam: {learningRate: 0.02}}, batch: 4}
      """;

  @TempDir private Path folder;

  private static LearnerSpec spec(String text) {
    return SpecReader.read(new SpecBundle("stores.yaml", text, Map.of()));
  }

  /** So many stores a day; on half of the days all sell much, and nothing tells on which. */
  private Path days(int days, int stores) throws IOException {
    Random random = new Random(4);
    StringBuilder text = new StringBuilder("day,store,promo,sold\n");
    for (int day = 0; day < days; day++) {
      String sold = random.nextBoolean() ? "much" : "little";
      for (int store = 0; store < stores; store++) {
        text.append("20%02d-%02d-%02d,".formatted(day / 336, 1 + day / 28 % 12, 1 + day % 28))
            .append("s%d,%d,%s\n".formatted(store, random.nextInt(2), sold));
      }
    }
    return Files.writeString(folder.resolve("stores.csv"), text);
  }

  private static EvaluationReport run(String spec, Path file, long delay) throws IOException {
    return Evaluation.run(
        spec(spec),
        new EvaluationOptions(file, Long.MAX_VALUE, 1, Optional.empty(), Optional.empty(), delay),
        () -> 0);
  }

  private static List<Example> examples(LearnerSpec spec, Path file) throws IOException {
    List<Example> examples = new ArrayList<>();
    int day = spec.model().events().indexOf("day");
    int sold = spec.model().events().indexOf("sold");
    try (RowReader reader = RowReader.open(spec, InputFile.of(file))) {
      for (Row row = reader.read(); row != null; row = reader.read()) {
        var event = ((Decoded.Good) row.event()).event();
        Position position = new Position(event.time(day), "stores", 0, row.index());
        float target = event.text(sold).equals("much") ? 1 : 0;
        examples.add(new Example(event, "", target, position));
      }
    }
    return examples;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 64})
  void answersAreThoseOfTheModelThatKnowsTheTimesBefore(int stores) throws IOException {
    Path file = days(200, stores);
    LearnerSpec spec = spec(SPEC);
    List<Example> examples = examples(spec, file);
    int right = 0;
    int scored = 0;
    try (Learner learner = spec.newLearner("", 1)) {
      for (int day = 0; day < 200; day++) {
        List<Example> together = examples.subList(day * stores, (day + 1) * stores);
        for (Example example : together) {
          Answer answer = learner.answer(example.event());
          if (answer.learnedThrough().isPresent()) {
            right += answer.output()[0] >= 0.5f == (example.target() == 1) ? 1 : 0;
            scored++;
          }
        }
        together.forEach(learner::learn);
      }
    }

    EvaluationReport report = run(SPEC, file, 0);

    assertThat(report.n()).isEqualTo(200L * stores);
    assertThat(report.measure("n_scored")).hasValue(scored);
    assertThat(report.measure("accuracy").orElse(0))
        .isCloseTo((double) right / scored, within(1e-12));
    assertThat(report.curve()).isNotEmpty();
    assertThat(report.notes())
        .singleElement()
        .asString()
        .startsWith(
            "%,d of %1$,d examples share their time with others, up to %d: all of one time were answered before"
                .formatted(200 * stores, stores));
  }

  /** A day's first label would tell those of all other stores, to learner and baseline. */
  @Test
  void noLabelTellsThatOfAnotherRowOfItsTime() throws IOException {
    Path file = days(200, 50);

    EvaluationReport honest = run(SPEC, file, 0);
    EvaluationReport leaking = run(SPEC.replace("time: day", "time: day, order: arrival"), file, 0);

    assertThat(leaking.measure("no_change").orElseThrow()).isGreaterThan(0.95);
    assertThat(leaking.notes()).isEmpty();
    assertThat(honest.measure("accuracy").orElseThrow()).isBetween(0.3, 0.65);
    assertThat(honest.measure("no_change").orElseThrow()).isBetween(0.3, 0.65);
  }

  @Test
  void whereLabelsComeLateAWholeTimeIsAnsweredToo() throws IOException {
    EvaluationReport report = run(SPEC, days(200, 50), 1);

    assertThat(report.answersMeasure("n")).hasValue(10_000);
    assertThat(report.answersMeasure("accuracy").orElseThrow()).isBetween(0.3, 0.65);
    assertThat(report.answersMeasure("no_change").orElseThrow()).isBetween(0.3, 0.65);
  }

  /** Each model answers its own rows of a time; what its baselines know is its own, too. */
  @Test
  void everyModelAnswersItsRowsOfATimeFirst() throws IOException {
    String keyed = SPEC.replace("features:", "key: store\nfeatures:");
    Path file = days(60, 3);
    List<String> twice = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    lines.forEach(line -> twice.addAll(List.of(line, line)));
    Files.write(file, twice.subList(1, twice.size()));

    EvaluationReport report = run(keyed, file, 0);

    assertThat(report.models()).isEqualTo(3);
    assertThat(report.n()).isEqualTo(360);
    assertThat(report.measure("no_change").orElseThrow()).isBetween(0.3, 0.7);
  }

  @Test
  void whereHardlyATimeIsSharedTheLearnersScoresStay() throws IOException {
    Path file = days(300, 1);
    EvaluationReport alone = run(SPEC, file, 0);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(10, lines.get(10).replace(lines.get(10).split(",")[0], lines.get(9).split(",")[0]));
    EvaluationReport once = run(SPEC, Files.write(file, lines), 0);

    assertThat(once.measures()).isEqualTo(alone.measures());
    assertThat(once.curve()).isNotEmpty();
    assertThat(once.notes()).isEmpty();
  }

  @Test
  void rowsWithoutATimeAndTimesThatGoBackAreAlone() throws IOException {
    StringBuilder text = new StringBuilder("day,store,promo,sold\n");
    for (String store : new String[] {"a", "b", "c"}) { // one after the other
      for (int day = 1; day <= 28; day++) {
        text.append("2024-01-%02d,%s,1,%s\n".formatted(day, store, day % 3 == 0 ? "much" : "no"));
      }
    }
    Path file = Files.writeString(folder.resolve("stores.csv"), text);

    EvaluationReport report = run(SPEC, file, 0);
    EvaluationReport untimed = run(SPEC.replace(", time: day", ""), file, 0);

    assertThat(report.measures()).isEqualTo(untimed.measures());
    assertThat(report.notes()).singleElement().asString().contains("the time goes back in 54 rows");
  }

  /** Of records it is the time of their position that counts, as in the job. */
  @Test
  void recordsOfOneTimeAreAnsweredTogether() throws IOException {
    LearnerSpec spec = spec(SPEC.replace(", time: day", ""));
    Path file = days(200, 50);
    List<TopicRecord> records = new ArrayList<>();
    try (RowReader reader = RowReader.open(spec, InputFile.of(file))) {
      for (Row row = reader.read(); row != null; row = reader.read()) {
        records.add(
            new TopicRecord.OfEvents(
                (Decoded.Good) row.event(),
                new Position(1000 * (row.index() / 50), "stores", 0, row.index()),
                Optional.empty()));
      }
    }
    EvaluationReport report =
        Evaluation.run(
            spec,
            new EvaluationOptions(
                new Source.Topics(List.of(new InMemoryPartition(false, records))),
                Long.MAX_VALUE,
                1,
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty()),
            () -> 0);

    assertThat(report.n()).isEqualTo(10_000);
    assertThat(report.measures()).isEqualTo(run(SPEC, file, 0).measures());
  }

  /** The last rows fill no mini-batch: they are scored as if they did. */
  @Test
  void everyRowWithALabelIsScored() throws IOException {
    Path file = days(103, 1);
    LearnerSpec spec = spec(SPEC);
    List<Measure> whole;
    try (Learner learner = spec.newLearner("", 1)) {
      for (Example example : examples(spec, file)) {
        learner.learn(example);
      }
      learner.learnGathered();
      whole = learner.scores().measures();
    }

    EvaluationReport report = run(SPEC, file, 0);

    assertThat(report.n()).isEqualTo(103);
    assertThat(report.unlearned()).isEqualTo(3);
    assertThat(report.measures()).isEqualTo(whole);
    assertThat(report.table()).contains("3  scored at the end, filling no mini-batch");
    assertThat(run(SPEC.replace("batch: 4", "batch: 1"), file, 0).unlearned()).isZero();
  }
}
