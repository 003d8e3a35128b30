package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.features.event.Event;
import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.learning.Scores;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.Position;
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What models of before say of the same examples. */
class FormerModelsTest {

  private static final String SPEC =
      """
      learner: load
      seed: 7
      events: {topic: load, time: at}
      features: [{field: speed, as: numeric}]
      target: {regression: load}
      network: [{dense: 4}]
      learn: {batch: 1, optimizer: {adam: {learningRate: 0.01}}}
      """;
  private static final long MINUTE = 60_000;
  private static final int EVERY = 10; // minutes

  @TempDir private Path folder;

  private static LearnerSpec spec(String text) {
    return SpecReader.read(new SpecBundle("spec.yaml", text, Map.of()));
  }

  /** What the load is of a speed turns round in a day. */
  private static double load(double speed, int i) {
    return 100 + 20 * speed * StrictMath.cos(2 * Math.PI * i * EVERY / (24 * 60));
  }

  private static List<Example> stream(LearnerSpec spec, int count) {
    Random random = new Random(2);
    List<Example> stream = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double speed = random.nextGaussian();
      long at = i * EVERY * MINUTE;
      Object[] values = new Object[spec.model().events().fields().size()];
      values[spec.model().events().indexOf("at")] = at;
      values[spec.model().events().indexOf("speed")] = speed;
      values[spec.model().events().indexOf("load")] = load(speed, i);
      Event event = Event.owning(values);
      stream.add(new Example(event, "", load(speed, i), new Position(at, "load", 0, i)));
    }
    return stream;
  }

  /** Snapshots are kept every 20 minutes here: a quarter of an hour falls between two events. */
  @Test
  void eachExampleIsAskedOfTheModelThatThereWasAWhileBefore() {
    LearnerSpec spec = spec(SPEC);
    Scores expected = Scores.of(spec.model().target());
    List<ModelSnapshot> before = new ArrayList<>(); // each example
    int first = -1;
    try (Learner learner = spec.newLearner("", 1);
        FormerModels formers = new FormerModels(spec, List.of(Duration.ofHours(1)))) {
      List<Example> stream = stream(spec, 100);
      for (int i = 0; i < stream.size(); i++) {
        before.add(learner.snapshot());
        first = first < 0 && learner.scores().count() > 0 ? i : first;
        int old = first + (i - 6 - first) / 2 * 2;
        if (first >= 0 && i - 6 >= first) {
          try (Model then = Model.of(before.get(old))) {
            expected.score(then.predict(stream.get(i).event()), stream.get(i).target());
          }
        }
        formers.before(stream.get(i), learner);
        learner.learn(stream.get(i));
      }
      Freshness found = formers.found().get(0);

      assertThat(mae(found.then()))
          .isCloseTo(mae(expected.measures()), within(1e-9))
          .isGreaterThan(mae(found.now()));
      assertThat(MetricReport.value("n_scored", found.now()))
          .isEqualTo(MetricReport.value("n_scored", found.then()));
    }
  }

  private static double mae(List<MetricReport.Measure> measures) {
    return MetricReport.value("mae", measures).orElseThrow();
  }

  @Test
  void anEvaluationTellsThemByAgeAndIsTheSameWithoutThem() throws IOException {
    List<Duration> ages = List.of(Duration.ofHours(1), Duration.ofHours(6), Duration.ofDays(100));
    EvaluationReport report = evaluate(SPEC, ages);

    assertThat(report.measures()).isEqualTo(evaluate(SPEC, List.of()).measures());
    assertThat(report.freshness()).extracting(Freshness::age).isEqualTo(ages);
    assertThat(mae(report.freshness().get(1).then()))
        .as("the longer ago, the worse, where the world turns round")
        .isGreaterThan(mae(report.freshness().get(0).then()))
        .isGreaterThan(mae(report.freshness().get(1).now()));
    assertThat(report.table())
        .contains("by the model of 1 h before", "by the model of 100 d before: 0 rows");
    JsonNode json = new ObjectMapper().readTree(report.json()).at("/freshness/0");
    assertThat(json.at("/age_s").doubleValue()).isEqualTo(3600);
    assertThat(json.at("/then/mae").doubleValue()).isGreaterThan(json.at("/now/mae").doubleValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "learner: load | learner: load~key: speed | single model",
        "time: at | id: at | must have events.time",
        "network: | labels: {of: next, wait: 1h}~network: | labels.of: next",
      })
  void whereThereIsNoModelOfBeforeTheReasonIsTold(String what, String by, String reason) {
    String text = SPEC.replace(what, by.replace('~', '\n'));

    assertThatThrownBy(() -> evaluate(text, List.of(Duration.ofHours(1))))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining(reason);
  }

  private EvaluationReport evaluate(String text, List<Duration> ages) throws IOException {
    Path file = folder.resolve("load.csv");
    StringBuilder rows = new StringBuilder("at,speed,load\n");
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      double speed = random.nextGaussian();
      rows.append(
          "%tFT%<tT,%s,%s%n"
              .formatted(i * EVERY * MINUTE + 1_700_000_000_000L, speed, load(speed, i)));
    }
    Files.writeString(file, rows);
    return Evaluation.run(
        spec(text),
        new EvaluationOptions(
            new Source.DataFile(InputFile.of(file)),
            Long.MAX_VALUE,
            1,
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            Optional.empty(),
            ages),
        System::nanoTime);
  }
}
