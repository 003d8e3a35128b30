package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.workbench.table.DataFileException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluationTest {

  private static final String SPEC =
      """
      specVersion: 1
      learner: trips
      events: {topic: trips, format: json, id: tripId, time: left}
      labels: {topic: arrivals, format: json, id: tripId, time: arrived, wait: 1h}
      features:
        - {field: left, as: timeOfDay}
        - {field: distance, as: numeric}
        - {field: city, as: category, embed: 4}
      target: {binary: "late > 15"}
      network: [{dense: 8, activation: relu}]
      learn: {optimizer: {adam: {learningRate: 0.01}}, batch: 8}
      """;

  @TempDir private Path folder;

  private static LearnerSpec spec(String text) {
    return SpecReader.read(new SpecBundle("trips.yaml", text, Map.of()));
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    return Files.writeString(file, text);
  }

  private EvaluationReport run(String spec, String text) throws IOException {
    return Evaluation.run(
        spec(spec), file("trips.csv", text), Long.MAX_VALUE, new SteadyClock()::nanos);
  }

  /** A second passes between two looks. */
  private static final class SteadyClock {
    private long nanos;

    long nanos() {
      return nanos += 1_000_000_000;
    }
  }

  private static String trips(int count) {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder("left,distance,city,late\n");
    for (int i = 0; i < count; i++) {
      int distance = random.nextInt(1000);
      String city = random.nextBoolean() ? "Rome" : "Oslo";
      int late = distance / 20 + (city.equals("Rome") ? -20 : 10);
      text.append(
          "2026-01-%02d 08:%02d,%d,%s,%d\n"
              .formatted(1 + i / 60 % 28, i % 60, distance, city, late));
    }
    return text.toString();
  }

  @Test
  void usageExample() throws IOException {
    EvaluationReport report = run(SPEC, trips(1500));

    assertThat(report.rows()).isEqualTo(1500);
    assertThat(report.n()).isEqualTo(1500);
    assertThat(report.unlearned()).isEqualTo(4);
    assertThat(report.measure("accuracy").orElseThrow()).isGreaterThan(0.85);
    assertThat(report.measure("auc").orElseThrow()).isGreaterThan(0.9);
    assertThat(report.eventsPerSecond()).isEqualTo(1500);
    assertThat(report.table())
        .contains("trips: 1,500 rows, 1,500 scored", "accuracy", "(baseline)");
  }

  @Test
  void jsonHasEveryKeyAndNullWhereItDoesNotApply() throws IOException {
    JsonNode json = new ObjectMapper().readTree(run(SPEC, trips(100)).json());

    assertThat(json.get("n").asLong()).isEqualTo(100);
    assertThat(json.get("accuracy").isDouble()).isTrue();
    for (String name :
        new String[] {"kappa", "kappa_t", "kappa_m", "auc", "logloss", "events_per_s"}) {
      assertThat(json.get(name).isDouble()).as(name).isTrue();
    }
    assertThat(json.get("mae").isNull()).isTrue();
    assertThat(json.get("rmse").isNull()).isTrue();
    assertThat(json.get("baselines").get("no_change").isDouble()).isTrue();
    assertThat(json.get("baselines").get("majority").isDouble()).isTrue();
    assertThat(json.get("baselines").get("prior_logloss").isDouble()).isTrue();
    assertThat(json.get("task").asText()).isEqualTo("binary");
    assertThat(json.get("r2").isNull()).isTrue();
    assertThat(json.get("n_scored").asLong()).isEqualTo(92); // the first batch: nothing learned
    assertThat(json.get("curve")).hasSize(11);
    assertThat(json.get("curve").get(10).get("n").asLong()).isEqualTo(96);
    assertThat(json.get("curve").get(10).get("accuracy").isDouble()).isTrue();
    assertThat(json.get("units").intValue()).isEqualTo(8);
    assertThat(json.get("dead_units").intValue()).isBetween(0, 8);
    assertThat(json.get("effective_rank").doubleValue()).isGreaterThan(1);
    assertThat(json.get("notes")).hasSize(1); // of a baseline
    assertThat(json.get("bad_rows").isEmpty()).isTrue();
  }

  @Test
  void valuesAreScoredByTheirErrors() throws IOException {
    EvaluationReport report =
        run(SPEC.replace("{binary: \"late > 15\"}", "{regression: late}"), trips(1000));

    assertThat(report.measure("mae").orElseThrow())
        .isLessThan(report.measure("mean_mae").orElseThrow());
    assertThat(report.measure("rmse")).isPresent();
    assertThat(report.measure("accuracy")).isEmpty();
  }

  @Test
  void packedFileIsReadAlike() throws IOException {
    Path packed = folder.resolve("trips.data");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(trips(100).getBytes(StandardCharsets.UTF_8));
    }

    EvaluationReport report =
        Evaluation.run(spec(SPEC), packed, Long.MAX_VALUE, new SteadyClock()::nanos);

    assertThat(report).isEqualTo(run(SPEC, trips(100)));
  }

  @Test
  void limitStopsAfterThatManyRows() throws IOException {
    EvaluationReport report =
        Evaluation.run(spec(SPEC), file("trips.csv", trips(100)), 40, new SteadyClock()::nanos);

    assertThat(report.rows()).isEqualTo(40);
    assertThat(report.n()).isEqualTo(40);
  }

  @Test
  void badRowsAreCountedWithReasonAndLineAndStopNothing() throws IOException {
    EvaluationReport report =
        run(
            SPEC,
            """
            left,distance,city,late
            2026-01-01 08:00,12,Oslo,3
            yesterday,12,Oslo,3
            2026-01-01 08:01,far,Oslo,3
            2026-01-01 08:02,inf,Oslo,3
            2026-01-01 08:03,12,Oslo,soon
            2026-01-01 08:04,12,Oslo,
            2026-01-01 08:05,,"Os
            lo",3
            2026-01-01 08:06,x,Oslo,3
            """);

    assertThat(report.rows()).isEqualTo(8);
    assertThat(report.unlabeled()).isEqualTo(1);
    assertThat(report.unlearned()).isEqualTo(5);
    assertThat(report.badRows()).containsOnly(Map.entry(Reason.WRONG_TYPE, 2L));
    assertThat(report.firstBadRows())
        .extracting(EvaluationReport.BadRow::place)
        .containsExactly("line 3", "line 6");
    assertThat(report.table()).contains("line 3: left must be a time").contains("WRONG_TYPE");
    assertThat(report.setAside().counts())
        .isEqualTo(Map.of("distance", Map.of(Reason.WRONG_TYPE, 2L, Reason.NOT_FINITE, 1L)));
    assertThat(report.setAside().first())
        .extracting(EvaluationReport.BadRow::place)
        .containsExactly("line 4", "line 5", "line 10");
    assertThat(report.table()).contains("2  values of distance set aside");
  }

  @Test
  void missingColumnIsNamedBesideThoseFound() {
    assertThatThrownBy(() -> run(SPEC, "left,city,delay\n"))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("no column distance, late")
        .hasMessageContaining("Its columns: left, city, delay");
  }

  @Test
  void emptyFileIsRefused() {
    assertThatThrownBy(() -> run(SPEC, ""))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("is empty");
  }

  @Test
  void idThatComesAgainIsADuplicate() throws IOException {
    EvaluationReport report =
        run(
            SPEC,
            """
            tripId,left,distance,city,late
            a,2026-01-01 08:00,12,Oslo,3
            b,2026-01-01 08:01,12,Oslo,3
            a,2026-01-01 08:59,12,Oslo,3
            a,2026-01-01 09:01,12,Oslo,3
            """);

    assertThat(report.badRows()).containsOnly(Map.entry(Reason.DUPLICATE, 1L));
    assertThat(report.unlearned()).isEqualTo(3);
  }

  @Test
  void everyKeyHasAModelOfItsOwn() throws IOException {
    Random random = new Random(8);
    StringBuilder text = new StringBuilder("left,distance,city,late\n");
    for (int i = 0; i < 6000; i++) {
      int city = random.nextInt(100);
      int distance = random.nextInt(100);
      // What makes a trip late is opposite in every other city.
      boolean late = city % 2 == 0 ? distance > 50 : distance < 50;
      text.append(
          "2026-01-%02d %02d:%02d,%d,city%d,%d\n"
              .formatted(1 + i / 1440, i / 60 % 24, i % 60, distance, city, late ? 30 : 0));
    }
    String keyed = SPEC.replace("features:", "key: city\nfeatures:").replace("0.01", "0.05");

    EvaluationReport report = run(keyed, text.toString());

    assertThat(report.models()).isEqualTo(100);
    assertThat(report.n()).isEqualTo(6000);
    assertThat(report.measure("accuracy").orElseThrow()).isGreaterThan(0.65);
    assertThat(report.measure("majority").orElseThrow()).isCloseTo(0.5, within(0.05));
  }

  @Test
  void modelsStopAtTheirLimit() throws IOException {
    EvaluationReport report =
        run(
            SPEC.replace("features:", "key: city\nlimits: {keys: 1}\nfeatures:"),
            """
            left,distance,city,late
            2026-01-01 08:00,12,Oslo,3
            2026-01-01 08:01,12,Rome,3
            2026-01-01 08:02,12,Oslo,3
            """);

    assertThat(report.badRows()).containsOnly(Map.entry(Reason.LIMIT, 1L));
    assertThat(report.unlearned()).isEqualTo(2);
  }

  @Test
  void rowsOfATestFileAreScoredAndNotLearned() throws IOException {
    Path data = file("train.csv", trips(400));
    Path test = file("test.csv", trips(100));
    EvaluationReport alone =
        Evaluation.run(spec(SPEC), data, Long.MAX_VALUE, new SteadyClock()::nanos);

    EvaluationReport tested =
        Evaluation.run(
            spec(SPEC),
            new EvaluationOptions(data, Long.MAX_VALUE, 1, Optional.of(test), Optional.empty()),
            new SteadyClock()::nanos);

    assertThat(tested.measures()).isEqualTo(alone.measures());
    assertThat(tested.testMeasure("n")).hasValue(100);
    assertThat(tested.testMeasure("accuracy").orElseThrow())
        .isGreaterThan(tested.measure("accuracy").orElseThrow());
    assertThat(new ObjectMapper().readTree(tested.json()).at("/test/n").intValue()).isEqualTo(100);
    assertThat(tested.table()).contains("test, not learned: 100 rows");
    assertThat(alone.json()).doesNotContain("\"test\"");
  }

  @Test
  void laterPassesLearnAndLeaveTheScoresToTheFirst() throws IOException {
    Path data = file("train.csv", trips(100));
    Path test = file("test.csv", trips(200));
    EvaluationReport once = passes(1, data, test);
    EvaluationReport often = passes(10, data, test);

    assertThat(often.measures()).isEqualTo(once.measures());
    assertThat(often.passes()).isEqualTo(10);
    assertThat(often.testMeasure("logloss").orElseThrow())
        .isLessThan(once.testMeasure("logloss").orElseThrow());
  }

  private static EvaluationReport passes(int passes, Path data, Path test) throws IOException {
    return Evaluation.run(
        spec(SPEC),
        new EvaluationOptions(data, Long.MAX_VALUE, passes, Optional.of(test), Optional.empty()),
        new SteadyClock()::nanos);
  }

  @Test
  void anotherSeedStartsFromOtherWeights() throws IOException {
    Path data = file("train.csv", trips(100));
    EvaluationReport own =
        Evaluation.run(spec(SPEC), data, Long.MAX_VALUE, new SteadyClock()::nanos);
    EvaluationReport other =
        Evaluation.run(spec(SPEC).withSeed(99), data, Long.MAX_VALUE, new SteadyClock()::nanos);

    assertThat(other.seed()).isEqualTo(99);
    assertThat(other.measure("logloss")).isNotEqualTo(own.measure("logloss"));
  }

  @Test
  void theModelIsSavedAsItIsInTheEnd() throws IOException {
    Path saved = folder.resolve("trips.grds");
    Evaluation.run(
        spec(SPEC),
        new EvaluationOptions(
            file("train.csv", trips(80)), Long.MAX_VALUE, 2, Optional.empty(), Optional.of(saved)),
        new SteadyClock()::nanos);

    ModelSnapshot snapshot = SnapshotCodec.decode(Files.readAllBytes(saved));

    assertThat(snapshot.version().step()).isEqualTo(20);
    assertThat(snapshot.spec()).isEqualTo(spec(SPEC).model());
  }

  @Test
  void oneModelOfManyIsNotSaved() throws IOException {
    LearnerSpec keyed = spec(SPEC + "key: city\n");
    EvaluationOptions options =
        new EvaluationOptions(
            file("train.csv", trips(80)),
            Long.MAX_VALUE,
            1,
            Optional.empty(),
            Optional.of(folder.resolve("trips.grds")));

    assertThatThrownBy(() -> Evaluation.run(keyed, options, new SteadyClock()::nanos))
        .isInstanceOf(DataFileException.class)
        .hasMessage("only a learner with a single model can be saved: trips has one for each city");
  }

  @Test
  void timesThatGoBackAreTold() throws IOException {
    assertThat(run(SPEC, trips(1600)).notes()).noneMatch(note -> note.contains("goes back"));
    assertThat(run(SPEC, trips(1600) + "2026-01-02 08:00,1,Oslo,3\n").notes())
        .anyMatch(note -> note.contains("goes back in 1 rows, first in line 1602"));
  }

  @Test
  void severalValuesThatCountAsFalseAreTold() throws IOException {
    String inEvent =
        """
        learner: trips
        events: {topic: trips}
        features: [{field: distance, as: numeric}]
        target: {binary: "city == 'Rome'"}
        """;
    assertThat(run(inEvent, "distance,city\n1,Rome\n2,Oslo\n").notes()).isEmpty();
    assertThat(run(inEvent, "distance,city\n1,Rome\n2,Oslo\n3,Bonn\n4,Oslo\n").notes())
        .containsExactly("several values of city count as false: Oslo (2), Bonn (1)");
  }
}
