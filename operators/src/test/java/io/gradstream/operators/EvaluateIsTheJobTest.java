package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.RandomRows.Row;
import io.gradstream.operators.RandomRows.Times;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.workbench.evaluate.EvaluatedState;
import io.gradstream.workbench.evaluate.EvaluationReport.BadRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code evaluate} and the job learn the same examples: the same rows, made from seeds, through
 * both leave the same bytes in state, the same scores, and the same rows that could not be used.
 */
final class EvaluateIsTheJobTest {

  private static final int ROWS = 160;
  private static final int SEEDS = 3;
  private static final int LATE = 2; // rows

  @TempDir Path folder;

  /**
   * One run.
   *
   * @param name of the kind of learner, with the seed
   * @param delay rows from an event to its label
   */
  private record Case(String name, SpecBundle spec, Times times, int delay, long seed) {
    @Override
    public String toString() {
      return name + ", seed " + seed;
    }

    List<Row> rows() {
      LearnerSpec read = TestSpecs.read(spec);
      return RandomRows.of(seed, times, read.labels().remembered().toMillis() / 6, ROWS);
    }

    boolean labelsComeInTheEvent() {
      return TestSpecs.read(spec).labels() instanceof LabelsSpec.InEvent;
    }
  }

  private static SpecBundle poolAhead(SpecBundle spec) {
    SpecBundle next = TestSpecs.replaced(spec, "labels: {", "labels: {of: next, by: carrier, ");
    return TestSpecs.pool(TestSpecs.ahead(next, "20m"));
  }

  private static Stream<Case> cases() {
    SpecBundle inEvent = TestSpecs.inEvent();
    SpecBundle ownTopic = TestSpecs.ownTopic();
    return Stream.of(
            cases("a network a place", inEvent, Times.ANY, 0),
            cases("a pool a place", TestSpecs.pool(inEvent), Times.ANY, 0),
            cases("one network", TestSpecs.withoutKey(inEvent), Times.ANY, 0),
            cases(
                "one network, challenged",
                TestSpecs.replaced(
                    TestSpecs.withoutKey(inEvent),
                    "publish:",
                    "challengers: {wide: {network: [{dense: 9}]}, quick: {learn: {batch: 3}}}\npublish:"),
                Times.ANY,
                0),
            cases("one pool", TestSpecs.pool(TestSpecs.withoutKey(inEvent)), Times.ANY, 0),
            cases("a network with a past", TestSpecs.withPast(inEvent), Times.ANY, 0),
            cases("windows of carriers", TestSpecs.withWindow(inEvent), Times.ANY, 0),
            cases(
                "one model of windows",
                TestSpecs.withoutKey(TestSpecs.withWindow(inEvent)),
                Times.ANY,
                0),
            cases("strides", TestSpecs.withStrides(inEvent), Times.ANY, 0),
            cases(
                "windows ahead",
                TestSpecs.ahead(TestSpecs.withWindow(inEvent), "20m"),
                Times.ANY,
                0),
            cases("a pool ahead", TestSpecs.withoutKey(poolAhead(inEvent)), Times.ANY, 0),
            cases("on arrival", TestSpecs.onArrival(), Times.ANY, 0),
            cases("alarms", TestSpecs.withAlarms(inEvent), Times.ANY, 0),
            cases("classes", TestSpecs.withClasses(inEvent), Times.ANY, 0),
            cases("all that is carried on", TestSpecs.carryingOn(inEvent), Times.ANY, 0),
            cases("two places at most", TestSpecs.withKeys(inEvent, 2), Times.STRICT, 0),
            cases("joined", ownTopic, Times.STRICT, 0),
            cases("joined pools", TestSpecs.pool(ownTopic), Times.STRICT, 0),
            cases("joined networks with a past", TestSpecs.withPast(ownTopic), Times.STRICT, 0),
            cases("joined classes", TestSpecs.withClasses(ownTopic), Times.STRICT, 0),
            cases(
                "one joined pool", TestSpecs.pool(TestSpecs.withoutKey(ownTopic)), Times.STRICT, 0),
            cases("two joined places", TestSpecs.withKeys(ownTopic, 2), Times.STRICT, 0),
            cases("late labels", ownTopic, Times.LATE_LABELS, LATE),
            cases("late labels, pools", TestSpecs.pool(ownTopic), Times.LATE_LABELS, LATE),
            cases("late, two places", TestSpecs.withKeys(ownTopic, 2), Times.LATE_LABELS, LATE))
        .flatMap(of -> of);
  }

