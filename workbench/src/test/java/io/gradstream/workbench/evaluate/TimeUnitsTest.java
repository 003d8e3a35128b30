package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.workbench.table.DataFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Half-hours of 62 days, of which the night is to be told: by times in any unit, or not at all. */
class TimeUnitsTest {

  private static final int ROWS = 2_976;
  private static final long START = 1_704_067_200L; // 2024-01-01
  private static final String REFUSAL =
      "the first 100 times of ts lie from 1970-01-20T17:21:07.200Z to 1970-01-20T17:24:05.400Z:"
          + " they look like seconds. Write `events.unit: seconds`, or `events.unit: millis` if"
          + " they are right";

  @TempDir private Path folder;

  private EvaluationReport run(String events, String name, LongFunction<String> time, int rows)
      throws IOException {
    boolean isTable = name.endsWith(".csv");
    StringBuilder text = new StringBuilder(isTable ? "ts,y\n" : "");
    for (int i = 0; i < rows; i++) {
      long second = START + 1800L * i;
      boolean night = second % 86_400 < 6 * 3600;
      text.append(
          (isTable ? "%s,%s\n" : "{\"ts\": %s, \"y\": %s}\n").formatted(time.apply(second), night));
    }
    String spec =
        """
        learner: nights
        events: {topic: t, time: ts%s}
        features: [{field: ts, as: [timeOfDay, dayOfWeek]}]
        target: {binary: y}
        network: [{dense: 32}, {dense: 16}]
        learn: {batch: 8, optimizer: {adam: {learningRate: 0.01}}}
        """
            .formatted(events);
    return Evaluation.run(
        SpecReader.read(new SpecBundle("nights.yaml", spec, Map.of())),
        Files.writeString(folder.resolve(name), text),
        Long.MAX_VALUE,
        System::nanoTime);
  }

  @Test
  void everyUnitIsTheSameStream() throws IOException {
    EvaluationReport millis = run("", "t.jsonl", second -> second + "000", ROWS);
    assertThat(millis.measure("accuracy").orElseThrow()).isGreaterThan(0.95);
    for (String name : new String[] {"t.jsonl", "t.csv"}) {
      assertThat(run(", unit: seconds", name, Long::toString, ROWS).measures())
          .isEqualTo(millis.measures());
      assertThat(run(", unit: seconds", name, second -> second + ".0004", ROWS).measures())
          .as("as Python's time.time() writes it")
          .isEqualTo(millis.measures());
      assertThat(run(", unit: micros", name, second -> second + "000123", ROWS).measures())
          .isEqualTo(millis.measures());
      assertThat(run(", unit: nanos", name, second -> second + "000000123", ROWS).measures())
          .isEqualTo(millis.measures());
    }
  }

  @Test
  void secondsThatNobodySaidAreRefusedBeforeAnyResult() {
    for (String name : new String[] {"t.jsonl", "t.csv"}) {
      assertThatThrownBy(() -> run("", name, Long::toString, ROWS))
          .isInstanceOf(DataFileException.class)
          .hasMessage(REFUSAL);
    }
  }

  /** Seconds of 2001, when a thousand million of them had gone by, and before. */
  @ParameterizedTest
  @ValueSource(longs = {100_000_123L, 978_307_200L, 1_000_000_000L, 1_099_999_000L})
  void olderSecondsAreRefusedToo(long start) {
    assertThatThrownBy(
            () -> run("", "t.csv", second -> Long.toString(second - START + start), ROWS))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("they look like seconds. Write `events.unit: seconds`");
  }

  @Test
  void daysAreRefused() {
    assertThatThrownBy(() -> run("", "t.csv", second -> Long.toString(second / 86_400), ROWS))
        .isInstanceOf(DataFileException.class)
        .hasMessage(
            "the first 100 times of ts lie from 1970-01-01T00:00:19.723Z to"
                + " 1970-01-01T00:00:19.725Z: they look like days. Write them as dates, yyyy-MM-dd,"
                + " or `events.unit: millis` if they are right");
  }

  @ParameterizedTest
  @CsvSource({
    "yyyyMMdd, '20240101 as text, 2024-01-01,'",
    "yyyyMMddHH, '2024010100 as text, 2024-01-01T00:00,'",
    "yyyyMMddHHmm, '202401010000 as text, 2024-01-01T00:00,'",
  })
  void datesInDigitsAreRefused(String form, String wayOut) {
    DateTimeFormatter format = DateTimeFormatter.ofPattern(form).withZone(ZoneOffset.UTC);
    for (String name : new String[] {"t.jsonl", "t.csv"}) {
      assertThatThrownBy(
              () -> run("", name, second -> format.format(Instant.ofEpochSecond(second)), ROWS))
          .isInstanceOf(DataFileException.class)
          .hasMessageContaining("they look like dates in digits. Write " + wayOut)
          .hasMessageEndingWith(", or `events.unit: millis` if they are right");
    }
  }

  /** Made-up milliseconds, from a round number on. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1_000, 10_000, 1_000_000, 100_000_000, 1_000_000_000})
  void roundBeginningsAreFine(long start) throws IOException {
    for (int step : new int[] {1_000, 60_000}) {
      EvaluationReport report =
          run("", "t.csv", second -> Long.toString(start + (second - START) / 1800 * step), 200);
      assertThat(report.rows()).isEqualTo(200);
      assertThat(report.notes()).noneMatch(note -> note.contains("look like"));
    }
  }

  @Test
  void fewOfThemAreTold() throws IOException {
    assertThat(run("", "t.jsonl", Long::toString, 30).notes())
        .anySatisfy(note -> assertThat(note).startsWith("the first 30 times of ts lie from 1970"));
  }

  @Test
  void whoeverSaysThatTheyAreRightIsBelieved() throws IOException {
    EvaluationReport report = run(", unit: millis", "t.csv", Long::toString, 200);
    assertThat(report.rows()).isEqualTo(200);
    assertThat(report.notes()).noneSatisfy(note -> assertThat(note).contains("seconds"));
  }

  @Test
  void whatBeginsWithTheEpochIsFine() throws IOException {
    EvaluationReport report =
        run("", "t.csv", second -> Long.toString((second - START) * 1000), ROWS);
    assertThat(report.notes()).noneSatisfy(note -> assertThat(note).contains("seconds"));
  }

  @Test
  void linesOfAnEnvelopeAreReadWithItAndWithoutIt() throws IOException {
    LongFunction<String> time = second -> second + "000";
    String spec =
        """
        learner: nights
        events: {topic: t, time: ts, envelope: debezium}
        features: [{field: ts, as: [timeOfDay]}]
        target: {binary: y}
        """;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      String row = "{\"ts\": %s, \"y\": %s}".formatted(time.apply(START + i), i % 2 == 0);
      text.append(i % 3 == 0 ? row : "{\"op\": \"c\", \"after\": %s}".formatted(row)).append('\n');
    }
    text.append("{\"op\": \"d\", \"after\": null}\n");
    EvaluationReport report =
        Evaluation.run(
            SpecReader.read(new SpecBundle("nights.yaml", spec, Map.of())),
            Files.writeString(folder.resolve("e.jsonl"), text),
            Long.MAX_VALUE,
            System::nanoTime);
    assertThat(report.badRows()).isEmpty();
    assertThat(report.n()).isEqualTo(50);
    assertThat(report.notes())
        .contains("1 rows were left out: they say that something was deleted");
  }
}
