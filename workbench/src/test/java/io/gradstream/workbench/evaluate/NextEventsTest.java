package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.workbench.table.DataFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Series as they are, whose next event tells an event's label, and the example that ships. */
final class NextEventsTest {

  private static final Path EXAMPLE = Path.of("../examples/air-quality");

  private static final String SPEC =
      """
      learner: tides
      events: {topic: tides, time: at}
      labels: {of: next, by: place}
      features: [{field: level, as: window, last: 4, by: place}]
      target: {regression: level, from: level}
      network: [{gru: 8}]
      learn: {optimizer: {adam: {learningRate: 0.01}}, batch: 3}
      """;

  private static final String AHEAD =
      SPEC.replace("next, by: place", "next, by: place, horizon: 6h, wait: 7h");

  @TempDir private Path folder;

  /** Waves of three places, each from time to time at its own pace; only a past tells the next. */
  private Path tides(int hours) throws IOException {
    Random random = new Random(4);
    StringBuilder text = new StringBuilder("at,place,level\n");
    for (int hour = 0; hour < hours; hour++) {
      for (int place = 0; place < 3; place++) {
        double level =
            10 * place + 3 * Math.sin(hour * (0.5 + 0.1 * place)) + 0.01 * random.nextGaussian();
        text.append(String.format(Locale.ROOT, "%d,p%d,%.4f%n", hour * 3_600_000L, place, level));
      }
    }
    return Files.writeString(folder.resolve("tides.csv"), text);
  }

  private static LearnerSpec spec(String text) {
    return SpecReader.read(new SpecBundle("tides.yaml", text, Map.of()));
  }

  private static EvaluationReport run(LearnerSpec spec, EvaluationOptions options)
      throws IOException {
    return Evaluation.run(spec, options, () -> 0);
  }

  @Test
  void theAnswerToEachEventIsHeldAgainstTheNextOfItsPlace() throws IOException {
    EvaluationReport report = run(spec(SPEC), EvaluationOptions.once(tides(1_500), Long.MAX_VALUE));

    assertThat(report.n()).isEqualTo(3 * 1_499);
    double persistence = report.measure("no_change_mae").orElseThrow();
    assertThat(persistence).isCloseTo(1.1, within(0.2)); // of a wave of 3 at half a radian an hour
    assertThat(report.measure("own_no_change_mae")).isEmpty();
    assertThat(report.measure("mae").orElseThrow()).isLessThan(persistence / 2);
    assertThat(report.notes().toString()).doesNotContain("alone tells");
  }

  /** Of the waves only a network that sees the past can say what they are in six hours. */
  @Test
  void theAnswerToEachEventIsHeldAgainstWhatCameSixHoursLater() throws IOException {
    EvaluationReport report =
        run(spec(AHEAD), EvaluationOptions.once(tides(1_500), Long.MAX_VALUE));

    assertThat(report.n()).isEqualTo(3 * (1_500 - 6));
    double persistence = report.measure("no_change_mae").orElseThrow();
    assertThat(persistence).isCloseTo(3.5, within(1.0)); // of a wave of 3, three radians on
    assertThat(report.measure("mae").orElseThrow()).isLessThan(persistence / 2);
    assertThat(report.notes().toString()).doesNotContain("were not learned");
  }

  /** Three hours of every ten are not sent: events of six hours before have no label. */
  @Test
  void eventsWhoseLabelNeverComesAreCounted() throws IOException {
    List<String> all = Files.readAllLines(tides(1_000));
    Path file =
        Files.write(
            folder.resolve("gaps.csv"),
            IntStream.range(0, all.size())
                .filter(row -> (row + 2) / 3 % 10 > 2)
                .mapToObj(all::get)
                .toList());
    Files.writeString(file, "at,place,level\n" + Files.readString(file));

    assertThat(run(spec(AHEAD), EvaluationOptions.once(file, Long.MAX_VALUE)).notes().toString())
        .contains("events were not learned: none told their label");
  }

  /** Of each place another word, which changes after every fifth event. */
  private Path words(int hours, int places) throws IOException {
    StringBuilder text = new StringBuilder("at,place,level\n");
    for (int hour = 0; hour < hours; hour++) {
      for (int place = 0; place < places; place++) {
        text.append("%d,p%d,w%d-%d%n".formatted(hour * 3_600_000L, place, place, hour / 5 % 2));
      }
    }
    return Files.writeString(folder.resolve("words.csv"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "classes: {atMost: 8}, field: level",
        "classes: [w0-0, w0-1, w1-0, w1-1], field: level"
      })
  void noChangeOfAClassIsToRepeatThatOfThePlace(String target) throws IOException {
    LearnerSpec spec =
        spec(
            SPEC.replace("regression: level, from: level", target)
                .replace("as: window, last: 4, by: place", "as: category, embed: 4")
                .replace("gru: 8", "dense: 8, activation: relu"));
    EvaluationReport report = run(spec, EvaluationOptions.once(words(500, 2), Long.MAX_VALUE));

    // four labels of five are those of before; it is the next model that first says something
    assertThat(report.measure("no_change").orElseThrow()).isCloseTo(0.8, within(0.01));
    assertThat(report.measure("accuracy").orElseThrow()).isGreaterThan(0.6);
  }

  @Test
  void aModelOfEachPlaceIsHeldAgainstTheNextToo() throws IOException {
    LearnerSpec each = spec(SPEC.replace("labels:", "key: place\nlabels:"));
    EvaluationReport report = run(each, EvaluationOptions.once(tides(400), Long.MAX_VALUE));

    assertThat(report.n()).isEqualTo(3 * 399);
    assertThat(report.models()).isEqualTo(3);
  }

  @Test
  void eventsThatFollowOneAnotherAreReadOnceInTheirOrder() throws IOException {
    Path file = tides(5);
    LearnerSpec spec = spec(SPEC);
    String once = "rows are learned once and without delay";

    assertThatThrownBy(() -> run(spec, options(file, 2, Optional.empty(), 0)))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining(once);
    assertThatThrownBy(() -> run(spec, options(file, 1, Optional.empty(), 3)))
        .hasMessageContaining(once);
    assertThatThrownBy(() -> run(spec, options(file, 1, Optional.of(file), 0)))
        .hasMessageContaining("put its rows behind the data instead");
    LearnerSpec own =
        spec(SPEC.replace("of: next, by: place", "").replace("regression: level", "regression: x"));
    assertThatThrownBy(() -> run(own, options(file, 1, Optional.of(file), 0)))
        .hasMessageContaining("put its rows behind the data instead");
  }

  private static EvaluationOptions options(Path file, int passes, Optional<Path> test, long delay) {
    return new EvaluationOptions(file, Long.MAX_VALUE, passes, test, Optional.empty(), delay);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm.yaml", "gru.yaml"})
  void theInventedHoursOfTheExampleAreForecast(String file) throws IOException {
    EvaluationReport report =
        run(
            SpecReader.read(EXAMPLE.resolve(file)),
            EvaluationOptions.once(EXAMPLE.resolve("invented.csv.gz"), Long.MAX_VALUE));

    assertThat(report.rows()).isEqualTo(5_760 - 4 * 30);
    assertThat(report.measure("mae").orElseThrow())
        .isLessThan(report.measure("no_change_mae").orElseThrow());
  }
}