  private static Stream<Case> cases(String name, SpecBundle spec, Times times, int delay) {
    return LongStream.rangeClosed(1, SEEDS)
        .mapToObj(seed -> new Case(name, spec, times, delay, seed));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theSameRowsComeToTheSameState(Case of) throws Exception {
    EvaluatedState evaluated = evaluated(of);
    try (FileThroughJob job = new FileThroughJob(of.spec(), folder, of.seed())) {
      job.read(of.rows(), of.delay());

      assertThat(parts(of, job.learner().state())).isEqualTo(parts(of, PlainState.of(evaluated)));
      assertThat(reasons(badRows(job))).isEqualTo(evaluated.report().badRows());
      assertThat(lines(job)).startsWith(lines(evaluated).toArray(new String[0]));
      if (TestSpecs.read(of.spec()).model().keyField().isEmpty()) {
        assertThat(scores(job)).containsAll(evaluated.own());
      }
    }
  }

  @Test
  void theRowsHaveWhatTheyShouldHave() throws Exception {
    Map<Reason, Long> found = new EnumMap<>(Reason.class);
    for (Case of : cases().toList()) {
      evaluated(of).report().badRows().forEach((why, count) -> found.merge(why, count, Long::sum));
    }
    assertThat(found)
        .containsOnlyKeys(Reason.DUPLICATE, Reason.LIMIT, Reason.WRONG_TYPE, Reason.UNKNOWN_CLASS);
    assertThat(found.values()).allMatch(count -> count > 20);
  }

  @Test
  void theSameIdUnderTwoKeysIsADuplicateOnlyWhereTheJoinSeesBoth() throws Exception {
    List<String> ids = List.of("t1 paris", "t1 rome", "t2 rome", "t3 oslo");

    assertThat(badRows(TestSpecs.inEvent(), ids)).isEmpty();
    assertThat(badRows(TestSpecs.ownTopic(), ids)).isEqualTo(Map.of(Reason.DUPLICATE, 1L));
    assertThat(badRows(TestSpecs.withKeys(TestSpecs.inEvent(), 1), ids))
        .isEqualTo(Map.of(Reason.LIMIT, 3L));
  }

  private Map<Reason, Long> badRows(SpecBundle spec, List<String> ids) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String id : ids) {
      rows.add(RandomRows.row(id.split(" ")[0], id.split(" ")[1], 1000L * rows.size()));
    }
    return EvaluatedState.of(TestSpecs.read(spec), file(rows), 0).report().badRows();
  }

  private EvaluatedState evaluated(Case of) throws IOException {
    return EvaluatedState.of(TestSpecs.read(of.spec()), file(of.rows()), of.delay());
  }

  private Path file(List<Row> rows) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Row row : rows) {
      lines.write(row.line());
      lines.write('\n');
    }
    return Files.write(folder.resolve("trips.jsonl"), lines.toByteArray());
  }

  /**
   * What is learned: without the ids seen, which are the job's, and where labels come late, without
   * the positions of examples, which are those of their labels.
   */
  private static Map<String, String> parts(Case of, Map<String, String> state) {
    Predicate<String> positions =
        name ->
            name.startsWith("learner/progress/")
                || name.startsWith("learner/batch/")
                || (name.startsWith("learner/history/") && name.endsWith("/2"));
    Map<String, String> parts = new TreeMap<>(state);
    parts.keySet().removeIf(name -> name.startsWith("learner/seen-"));
    parts.keySet().removeIf(name -> of.delay() > 0 && positions.test(name));
    assertThat(parts).hasSizeGreaterThan(5);
    return parts;
  }

  /** A row counts once: what is wrong with its event goes before what is wrong with its label. */
  private static List<DeadLetter> badRows(FileThroughJob job) {
    List<DeadLetter> letters = job.deadLetters();
    List<Long> badEvents =
        letters.stream()
            .filter(letter -> letter.topic().equals(Trips.EVENTS))
            .map(DeadLetter::offset)
            .toList();
    return letters.stream()
        .filter(
            letter ->
                letter.topic().equals(Trips.EVENTS)
                    || letter.reason() == Reason.LIMIT
                    || !badEvents.contains(letter.offset()))
        .sorted(
            Comparator.comparing(DeadLetter::offset)
                .thenComparing(DeadLetter::topic, Comparator.reverseOrder()))
        .toList();
  }

  private static Map<Reason, Long> reasons(List<DeadLetter> letters) {
    return letters.stream()
        .collect(Collectors.groupingBy(DeadLetter::reason, Collectors.counting()));
  }

  private static List<String> lines(FileThroughJob job) {
    return badRows(job).stream()
        .map(letter -> "line " + (letter.offset() + 1) + " " + letter.reason())
        .toList();
  }

  private static List<String> lines(EvaluatedState evaluated) {
    return evaluated.report().firstBadRows().stream()
        .map((BadRow row) -> row.place() + " " + row.reason())
        .toList();
  }

  private static List<Measure> scores(FileThroughJob job) {
    List<MetricReport> reports =
        job.learner().metrics().stream()
            .filter(report -> report.source().equals("learner"))
            .toList();
    return reports.get(reports.size() - 1).measures();
  }
}
